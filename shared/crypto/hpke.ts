/**
 * HPKE base mode, export-only: X-Wing in, exported secrets out. Promises RFC 9180's key schedule for the suite 0x647A, 0x0001,
 * 0xFFFF and no more: there is no encryption context. Sources: docs/protocol.md P2.5; RFC 9180 sections 4, 5.1, 5.3.
 */
import { concat, encodeText, u16, u8, type Bytes } from '../bytes/cursor.ts'
import { decapsulate, encapsulate, type XWingSecret } from './kem.ts'
import type { XWingPublicKey } from './keys.ts'
import type { Primitives, Random } from './primitives.ts'

export interface ExportContext {
  /** RFC 9180 `Export(context, L)`; at most 255 times 32 bytes. */
  export(context: Bytes, lengthBytes: number): Promise<Bytes>
}

export interface SenderContext extends ExportContext {
  /** 1,120 bytes. */
  readonly enc: Bytes
}

const EMPTY = new Uint8Array(0)
const HASH_BYTES = 32
const MODE_BASE = u8(0)
/** `"HPKE-v1" || suite_id || label`. */
const labelled = (label: string): Bytes =>
  concat(encodeText('HPKE-v1'), encodeText('HPKE'), u16(0x647a), u16(0x0001), u16(0xffff), encodeText(label))
const PSK_ID_HASH = labelled('psk_id_hash')
const INFO_HASH = labelled('info_hash')
const SECRET = labelled('secret')
const EXPORTER = labelled('exp')
const EXPORTED = labelled('sec')

async function labelledExpand(
  p: Primitives,
  prk: Bytes,
  label: Bytes,
  info: Bytes,
  lengthBytes: number,
): Promise<Bytes> {
  if (lengthBytes > 255 * HASH_BYTES) throw new RangeError('export too long')
  const expanded = concat(u16(lengthBytes), label, info)
  let block = await p.hmacSha256(prk, concat(expanded, u8(1)))
  if (lengthBytes === HASH_BYTES) return block
  let out = block
  for (let counter = 2; out.length < lengthBytes; counter++) {
    block = await p.hmacSha256(prk, concat(block, expanded, u8(counter)))
    out = concat(out, block)
  }
  return out.slice(0, lengthBytes)
}

/** Without a PSK its id hashes to the same in every message. */
let emptyPskIdHash: Bytes | null = null

async function keySchedule(p: Primitives, shared: Bytes, info: Bytes): Promise<ExportContext> {
  emptyPskIdHash ??= await p.hmacSha256(EMPTY, PSK_ID_HASH)
  const [infoHash, secret] = await Promise.all([
    p.hmacSha256(EMPTY, concat(INFO_HASH, info)),
    p.hmacSha256(shared, SECRET),
  ])
  const exporter = await labelledExpand(p, secret, EXPORTER, concat(MODE_BASE, emptyPskIdHash, infoHash), HASH_BYTES)
  return { export: (context, lengthBytes) => labelledExpand(p, exporter, EXPORTED, context, lengthBytes) }
}

/** SetupBaseS. Null for a public key that P2.3 refuses. */
export async function exportSender(
  p: Primitives,
  random: Random,
  key: XWingPublicKey,
  info: Bytes,
): Promise<SenderContext | null> {
  const encapsulation = await encapsulate(p, random, key)
  if (encapsulation === null) return null
  return { enc: encapsulation.ciphertext, ...(await keySchedule(p, encapsulation.shared, info)) }
}

/** SetupBaseR. Null for an `enc` that P2.3 refuses. */
export async function exportReceiver(
  p: Primitives,
  secret: XWingSecret,
  enc: Bytes,
  info: Bytes,
): Promise<ExportContext | null> {
  const shared = await decapsulate(secret, enc)
  return shared === null ? null : keySchedule(p, shared, info)
}
