/** AES-256-GCM by WebCrypto, for the chunks of attachments. Source: NIST SP 800-38D. */
import type { Bytes } from '../bytes/cursor.ts'
import type { Primitives } from './primitives.ts'

export function createAesGcm(
  subtle: Pick<SubtleCrypto, 'importKey' | 'encrypt' | 'decrypt'>,
): Pick<Primitives, 'aesGcmSeal' | 'aesGcmOpen'> {
  const keyOf = (key: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
    subtle.importKey('raw', key, 'AES-GCM', false, [usage])
  return {
    async aesGcmSeal(key, nonce, plain, associated) {
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associated, tagLength: 128 }
      return new Uint8Array(await subtle.encrypt(algorithm, await keyOf(key, 'encrypt'), plain))
    },
    async aesGcmOpen(key, nonce, box, associated) {
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associated, tagLength: 128 }
      const imported = await keyOf(key, 'decrypt')
      // Every way in which a chunk does not open is one outcome.
      return subtle.decrypt(algorithm, imported, box).then(
        (plain) => new Uint8Array(plain),
        () => null,
      )
    },
  }
}
