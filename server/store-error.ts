/** The one error of everything that keeps data, whatever engine is below. */

/** `disk`: full or failing, nothing was kept. `busy`: held by another program; the same request may succeed later. */
export type StoreErrorCode = 'disk' | 'busy'

export class StoreError extends Error {
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(`store: ${code}`, options)
    this.name = 'StoreError'
    this.code = code
  }
}
