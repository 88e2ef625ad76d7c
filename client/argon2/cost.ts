/**
 * What one Argon2id run costs, and how it can fail.
 * Source: RFC 9106.
 */
export type Argon2Cost = {
  /** Memory in KiB (1,024 bytes). */
  readonly memoryKiB: number
  /** Passes over the memory. */
  readonly iterations: number
  /** Lanes. They are computed one after another here. */
  readonly parallelism: number
  /** Length of the result in bytes. */
  readonly hashBytes: number
}

/** `no-memory`: this device cannot give the memory now. `failed`: anything else, a fault of ours or of the browser. */
export type Argon2Code = 'no-memory' | 'failed'

/** The one error of this room. Carries no input. */
export class Argon2Error extends Error {
  override readonly name = 'Argon2Error'
  readonly code: Argon2Code

  constructor(code: Argon2Code, options?: ErrorOptions) {
    super(`argon2id: ${code}`, options)
    this.code = code
  }
}

/** What the page tells the worker, and what it hears back. */
export type Job = { readonly password: Uint8Array; readonly salt: Uint8Array; readonly cost: Argon2Cost }
export type Answer = { readonly hash: Uint8Array } | { readonly code: Argon2Code }
