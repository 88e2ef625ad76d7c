/** Keys as WebCrypto wants them, imported once: an import costs as much as a signature. */
import type { Bytes } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'

/** `importKey`, asked once for each array of secret bytes; forgotten when the array is. */
export function remembered(importKey: (secret: Bytes) => Promise<CryptoKey>): (secret: Bytes) => Promise<CryptoKey> {
  const known = new WeakMap<Bytes, { readonly bytes: Bytes; readonly key: Promise<CryptoKey> }>()
  return (secret) => {
    const entry = known.get(secret)
    // Bytes can be written to, for example erased: what was imported must be what is asked for.
    if (entry !== undefined && equalBytes(entry.bytes, secret)) return entry.key
    const key = importKey(secret)
    known.set(secret, { bytes: secret.slice(), key })
    return key
  }
}
