/**
 * The types of WebCrypto, as far as `shared/crypto` names them; the object itself is passed in. Only tsconfig.shared.json
 * sees this file: the other platforms check the same sources against their own, full declarations.
 */

type KeyUsage = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'deriveKey' | 'deriveBits' | 'wrapKey' | 'unwrapKey'

interface CryptoKey {
  readonly type: 'public' | 'private' | 'secret'
  readonly extractable: boolean
  readonly algorithm: { readonly name: string }
  readonly usages: KeyUsage[]
}
interface CryptoKeyPair {
  publicKey: CryptoKey
  privateKey: CryptoKey
}
interface Algorithm {
  name: string
}
interface HkdfParams extends Algorithm {
  hash: string
  info: Uint8Array<ArrayBuffer>
  salt: Uint8Array<ArrayBuffer>
}
interface EcdhKeyDeriveParams extends Algorithm {
  public: CryptoKey
}
interface HmacImportParams extends Algorithm {
  hash: string
}
interface AesGcmParams extends Algorithm {
  iv: Uint8Array<ArrayBuffer>
  additionalData?: Uint8Array<ArrayBuffer>
  tagLength?: number
}
interface JsonWebKey {
  kty?: string
  crv?: string
  alg?: string
  d?: string
  x?: string
  y?: string
  k?: string
}
interface SubtleCrypto {
  digest(algorithm: string, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'jwk',
    keyData: JsonWebKey,
    algorithm: string | Algorithm | HmacImportParams,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>
  importKey(
    format: 'raw' | 'pkcs8' | 'spki',
    keyData: Uint8Array<ArrayBuffer>,
    algorithm: string | Algorithm | HmacImportParams,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>
  exportKey(format: 'raw' | 'pkcs8' | 'spki', key: CryptoKey): Promise<ArrayBuffer>
  deriveBits(
    algorithm: Algorithm | HkdfParams | EcdhKeyDeriveParams,
    baseKey: CryptoKey,
    length: number,
  ): Promise<ArrayBuffer>
  sign(algorithm: string | Algorithm, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  verify(
    algorithm: string | Algorithm,
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
  encrypt(algorithm: AesGcmParams, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  decrypt(algorithm: AesGcmParams, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}
