/**
 * From something that a reporter says to a sealed envelope for the outbox: event, signature, seal. After it nobody on this
 * phone can open it. Source: docs/protocol.md P9.3 to P9.5.
 */
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import type { ReplyTo } from '../../../shared/case/bodies.ts'
import { type EventBase, eventTime } from '../../../shared/case/event.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import { type Pseudonym, pseudonymName } from '../../../shared/case/names.ts'
import type { Purpose, Writable } from '../../../shared/case/purpose.ts'
import type { createReporterEvent } from '../../../shared/case/reporter-event.ts'
import { type Day, lastDayOf } from '../../../shared/day.ts'
import type { Door } from '../../../shared/trust/area.ts'
import { chooseIntakeKey } from '../../../shared/trust/intake-sheet.ts'
import { type InboxAddress, inboxOf } from '../../../shared/wire/address.ts'
import { type OutboxItem, createItem } from '../../outbox/item.ts'
import type { System } from '../system.ts'

export type Sealer = Pick<System, 'primitives' | 'random' | 'today' | 'now'>

/** The key of this office has run out on this phone: nothing is sealed to a key that may be gone. */
export class NoKeyError extends Error {
  override readonly name = 'NoKeyError'
  constructor() {
    super('no intake key')
  }
}

const caseOf = (keys: TicketKeys): Pseudonym => pseudonymName(keys.pseudonym)

/** What every event of a ticket begins with. */
export const commonOf = (
  { random, now }: Pick<Sealer, 'random' | 'now'>,
  keys: TicketKeys,
): Parameters<typeof createReporterEvent>[1] => ({ random, at: eventTime(now()), case: caseOf(keys) })

/** Where answers go. */
export const replyTo = ({ address, reply }: TicketKeys): ReplyTo => ({ address, key: reply.publicKey })

/** Throws NoKeyError, and SealError when the event is too long: cut the words first. */
export async function sealEvent<E extends EventBase>(
  { primitives: p, random, today }: Sealer,
  keys: Pick<TicketKeys, 'followUp'>,
  door: Door,
  purpose: Purpose<E, InboxAddress>,
  event: Writable<E>,
): Promise<OutboxItem> {
  const address = inboxOf(door.agency.id)
  const chosen = chooseIntakeKey(door.intakeSheet, today())
  if (chosen === null) throw new NoKeyError()
  const { frame } = await signFrame(p, keys.followUp, purpose, address, event)
  const to = { kind: 'inbox', address, hint: chosen.epoch, key: chosen.key } as const
  const envelope = await seal(p, random, to, frame)
  const id = await envelopeIdOf(p, envelope)
  return createItem(random, id, address, envelope, sealingDay(door, chosen.epoch, today()))
}

/** What several offices are told: sealed to each by itself, in their order. */
export async function sealToEach(
  doors: readonly Door[],
  seal: (door: Door) => Promise<OutboxItem | readonly OutboxItem[]>,
): Promise<readonly OutboxItem[]> {
  return (await Promise.all(doors.map(seal))).flat()
}

/**
 * The day from which the outbox counts. A clock that stands before the day on which the sheet was made is wrong: then the
 * last day on which this key is used is taken, or the phone would drop the envelope as soon as its clock is set right.
 */
function sealingDay({ intakeSheet }: Door, epoch: number, today: Day): Day {
  return today < intakeSheet.issuedDay ? lastDayOf(epoch) : today
}
