/**
 * A recording without what it says beside the sound: when it was made, with which program, on what. The voice itself still
 * tells who speaks; that is said to the person (`voice.known`).
 */
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { type VoiceType, voiceTypeOf } from '../../../shared/case/voice.ts'
import { cleanMp4 } from './mp4.ts'
import { cleanWebm } from './webm.ts'

export interface CleanVoice {
  readonly bytes: Bytes
  readonly mediaType: VoiceType
}

/**
 * A copy; null for what this app does not record into. One that breaks off, because the phone took the microphone away, is
 * looked through as far as it goes, and kept: it is somebody's voice.
 */
export function cleanVoice(recorded: Uint8Array): CleanVoice | null {
  const mediaType = voiceTypeOf(recorded)
  const bytes = new Uint8Array(recorded)
  switch (mediaType) {
    case 'audio/webm':
      cleanWebm(bytes)
      return { bytes, mediaType }
    case 'audio/mp4':
      cleanMp4(bytes)
      return { bytes, mediaType }
    // no browser that records has only this
    case 'audio/ogg':
    case null:
      return null
  }
}
