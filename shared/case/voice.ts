/**
 * What a voice may be: containers that browsers record into and play without looking for more than sound. Told by the bytes
 * themselves, never by what a sender says of them. Source: docs/protocol.md section 4 (voice); RFC 8794, ISO/IEC 14496-12,
 * RFC 3533.
 */
export type VoiceType = 'audio/webm' | 'audio/mp4' | 'audio/ogg'

const MAGIC: readonly (readonly [type: VoiceType, at: number, bytes: readonly number[]])[] = [
  ['audio/webm', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  // "ftyp", behind the length of its box
  ['audio/mp4', 4, [0x66, 0x74, 0x79, 0x70]],
  // "OggS"
  ['audio/ogg', 0, [0x4f, 0x67, 0x67, 0x53]],
]

/** Null for what is none of them. */
export function voiceTypeOf(bytes: Uint8Array): VoiceType | null {
  const found = MAGIC.find(([, at, magic]) => magic.every((byte, index) => bytes[at + index] === byte))
  return found?.[0] ?? null
}
