/** A page that does nothing but derive on request: the worker is tested apart from the app that uses it. */
import { argon2id } from '../../../client/argon2/argon2.ts'

async function derive(memoryKiB: number): Promise<string> {
  const bytes = new Uint8Array(16).fill(7)
  const hash = await argon2id(bytes, bytes, { memoryKiB, iterations: 3, parallelism: 1, hashBytes: 32 })
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

Object.assign(globalThis, { derive })
