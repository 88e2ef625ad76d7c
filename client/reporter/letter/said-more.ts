/** What is told later with the ticket: words, a voice, or both. */
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { System } from '../system.ts'
import { type Voiced, finishRecording } from '../voice/voiced.ts'
import { sealFollowUp } from './follow-up.ts'
import type { SealedLetters } from './keep-letter.ts'
import { sealToEach } from './seal-event.ts'
import { sealVoice } from './voice-letter.ts'

/** Changed in place by the fields. */
export interface SaidMore extends Voiced {
  words: string
}

export const nothingSaid = (): SaidMore => ({ words: '', voice: null, running: null })

export const saysSomething = ({ words, voice, running }: SaidMore): boolean =>
  words.trim() !== '' || voice !== null || running !== null

/** To each of these offices. What was said is gone from `said` after it. */
export async function sealSaid(
  system: System,
  keys: TicketKeys,
  doors: readonly Door[],
  said: SaidMore,
): Promise<SealedLetters> {
  await finishRecording(said)
  const { words, voice } = said
  const sealed = {
    items: words.trim() === '' ? [] : await sealToEach(doors, (door) => sealFollowUp(system, keys, door, words)),
    voice: voice === null ? null : await sealVoice(system, keys, doors, voice),
  }
  Object.assign(said, nothingSaid())
  return sealed
}
