/** X25519 of WebCrypto. Sources: W3C Web Cryptography Level 2; RFC 7748; RFC 8410 (PKCS #8). */
import { parseBase64url } from '../bytes/base64url.ts'
import { concat } from '../bytes/cursor.ts'
import type { Primitives } from './primitives.ts'

/** PrivateKeyInfo of RFC 8410 in front of the 32 bytes of a secret. */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20)
const SHARED_BITS = 256

export function createWebX25519(subtle: SubtleCrypto): Pick<Primitives, 'x25519Key'> {
  return {
    async x25519Key(secret) {
      const key = await subtle.importKey('pkcs8', concat(PKCS8, secret), 'X25519', true, ['deriveBits'])
      const { x } = await subtle.exportKey('jwk', key)
      const publicKey = x === undefined ? null : parseBase64url(x)
      if (publicKey === null) throw new Error('no public key in the JWK')
      return {
        publicKey,
        async agree(point) {
          try {
            const peer = await subtle.importKey('raw', point, 'X25519', false, [])
            return new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: peer }, key, SHARED_BITS))
          } catch {
            // A shared secret of zeros: Firefox refuses the point, the others throw when they derive (RFC 7748 6.1).
            return null
          }
        },
      }
    },
  }
}
