/** The one error of everything that keeps data, whatever engine is below. */

/**
 * `disk`: full, failing or read-only, nothing was kept. `busy`: held by another program; the same request may succeed later.
 * `damaged`: what lies there is not what was stored.
 */
export type StoreErrorCode = 'disk' | 'busy' | 'damaged'

export class StoreError extends Error {
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(`store: ${code}`, options)
    this.name = 'StoreError'
    this.code = code
  }
}
