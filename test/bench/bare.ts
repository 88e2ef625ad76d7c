/** The bare primitives of Node's WebCrypto with every key imported: what no protocol on top of them can beat. */
import { concat, type Bytes } from '../../shared/bytes/cursor.ts'
import { MLKEM_PUBLIC_BYTES } from '../../shared/crypto/kem-sizes.ts'

/** PrivateKeyInfo of RFC 8410 before the 32 bytes, for X25519 and Ed25519. */
const PKCS8 = (algorithm: 0x6e | 0x70): Bytes =>
  Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, algorithm, 4, 0x22, 4, 0x20)

interface Mlkem {
  importKey(format: string, data: Bytes, algorithm: string, extractable: boolean, usages: string[]): Promise<CryptoKey>
  encapsulateBits(algorithm: string, key: CryptoKey): Promise<{ sharedKey: ArrayBuffer; ciphertext: ArrayBuffer }>
  decapsulateBits(algorithm: string, key: CryptoKey, ciphertext: Bytes): Promise<ArrayBuffer>
}

export interface BareKeys {
  readonly salt: Bytes
  sign(message: Bytes): Promise<void>
  /** The shared secret. */
  encapsulate(): Promise<Bytes>
  /** A key pair made, and one agreement. */
  ephemeralAgreement(): Promise<void>
  digest(data: Bytes): Promise<void>
  /** Both halves of one decapsulation; the lattice half's secret. */
  decapsulate(ciphertext: Bytes, point: CryptoKey): Promise<Bytes>
  importPoint(point: Bytes): Promise<CryptoKey>
  importVerifyKey(publicKey: Bytes): Promise<CryptoKey>
  verify(key: CryptoKey, message: Bytes, signature: Bytes): Promise<void>
}

/** `xwingSeed`: the expanded 96 bytes of the recipient. */
export async function bareKeys(xwingPublicKey: Bytes, xwingSeed: Bytes): Promise<BareKeys> {
  const { subtle } = globalThis.crypto
  const mlkem = subtle as unknown as Mlkem
  const seed = new Uint8Array(32).fill(1)
  const signing = await subtle.importKey('pkcs8', concat(PKCS8(0x70), seed), 'Ed25519', false, ['sign'])
  const lattice = await mlkem.importKey(
    'raw-public',
    xwingPublicKey.slice(0, MLKEM_PUBLIC_BYTES),
    'ML-KEM-768',
    false,
    ['encapsulateBits'],
  )
  const point = await subtle.importKey('raw', xwingPublicKey.slice(MLKEM_PUBLIC_BYTES), 'X25519', false, [])
  const latticeSecret = await mlkem.importKey('raw-seed', xwingSeed.slice(0, 64), 'ML-KEM-768', false, [
    'decapsulateBits',
  ])
  const scalar = await subtle.importKey('pkcs8', concat(PKCS8(0x6e), xwingSeed.slice(64)), 'X25519', false, [
    'deriveBits',
  ])
  return {
    salt: new Uint8Array(0),
    sign: async (message) => void (await subtle.sign('Ed25519', signing, message)),
    encapsulate: async () => new Uint8Array((await mlkem.encapsulateBits('ML-KEM-768', lattice)).sharedKey),
    async ephemeralAgreement() {
      const pair = (await subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair
      await subtle.deriveBits({ name: 'X25519', public: point }, pair.privateKey, 256)
    },
    digest: async (data) => void (await subtle.digest('SHA-256', data)),
    async decapsulate(ciphertext, peer) {
      const [shared] = await Promise.all([
        mlkem.decapsulateBits('ML-KEM-768', latticeSecret, ciphertext),
        subtle.deriveBits({ name: 'X25519', public: peer }, scalar, 256),
      ])
      return new Uint8Array(shared)
    },
    importPoint: (bytes) => subtle.importKey('raw', bytes, 'X25519', false, []),
    importVerifyKey: (publicKey) => subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']),
    async verify(key, message, signature) {
      if (!(await subtle.verify('Ed25519', key, signature, message)))
        throw new Error('a bare signature does not verify')
    },
  }
}
