/**
 * Takes out of an MP4 recording what says when, where and with what it was made. Walks the boxes, one after the other and into
 * the few that hold others, and overwrites in place: every offset stays true, sound is not touched. What it does not know it
 * leaves. Source: ISO/IEC 14496-12.
 */
import type { Bytes } from '../../../shared/bytes/cursor.ts'

const HOLDS_OTHERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'mvex', 'moof', 'traf'])
/** User data, tags, ids of makers, the time of day at which something was made, messages, and room that is left. */
const TELLS: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'prft', 'emsg', 'free', 'skip', 'wide', 'mfra'])
/** Headers that begin with when they were made and changed. */
const DATED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd'])
/** Of `hdlr`, behind version, kind and what is reserved: the name that a program gives it. */
const NAME_AT = 24

const FREE = [0x66, 0x72, 0x65, 0x65]

/** In place. False where the walk lost its way: then what is behind that place was not looked at. */
export function cleanMp4(bytes: Bytes): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  while (at < bytes.length) {
    if (at + 8 > bytes.length) return false
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const short = view.getUint32(at)
    const head = short === 1 ? 16 : 8
    if (at + head > bytes.length) return false
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short
    const [from, end] = [at + head, at + length]
    if (length < head || end > bytes.length) return false
    if (HOLDS_OTHERS.has(type)) {
      at = from
      continue
    }
    if (TELLS.has(type)) {
      bytes.set(FREE, at + 4)
      bytes.fill(0, from, end)
    } else if (DATED.has(type)) {
      // version 1 has eight bytes for each of the two
      bytes.fill(0, from + 4, Math.min(end, from + (bytes[from] === 1 ? 20 : 12)))
    } else if (type === 'hdlr') bytes.fill(0, Math.min(end, from + NAME_AT), end)
    at = end
  }
  return true
}
