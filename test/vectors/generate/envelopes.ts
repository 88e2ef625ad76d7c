/**
 * Whole envelopes, built from docs/protocol.md section 4 by libsodium, OpenSSL's zlib and two HPKE libraries; and envelopes
 * that must not open though all but one thing about them is right. Bytes in base64url, because they are long.
 */
import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import {
  base64url,
  bytesFor,
  exportByHand,
  exportByLibraries,
  hex,
  lp,
  sodium,
  unsigned,
  utf8,
  xwingEncapsulate,
  xwingPair,
} from './independent.ts'
import { boxForTwoKeys } from './two-keys.ts'

const SIZES = [5424, 8136, 16_272] as const
const OVERHEAD = 4 + 1120 + 32 + 16
type Size = 0 | 1 | 2

interface Mailbox {
  readonly kind: 'inbox' | 'log' | 'reply' | 'recovery'
  readonly address: Buffer
  readonly hint: number
  readonly seed: Buffer
}

const mailbox = (kind: Mailbox['kind'], hint: number): Mailbox => ({
  kind,
  hint,
  address: bytesFor(`${kind} address`, 32),
  seed: bytesFor(`${kind} seed`, 32),
})
const INBOX = mailbox('inbox', 23)

const headerOf = (hint: number): Buffer => Buffer.concat([Buffer.of(1, 1), unsigned(hint, 2)])
const infoOf = (to: Mailbox, header: Buffer): Buffer =>
  Buffer.concat([lp('sosafe/v1'), lp(to.kind), lp(header), lp(to.address)])

function padded(flags: number, content: Uint8Array, size: Size, length: number = content.length): Buffer {
  const out = Buffer.alloc(SIZES[size] - OVERHEAD)
  Buffer.concat([Buffer.of(flags), unsigned(length, 4), content]).copy(out)
  return out
}

interface Parts {
  readonly header: Buffer
  readonly enc: Buffer
  readonly commitment: Buffer
  readonly box: Buffer
}
const joined = ({ header, enc, commitment, box }: Parts): Buffer => Buffer.concat([header, enc, commitment, box])

async function partsOf(name: string, to: Mailbox, plain: Buffer): Promise<Parts> {
  const header = headerOf(to.hint)
  const info = infoOf(to, header)
  const { ciphertext: enc } = xwingEncapsulate(xwingPair(to.seed).publicKey, bytesFor(`randomness of ${name}`, 64))
  const bodyKey = await exportByLibraries(to.seed, enc, info, lp('sosafe/v1/body'))
  const commitment = await exportByLibraries(to.seed, enc, info, lp('sosafe/v1/commitment'))
  return { header, enc, commitment, box: Buffer.from(sodium.crypto_secretbox_easy(plain, new Uint8Array(24), bodyKey)) }
}

const target = (to: Mailbox) => ({ kind: to.kind, address: hex(to.address), hint: to.hint, seed: hex(to.seed) })

async function opened(name: string, to: Mailbox, flags: number, content: Buffer, size: Size) {
  const travelling = flags === 1 ? deflateRawSync(content) : content
  const envelope = joined(await partsOf(name, to, padded(flags, travelling, size)))
  const id = createHash('sha256').update(envelope).digest()
  // Long content is named by its hash: the file stays readable.
  const shown = content.length <= 200 ? { content: hex(content) } : {}
  const contentHash = hex(createHash('sha256').update(content).digest())
  return {
    name,
    ...target(to),
    envelope: base64url(envelope),
    id: hex(id),
    contentBytes: content.length,
    contentHash,
    ...shown,
  }
}

async function opening() {
  const thai = utf8('ฉันต้องการความช่วยเหลือ '.repeat(400))
  return [
    await opened('empty content', INBOX, 0, Buffer.alloc(0), 0),
    await opened('a short text', INBOX, 0, utf8('ช่วยด้วย'), 0),
    await opened(
      'content that fills the smallest',
      mailbox('reply', 0),
      0,
      bytesFor('full', SIZES[0] - OVERHEAD - 5),
      0,
    ),
    await opened('deflated text', INBOX, 1, thai, 0),
    await opened('middle size in a log', mailbox('log', 65_535), 0, bytesFor('middle', 5000), 1),
    await opened('largest size, deflated to the limit', mailbox('log', 1), 1, Buffer.alloc(65_536, 7), 2),
    await opened('recovery copy', mailbox('recovery', 0), 0, bytesFor('recovery', 300), 0),
  ]
}

const P = 2n ** 255n - 19n
const littleEndian = (value: bigint): Buffer =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n)))

/** As somebody who refuses no point would seal and open: everything agrees but the point itself. */
function withPoint(point: Buffer, sharedPoint: Buffer): Buffer {
  const { publicKey } = sodium.crypto_kem_mlkem768_seed_keypair(
    createHash('shake256', { outputLength: 96 }).update(INBOX.seed).digest().subarray(0, 64),
  )
  const lattice = sodium.crypto_kem_mlkem768_enc_deterministic(publicKey, bytesFor('point', 32))
  const own = xwingPair(INBOX.seed).publicKey.subarray(1184)
  const combined = Buffer.concat([lattice.sharedSecret, sharedPoint, point, own, Buffer.from('5c2e2f2f5e5c', 'hex')])
  const shared = createHash('sha3-256').update(combined).digest()
  const header = headerOf(INBOX.hint)
  const info = infoOf(INBOX, header)
  const bodyKey = exportByHand(shared, info, lp('sosafe/v1/body'))
  const box = sodium.crypto_secretbox_easy(padded(0, utf8('a point'), 0), new Uint8Array(24), bodyKey)
  const enc = Buffer.concat([lattice.ciphertext, point])
  return joined({
    header,
    enc,
    commitment: exportByHand(shared, info, lp('sosafe/v1/commitment')),
    box: Buffer.from(box),
  })
}

/** u = 2 written as p + 2: every implementation of RFC 7748 computes with it. */
function notCanonical(): Buffer {
  const secret = createHash('shake256', { outputLength: 96 }).update(INBOX.seed).digest().subarray(64)
  return withPoint(littleEndian(P + 2n), Buffer.from(sodium.crypto_scalarmult(secret, littleEndian(2n))))
}

async function refused() {
  const good = (name: string, plain: Buffer) => partsOf(name, INBOX, plain).then(joined)
  const text = utf8('ช่วยด้วย')
  const deflated = deflateRawSync(utf8('ฉันกลัว '.repeat(900)))
  const lastByteSet = padded(0, text, 0)
  lastByteSet[lastByteSet.length - 1] = 1
  const firstByteSet = padded(0, text, 0)
  firstByteSet[5 + text.length] = 1
  const room = SIZES[0] - OVERHEAD - 5
  const parts = await partsOf('commitment', INBOX, padded(0, text, 0))
  const other = await partsOf('other commitment', INBOX, padded(0, text, 0))
  const flipped = Buffer.from(parts.commitment)
  flipped[31] = flipped[31]! ^ 1
  const twice = await boxForTwoKeys(INBOX.seed, parts.enc, infoOf(INBOX, parts.header), SIZES[0] - OVERHEAD)
  const cases: readonly (readonly [string, Buffer])[] = [
    ['unknown flag 2', await good('flag 2', padded(2, text, 0))],
    ['unknown flag 128 beside a known one', await good('flag 129', padded(129, deflated, 0))],
    ['length one more than fits', await good('length', padded(0, Buffer.alloc(room), 0, room + 1))],
    ['length of 4 GiB', await good('4 GiB', padded(0, text, 0, 0xffffffff))],
    ['last byte of the padding set', await good('padding end', lastByteSet)],
    ['first byte of the padding set', await good('padding start', firstByteSet)],
    ['length shorter than the content', await good('short length', padded(0, text, 0, text.length - 1))],
    ['flag of deflating on a text that is none', await good('no deflate', padded(1, text, 0))],
    ['flag of deflating on nothing', await good('deflate nothing', padded(1, Buffer.alloc(0), 0))],
    [
      'one byte behind the deflated text',
      await good('trailing', padded(1, Buffer.concat([deflated, Buffer.of(0)]), 0)),
    ],
    ['deflated text cut short', await good('cut', padded(1, deflated.subarray(0, -1), 0))],
    ['one byte more than may come out', await good('too much', padded(1, deflateRawSync(Buffer.alloc(65_537)), 0))],
    ['a bomb of 4 MB', await good('bomb', padded(1, deflateRawSync(Buffer.alloc(4_000_000)), 0))],
    ['commitment with one bit flipped', joined({ ...parts, commitment: flipped })],
    ['commitment of another envelope', joined({ ...parts, commitment: other.commitment })],
    ['commitment of zeros', joined({ ...parts, commitment: Buffer.alloc(32) })],
    ['a box that opens under two keys, committed to the other', twice],
    ['box of another envelope', joined({ ...parts, box: other.box })],
    ['point of order 1, shared secret zero', withPoint(Buffer.alloc(32), Buffer.alloc(32))],
    ['point of order 4, shared secret zero', withPoint(littleEndian(1n), Buffer.alloc(32))],
    ['point not canonical (p + 2)', notCanonical()],
  ]
  return { ...target(INBOX), cases: cases.map(([name, envelope]) => ({ name, envelope: base64url(envelope) })) }
}

export async function envelopes(): Promise<object> {
  return {
    made: 'libsodium-wrappers-sumo 0.8.4, @hpke/core 1.9.0 with @hpke/hybridkem-x-wing 0.7.0, hpke 1.1.7 (panva), node:zlib',
    opening: await opening(),
    refused: await refused(),
  }
}
