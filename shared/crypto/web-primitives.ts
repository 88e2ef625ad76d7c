/**
 * The primitives of the platform's WebCrypto, each algorithm only after it gave a known answer; where it does not, the
 * JavaScript one, loaded when it is first needed. Nothing is tested or loaded before its first use. Hashes of a few blocks
 * and secretbox stay in JavaScript: a call of WebCrypto costs more than they do. Source: docs/protocol.md P2.1.
 */
import type { Bytes } from '../bytes/cursor.ts'
import { createAesGcm } from './aes-gcm.ts'
import { hkdfSha256, hmacSha256, sha256 } from './hmac.ts'
import { inflate } from './inflate.ts'
import { answersEd25519, answersMlkem, answersSha256, answersX25519 } from './known-answers.ts'
import type { Primitives } from './primitives.ts'
import { secretboxOpen, secretboxSeal } from './secretbox.ts'
import { createWebEd25519 } from './web-ed25519.ts'
import { createWebMlkem } from './web-mlkem.ts'
import { createWebX25519 } from './web-x25519.ts'

/** From here on WebCrypto's SHA-256 is faster (Node, Chromium and Firefox on one machine). */
const LONG_HASH_BYTES = 2048

/** One answer for all callers; asked again after a failure (a chunk that did not load). */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
}

export interface NativeAlgorithms {
  readonly x25519: boolean
  readonly ed25519: boolean
  readonly mlkem: boolean
  readonly sha256: boolean
}

/** What this platform's WebCrypto answers rightly. */
export async function nativeAlgorithms(subtle: SubtleCrypto): Promise<NativeAlgorithms> {
  const mlkem = createWebMlkem(subtle)
  return {
    x25519: await answersX25519(createWebX25519(subtle)),
    ed25519: await answersEd25519(createWebEd25519(subtle)),
    mlkem: mlkem !== null && (await answersMlkem(mlkem)),
    sha256: await answersSha256(digestOf(subtle)),
  }
}

const digestOf =
  (subtle: SubtleCrypto) =>
  async (data: Bytes): Promise<Bytes> =>
    new Uint8Array(await subtle.digest('SHA-256', data))

export function createWebPrimitives(subtle: SubtleCrypto, loadFallback: () => Promise<Primitives>): Primitives {
  const nativeX25519 = createWebX25519(subtle)
  const nativeEd25519 = createWebEd25519(subtle)
  const nativeMlkem = createWebMlkem(subtle)
  const digest = digestOf(subtle)
  const fallback = once(loadFallback)
  const x25519 = once(async () => ((await answersX25519(nativeX25519)) ? nativeX25519 : fallback()))
  const ed25519 = once(async () => ((await answersEd25519(nativeEd25519)) ? nativeEd25519 : fallback()))
  const mlkem = once(async () => (nativeMlkem !== null && (await answersMlkem(nativeMlkem)) ? nativeMlkem : fallback()))
  const longHash = once(async () => ((await answersSha256(digest)) ? digest : async (data: Bytes) => sha256(data)))
  return {
    name: 'web',
    sha256: async (data) => (data.length < LONG_HASH_BYTES ? sha256(data) : (await longHash())(data)),
    hmacSha256: async (key, data) => hmacSha256(key, data),
    hkdfSha256: async (salt, ikm, info, lengthBytes) => hkdfSha256(salt, ikm, info, lengthBytes),
    ed25519PublicKey: async (seed) => (await ed25519()).ed25519PublicKey(seed),
    ed25519Sign: async (seed, message) => (await ed25519()).ed25519Sign(seed, message),
    ed25519Verify: async (publicKey, message, signature) =>
      (await ed25519()).ed25519Verify(publicKey, message, signature),
    async x25519Key(secret) {
      const keys = await x25519()
      try {
        return await keys.x25519Key(secret)
      } catch {
        // WebKit on Linux refuses some secrets, a few in a hundred: none of them may keep a letter from being sealed
        return (await fallback()).x25519Key(secret)
      }
    },
    mlkemKey: async (seed) => (await mlkem()).mlkemKey(seed),
    mlkemPublicKey: async (publicKey) => (await mlkem()).mlkemPublicKey(publicKey),
    secretboxSeal,
    secretboxOpen,
    // for sealing alone: its tables take a slow phone the time of a tap
    deflate: async (data) => (await import('./deflate.ts')).deflate(data),
    inflate: async (data, maxBytes) => inflate(data, maxBytes),
    ...createAesGcm(subtle),
  }
}
