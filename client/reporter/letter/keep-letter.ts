/**
 * A letter on its way: sealed, then on the disk, and only then is there anything to show. Promises that after it nothing
 * that this module was given can be read from what it has kept. Source: docs/protocol.md P9.2 to P9.8.
 */
import { type TicketCode, type TicketKeys, createTicket, deriveTicketKeys } from '../../../shared/crypto/ticket.ts'
import type { Door } from '../../../shared/trust/area.ts'
import type { Day } from '../../../shared/day.ts'
import type { EnvelopeId } from '../../../shared/wire/address.ts'
import type { OutboxItem } from '../../outbox/item.ts'
import type { System } from '../system.ts'
import { type Letter, sealReport } from './report.ts'

export interface Ticket {
  readonly code: TicketCode
  readonly keys: TicketKeys
}

/** What can be shown of a letter once it is sealed. */
export interface Kept {
  /** All of them handed over: the letter is. */
  readonly ids: readonly EnvelopeId[]
  readonly untilDay: Day
}

/** Both handed over: the whole is. */
export const together = (one: Kept, more: Kept): Kept => ({
  ids: [...one.ids, ...more.ids],
  untilDay: one.untilDay < more.untilDay ? one.untilDay : more.untilDay,
})

/** Takes seconds and 64 MiB; begin early. */
export async function makeTicket(system: System): Promise<Ticket> {
  const code = createTicket(system.random)
  return { code, keys: await deriveTicketKeys(system.primitives, system.argon2id, code, system.deploymentId) }
}

export async function keepReport(
  system: System,
  { keys }: Ticket,
  letter: Letter,
  to: { readonly door: Door; readonly overseer: Door | null },
): Promise<Kept> {
  const { report, slip } = await sealReport(system, keys, letter, to)
  return keepItems(system, report, slip === null ? [] : [slip])
}

/** `beside`: kept in the same transaction, but not what the person waits for. */
export async function keepItems(
  { outbox }: System,
  letter: readonly OutboxItem[],
  beside: readonly OutboxItem[] = [],
): Promise<Kept> {
  await outbox.add([...letter, ...beside])
  const [first] = letter
  if (first === undefined) throw new Error('an empty letter')
  return { ids: letter.map(({ id }) => id), untilDay: first.expiresDay }
}
