/**
 * The protocol's encodings written a second time, from docs/protocol.md alone: nothing of shared/ is imported in this folder.
 * Primitives are node:crypto (OpenSSL) and libsodium.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { CipherSuite, ExportOnly, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { AEAD_EXPORT_ONLY, CipherSuite as PanvaSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from 'hpke'

await sodium.ready
export { sodium }

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Fixed bytes that look random: a vector file must come out the same each time. */
export function bytesFor(purpose: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(`sosafe test vector: ${purpose}`).digest()
}

export function unsigned(value: number, bytes: 1 | 2 | 4 | 8): Buffer {
  const out = Buffer.alloc(8)
  out.writeBigUInt64BE(BigInt(value))
  return out.subarray(8 - bytes)
}

export function lp(field: Uint8Array | string): Buffer {
  const bytes = typeof field === 'string' ? utf8(field) : field
  return Buffer.concat([unsigned(bytes.length, 4), bytes])
}

export const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest()
export const H = (label: string, ...fields: (Uint8Array | string)[]): Buffer =>
  sha256(Buffer.concat([lp(label), ...fields.map(lp)]))
export const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', key).update(data).digest()
export const hkdf = (ikm: Uint8Array, info: Uint8Array, length: number, salt: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.from(hkdfSync('sha256', ikm, salt, info, length))

export interface XWingPair {
  readonly seed: Buffer
  readonly publicKey: Buffer
}

export function xwingPair(seed: Buffer): XWingPair {
  return { seed, publicKey: Buffer.from(sodium.crypto_kem_xwing_seed_keypair(seed).publicKey) }
}

export function xwingEncapsulate(publicKey: Buffer, randomness: Buffer): { ciphertext: Buffer; shared: Buffer } {
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness)
  return { ciphertext: Buffer.from(ciphertext), shared: Buffer.from(sharedSecret) }
}

const SUITE_ID = Buffer.concat([utf8('HPKE'), Buffer.from('647a0001ffff', 'hex')])
const labelled = (label: string, rest: Uint8Array): Buffer =>
  Buffer.concat([utf8('HPKE-v1'), SUITE_ID, utf8(label), rest])
const expand = (prk: Uint8Array, label: string, info: Uint8Array): Buffer =>
  hmac(prk, Buffer.concat([unsigned(32, 2), labelled(label, info), Buffer.of(1)]))

/** RFC 9180 from a KEM's shared secret to one exported 32-byte secret, by hand: for envelopes that no library would make. */
export function exportByHand(shared: Uint8Array, info: Uint8Array, context: Uint8Array): Buffer {
  const none = Buffer.alloc(0)
  const scheduled = Buffer.concat([
    Buffer.of(0),
    hmac(none, labelled('psk_id_hash', none)),
    hmac(none, labelled('info_hash', info)),
  ])
  const exporter = expand(hmac(shared, labelled('secret', none)), 'exp', scheduled)
  return expand(exporter, 'sec', context)
}

/** The same by two libraries that know nothing of each other; throws unless they agree. */
export async function exportByLibraries(seed: Buffer, enc: Buffer, info: Buffer, context: Buffer): Promise<Buffer> {
  const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new ExportOnly() })
  const recipientKey = await suite.kem.importKey('raw', new Uint8Array(seed).buffer, false)
  const recipient = await suite.createRecipientContext({
    recipientKey,
    enc: new Uint8Array(enc).buffer,
    info: new Uint8Array(info).buffer,
  })
  const first = Buffer.from(await recipient.export(new Uint8Array(context).buffer, 32))
  const panva = new PanvaSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_EXPORT_ONLY)
  const key = await panva.DeserializePrivateKey(new Uint8Array(seed), true)
  const second = await panva.ReceiveExport(key, new Uint8Array(enc), new Uint8Array(context), 32, {
    info: new Uint8Array(info),
  })
  if (!first.equals(second)) throw new Error('two HPKE libraries disagree')
  return first
}
