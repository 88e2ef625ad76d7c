/**
 * A copy sealed to the backup key: a head that anybody can read (which deployment, which day, which key), then the copy as
 * one long sealed stream. Promises that head and stream belong together and that nothing of it opens without the key.
 *
 *   lp("sosafe/v1/sealed-copy") lp(head: JSON) enc(1120) commitment(32) stream
 *
 * HPKE as in docs/protocol.md P2.5, info = lp("sosafe/v1") || lp("backup") || lp(head); the stream's key and the commitment
 * are exported. Source: docs/decisions/009-backups.md.
 */
import { createByteStream, restOf, type ByteStream } from '../../../shared/bytes/byte-stream.ts'
import { type Bytes, concat, createCursor, encodeText, lp } from '../../../shared/bytes/cursor.ts'
import { equalBytes } from '../../../shared/bytes/equal.ts'
import { H } from '../../../shared/crypto/hash.ts'
import { type ExportContext, exportReceiver, exportSender } from '../../../shared/crypto/hpke.ts'
import type { XWingSecret } from '../../../shared/crypto/kem.ts'
import type { BackupPublicKey } from '../../../shared/crypto/keys.ts'
import { openLongStream, sealLongStream } from '../../../shared/crypto/long-stream.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { type Day, parseDay } from '../../../shared/day.ts'
import { COMMITMENT_BYTES, LABEL, XWING_CIPHERTEXT_BYTES } from '../../../shared/protocol.ts'
import { parseJson, parseObject } from '../../../shared/wire/json.ts'
import { hexOf } from '../deployment.ts'

export interface SealedHead {
  readonly day: Day
  /** 64 hex digits. */
  readonly rootHash: string
  /** 64 hex digits: a hash of the public key that it is sealed to. */
  readonly key: string
}

const MAGIC = `${LABEL}/sealed-copy`
const MAX_HEAD_BYTES = 4096
const LENGTH_BYTES = 4
const STREAM_KEY = lp(`${LABEL}/backup/stream`)
const COMMITMENT = lp(`${LABEL}/backup/commitment`)

const infoOf = (head: Bytes): Bytes => concat(lp(LABEL), lp('backup'), lp(head))

/** 64 hex digits. */
async function keyNameOf(p: Primitives, key: BackupPublicKey): Promise<string> {
  return hexOf(await H(p, `${LABEL}/backup/key`, key))
}

interface StreamKeys {
  readonly key: Bytes
  readonly commitment: Bytes
}

async function keysOf(context: ExportContext): Promise<StreamKeys> {
  return { key: await context.export(STREAM_KEY, 32), commitment: await context.export(COMMITMENT, COMMITMENT_BYTES) }
}

export interface SealedCopy {
  readonly pieces: AsyncIterable<Bytes>
  /** Opens this one again, for whoever has just sealed it; in memory only. */
  readonly streamKey: Bytes
}

/** Throws RangeError for a key that fails P2.3. */
export async function sealCopy(
  p: Primitives,
  random: Random,
  to: BackupPublicKey,
  about: Omit<SealedHead, 'key'>,
  copy: AsyncIterable<Uint8Array>,
): Promise<SealedCopy> {
  const { day, rootHash } = about
  const head = encodeText(JSON.stringify({ day, rootHash, key: await keyNameOf(p, to) }))
  const context = await exportSender(p, random, to, infoOf(head))
  if (context === null) throw new RangeError('not a backup key')
  const { key, commitment } = await keysOf(context)
  const front = concat(lp(MAGIC), lp(head), context.enc, commitment)
  async function* pieces(): AsyncGenerator<Bytes> {
    yield front
    yield* sealLongStream(p, key, copy)
  }
  return { pieces: pieces(), streamKey: key }
}

interface Front {
  readonly head: SealedHead
  readonly headBytes: Bytes
  readonly enc: Bytes
  readonly commitment: Bytes
}

async function readField(stream: ByteStream): Promise<Bytes | null> {
  const prefix = await stream.upTo(LENGTH_BYTES)
  const length = prefix.length === LENGTH_BYTES ? createCursor(prefix).u32() : Infinity
  return length > MAX_HEAD_BYTES ? null : stream.upTo(length)
}

function parseHead(bytes: Bytes): SealedHead | null {
  const fields = parseObject(parseJson(bytes))
  const [day, rootHash, key] = [parseDay(fields?.['day']), fields?.['rootHash'], fields?.['key']]
  const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
  return day !== null && isHash(rootHash) && isHash(key) ? { day, rootHash, key } : null
}

async function readFront(stream: ByteStream): Promise<Front | null> {
  const magic = await readField(stream)
  if (magic === null || !equalBytes(magic, encodeText(MAGIC))) return null
  const headBytes = await readField(stream)
  const head = headBytes === null ? null : parseHead(headBytes)
  if (headBytes === null || head === null) return null
  const enc = await stream.upTo(XWING_CIPHERTEXT_BYTES)
  return { head, headBytes, enc, commitment: await stream.upTo(COMMITMENT_BYTES) }
}

/** What anybody can read of a sealed copy; null when it is none. Not verified. */
export async function readHead(file: AsyncIterable<Uint8Array>): Promise<SealedHead | null> {
  return (await readFront(createByteStream(file)))?.head ?? null
}

export type OpenedCopy =
  /** `copy` throws BrokenStreamError where the file is not what was sealed. */
  | { readonly ok: true; readonly head: SealedHead; readonly copy: AsyncIterable<Bytes> }
  /** `other-key`: sealed to another key. `damaged`: its head was changed. */
  | { readonly ok: false; readonly why: 'not-sealed' | 'other-key' | 'damaged' }

/** By whoever holds the secret half of the backup key. */
export async function openCopy(
  p: Primitives,
  secret: XWingSecret<'backup'>,
  file: AsyncIterable<Uint8Array>,
): Promise<OpenedCopy> {
  const stream = createByteStream(file)
  const front = await readFront(stream)
  if (front === null) return { ok: false, why: 'not-sealed' }
  if (front.head.key !== (await keyNameOf(p, secret.publicKey))) return { ok: false, why: 'other-key' }
  const context = await exportReceiver(p, secret, front.enc, infoOf(front.headBytes))
  const keys = context === null ? null : await keysOf(context)
  if (keys === null || !equalBytes(keys.commitment, front.commitment)) return { ok: false, why: 'damaged' }
  return { ok: true, head: front.head, copy: openLongStream(p, keys.key, restOf(stream)) }
}

/** By whoever has just sealed it, to see that it is whole; null when the head is not readable any more. */
export async function reopenCopy(
  p: Primitives,
  streamKey: Bytes,
  file: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Bytes> | null> {
  const stream = createByteStream(file)
  return (await readFront(stream)) === null ? null : openLongStream(p, streamKey, restOf(stream))
}
