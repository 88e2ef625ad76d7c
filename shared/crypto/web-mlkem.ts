/**
 * ML-KEM-768 of WebCrypto, where it has it. Sources: "Modern Algorithms in the Web Cryptography API" (WICG); FIPS 203.
 */
import type { Primitives } from './primitives.ts'

const NAME = 'ML-KEM-768'

/** What the declarations of WebCrypto do not know yet. */
interface MlkemSubtle {
  importKey(
    format: 'raw-seed' | 'raw-public',
    data: Uint8Array<ArrayBuffer>,
    algorithm: string,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>
  exportKey(format: 'raw-public', key: CryptoKey): Promise<ArrayBuffer>
  getPublicKey(key: CryptoKey, usages: readonly string[]): Promise<CryptoKey>
  encapsulateBits(
    algorithm: string,
    key: CryptoKey,
  ): Promise<{ readonly sharedKey: ArrayBuffer; readonly ciphertext: ArrayBuffer }>
  decapsulateBits(algorithm: string, key: CryptoKey, ciphertext: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

function hasMlkem(subtle: object): subtle is MlkemSubtle {
  return 'encapsulateBits' in subtle && 'decapsulateBits' in subtle && 'getPublicKey' in subtle
}

/** Null where not even the methods are there; whether they work, a known answer tells (known-answers.ts). */
export function createWebMlkem(subtle: object): Pick<Primitives, 'mlkemKey' | 'mlkemPublicKey'> | null {
  if (!hasMlkem(subtle)) return null
  return {
    async mlkemKey(seed) {
      const key = await subtle.importKey('raw-seed', seed, NAME, false, ['decapsulateBits'])
      const publicKey = await subtle.getPublicKey(key, ['encapsulateBits'])
      return {
        publicKey: new Uint8Array(await subtle.exportKey('raw-public', publicKey)),
        decapsulate: async (ciphertext) => new Uint8Array(await subtle.decapsulateBits(NAME, key, ciphertext)),
      }
    },
    async mlkemPublicKey(publicKey) {
      let key: CryptoKey
      try {
        key = await subtle.importKey('raw-public', publicKey, NAME, false, ['encapsulateBits'])
      } catch {
        return null
      }
      return {
        async encapsulate() {
          const { ciphertext, sharedKey } = await subtle.encapsulateBits(NAME, key)
          return { ciphertext: new Uint8Array(ciphertext), shared: new Uint8Array(sharedKey) }
        },
      }
    },
  }
}
