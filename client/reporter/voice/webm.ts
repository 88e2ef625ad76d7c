/**
 * Takes out of a WebM recording what says when, where and with what it was made. Walks the elements, one after the other and
 * into the few that hold others, and overwrites in place: every offset stays true, sound is not touched. What it does not
 * know it leaves. Source: RFC 8794 (EBML), RFC 9559 (Matroska).
 */
import type { Bytes } from '../../../shared/bytes/cursor.ts'

const HOLDS_OTHERS: ReadonlySet<number> = new Set([
  0x18538067, // Segment
  0x1549a966, // Info
  0x1654ae6b, // Tracks
  0xae, // TrackEntry
])
const CLUSTER = 0x1f43b675

const TELLS: ReadonlySet<number> = new Set([
  0x4461, // DateUTC
  0x7ba9, // Title
  0x73a4, // SegmentUUID
  0x7384, // SegmentFilename
  0x3cb923, // PrevUUID
  0x3c83ab, // PrevFilename
  0x3eb923, // NextUUID
  0x3e83bb, // NextFilename
  0x4444, // SegmentFamily
  0x6924, // ChapterTranslate
  0x536e, // Name of a track
  0x258688, // CodecName
  0x1254c367, // Tags
  0x1941a469, // Attachments
  0x1043a770, // Chapters
  0xbf, // CRC-32: it would no longer be right
  0xec, // Void: whatever stands in it
])
/** Must be there, and says with which program: MuxingApp, WritingApp. */
const NAMES_A_PROGRAM: ReadonlySet<number> = new Set([0x4d80, 0x5741])
/** Must be there and not be zero: a random number of the browser's. */
const TRACK_UID = 0x73c5
const VOID = 0xec

/** A number with its length in the leading bits, or null. `marked`: with those bits, as ids are written. */
function readVint(
  bytes: Uint8Array,
  at: number,
  most: number,
  marked: boolean,
): { value: number; next: number } | null {
  const first = bytes[at]
  if (first === undefined || first === 0) return null
  const length = Math.clz32(first) - 23
  if (length > most || at + length > bytes.length) return null
  let value = marked ? first : first & (0xff >> length)
  let isUnknown = (first | ((0xff << (8 - length)) & 0xff)) === 0xff
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return { value: !marked && isUnknown ? Number.POSITIVE_INFINITY : value, next: at + length }
}

/** An element of the same length that says nothing. */
function empty(bytes: Bytes, from: number, to: number): void {
  bytes.fill(0, from, to)
  const length = to - from
  bytes[from] = VOID
  if (length - 2 < 0x7f) {
    bytes[from + 1] = 0x80 | (length - 2)
    return
  }
  bytes[from + 1] = 0x01
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(from + 5, length - 9)
}

/** In place. False where the walk lost its way: then what is behind that place was not looked at. */
export function cleanWebm(bytes: Bytes): boolean {
  let at = 0
  while (at < bytes.length) {
    const id = readVint(bytes, at, 4, true)
    const size = id === null ? null : readVint(bytes, id.next, 8, false)
    if (id === null || size === null) return false
    const end = size.next + size.value
    // a container is entered by going on behind its head; a cluster of known length is sound and nothing else
    if (HOLDS_OTHERS.has(id.value) || (id.value === CLUSTER && size.value === Number.POSITIVE_INFINITY)) {
      at = size.next
      continue
    }
    if (end > bytes.length) return false
    if (TELLS.has(id.value)) empty(bytes, at, end)
    else if (NAMES_A_PROGRAM.has(id.value)) bytes.fill(0x2d, size.next, end)
    else if (id.value === TRACK_UID) bytes.fill(0x01, size.next, end)
    at = end
  }
  return true
}
