/** Ed25519 of WebCrypto. Sources: W3C Web Cryptography Level 2; RFC 8410 (PKCS #8). */
import { parseBase64url } from '../bytes/base64url.ts'
import { concat } from '../bytes/cursor.ts'
import { remembered } from './imported-keys.ts'
import type { SigningPrimitives } from './primitives.ts'

/** PrivateKeyInfo of RFC 8410 in front of the 32 bytes of a seed. */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)

export function createWebEd25519(
  subtle: SubtleCrypto,
): Pick<SigningPrimitives, 'ed25519PublicKey' | 'ed25519Sign' | 'ed25519Verify'> {
  const signingKeyOf = remembered((seed) => subtle.importKey('pkcs8', concat(PKCS8, seed), 'Ed25519', true, ['sign']))
  return {
    async ed25519PublicKey(seed) {
      const { x } = await subtle.exportKey('jwk', await signingKeyOf(seed))
      const publicKey = x === undefined ? null : parseBase64url(x)
      if (publicKey === null) throw new Error('no public key in the JWK')
      return publicKey
    },
    async ed25519Sign(seed, message) {
      return new Uint8Array(await subtle.sign('Ed25519', await signingKeyOf(seed), message))
    },
    async ed25519Verify(publicKey, message, signature) {
      let key: CryptoKey
      try {
        key = await subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
      } catch {
        // Not on the curve: some implementations look at once, others when they verify.
        return false
      }
      return subtle.verify('Ed25519', key, signature, message)
    },
  }
}
