/** Argon2id in JavaScript: several times slower, but it asks the engine for ordinary memory only. */
import { argon2id } from '@noble/hashes/argon2.js'
import type { Argon2Cost } from './cost.ts'

/** @throws RangeError where the memory is not there. */
export function byJavaScript(password: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Uint8Array {
  const { memoryKiB, iterations, parallelism, hashBytes } = cost
  return argon2id(password, salt, { m: memoryKiB, t: iterations, p: parallelism, dkLen: hashBytes })
}
