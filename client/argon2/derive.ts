/**
 * One Argon2id run on the thread that calls: WebAssembly first, JavaScript where that is blocked or gets no memory.
 * Each is loaded only when it is needed.
 */
import { Argon2Error } from './cost.ts'
import type { Argon2Cost } from './cost.ts'

/** @throws Argon2Error */
export async function derive(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  try {
    const { byWasm } = await import('./wasm.ts')
    return await byWasm(password, salt, cost)
  } catch {
    // whatever the reason was, the other way may still work: WebAssembly needs its memory in one growing piece,
    // may be forbidden (lockdown modes) or missing
  }
  try {
    const { byJavaScript } = await import('./javascript.ts')
    return byJavaScript(password, salt, cost)
  } catch (cause) {
    // every engine reports a buffer that it cannot allocate as RangeError
    throw new Argon2Error(cause instanceof RangeError ? 'no-memory' : 'failed', { cause })
  }
}
