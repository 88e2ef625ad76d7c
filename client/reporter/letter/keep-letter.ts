/**
 * A letter on its way: sealed, then on the disk, and only then is there anything to show. Promises that after it nothing
 * that this module was given can be read from what it has kept. Source: docs/protocol.md P9.2 to P9.8.
 */
import { type TicketCode, type TicketKeys, createTicket, deriveTicketKeys } from '../../../shared/crypto/ticket.ts'
import type { Day } from '../../../shared/day.ts'
import type { EnvelopeId } from '../../../shared/wire/address.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import type { System } from '../system.ts'
import { letOthers } from '../main-thread/gently.ts'
import type { CleanVoice } from '../voice/clean.ts'
import { type Letter, type To, sealReport } from './report.ts'
import { type VoiceLetter, sealVoice } from './voice-letter.ts'

export interface Ticket {
  readonly code: TicketCode
  readonly keys: TicketKeys
}

/** What can be shown of a letter once it is sealed. */
export interface Kept {
  /** All of them handed over: the letter is. */
  readonly ids: readonly EnvelopeId[]
  readonly untilDay: Day
  /** Letters with a voice: what was written is handed over without them. */
  readonly voices?: readonly EnvelopeId[]
}

/** Both handed over: the whole is. */
export function together(one: Kept, more: Kept): Kept {
  const voices = [...(one.voices ?? []), ...(more.voices ?? [])]
  return {
    ids: [...one.ids, ...more.ids],
    untilDay: one.untilDay < more.untilDay ? one.untilDay : more.untilDay,
    ...(voices.length > 0 ? { voices } : {}),
  }
}

/** Takes seconds and 64 MiB; begin early. */
export async function makeTicket(system: System): Promise<Ticket> {
  const code = createTicket(system.random)
  return { code, keys: await deriveTicketKeys(system.primitives, system.argon2id, code, system.deploymentId) }
}

export async function keepReport(
  system: System,
  { keys }: Ticket,
  letter: Letter,
  to: To,
  said: CleanVoice | null = null,
): Promise<Kept> {
  const { report, slip } = await sealReport(system, keys, letter, to)
  // writing down takes as long as locking: whoever leaves is heard between them
  await letOthers()
  // sealed before anything is kept: whoever has to try again has sent nothing
  const voice = said === null ? null : await sealVoice(system, keys, [to.door], said)
  const kept = await keepItems(system, report, slip === null ? [] : [slip])
  return voice === null ? kept : together(kept, await keepVoice(system, voice))
}

/** Sealed, and not kept yet: words, a voice, or both. */
export interface SealedLetters {
  readonly items: readonly OutboxItem[]
  readonly voice: VoiceLetter | null
}

/** The voice after the words: if it finds no room on the phone, it takes none from them. */
async function keepVoice({ outbox }: System, { letters, chunks }: VoiceLetter): Promise<Kept> {
  await outbox.add(letters, chunks)
  const [first] = letters
  if (first === undefined) throw new Error('an empty letter')
  return { ids: [], untilDay: first.expiresDay, voices: letters.map(({ id }) => id) }
}

export async function keepSealed(system: System, { items, voice }: SealedLetters): Promise<Kept> {
  if (voice === null) return keepItems(system, items)
  const words = items.length === 0 ? null : await keepItems(system, items)
  const said = await keepVoice(system, voice)
  return words === null ? said : together(words, said)
}

/** `beside`: kept in the same transaction, but not what the person waits for. */
async function keepItems(
  { outbox }: System,
  letter: readonly OutboxItem[],
  beside: readonly OutboxItem[] = [],
): Promise<Kept> {
  await outbox.add([...letter, ...beside])
  const [first] = letter
  if (first === undefined) throw new Error('an empty letter')
  return { ids: letter.map(({ id }) => id), untilDay: first.expiresDay }
}
