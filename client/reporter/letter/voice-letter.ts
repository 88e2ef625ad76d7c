/**
 * A voice, sealed: its chunks under keys that the letter names, and the letter, a follow-up of its own without words, so that
 * what was written never waits for the sound. After it nobody on this phone can play it. Source: docs/protocol.md section 4
 * (attachment, voice), P6.5, P9.8; docs/decisions/022-how-a-voice-travels.md.
 */
import type { Attachment } from '../../../shared/case/bodies.ts'
import { TO_AGENCY, createReporterEvent } from '../../../shared/case/reporter-event.ts'
import { sealChunks } from '../../../shared/crypto/stream.ts'
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { Door } from '../../../shared/trust/area.ts'
import { type ChunkItem, createChunk } from '../../outbox/chunk.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import type { CleanVoice } from '../voice/clean.ts'
import { type Sealer, commonOf, replyTo, sealEvent } from './seal-event.ts'

export interface VoiceLetter {
  /** One for each office, in their order. */
  readonly letters: readonly OutboxItem[]
  /** The same for all of them. */
  readonly chunks: readonly ChunkItem[]
}

export async function sealVoice(
  system: Sealer,
  keys: TicketKeys,
  doors: readonly Door[],
  voice: CleanVoice,
): Promise<VoiceLetter> {
  const { primitives: p, random } = system
  const sealed = sealChunks(p, random, voice.bytes)
  if (sealed === null) throw new RangeError('the recorder lets nothing grow this long')
  const chunks: ChunkItem[] = []
  for await (const chunk of sealed.chunks) chunks.push(createChunk(random, chunk))
  const { key, prefix, lengthBytes: length } = sealed.key
  const blobs = chunks.map(({ id }) => id)
  const attachment: Attachment = { key, prefix, length, mediaType: voice.mediaType, blobs }
  const letters: OutboxItem[] = []
  for (const door of doors) {
    const body = { words: '', attachments: [attachment], reply: replyTo(keys) }
    const event = createReporterEvent('follow-up', commonOf(system, keys), body)
    const letter = await sealEvent(system, keys, door, TO_AGENCY, event)
    letters.push({ ...letter, chunks: chunks.map(({ slot }) => slot) })
  }
  return { letters, chunks }
}
