/**
 * Files one report as a phone does: verified sheets, a ticket, event, seal, watch slip, work, post. The ticket is thrown
 * away: nobody will ever read the answers. Source: docs/protocol.md 9.1 to 9.8.
 */
import { eventTime } from '../../../shared/case/event.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import { pseudonymName } from '../../../shared/case/names.ts'
import type { Purpose, Writable } from '../../../shared/case/purpose.ts'
import { createReporterEvent, type ReporterEvent, TO_AGENCY } from '../../../shared/case/reporter-event.ts'
import { createWatchSlip, TO_OVERSEER } from '../../../shared/case/slip-event.ts'
import type { EventBase } from '../../../shared/case/event.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import { createTicket, deriveTicketKeys, type TicketKeys } from '../../../shared/crypto/ticket.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { addDays } from '../../../shared/day.ts'
import { WORK_MIN_BITS } from '../../../shared/protocol.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { chooseIntakeKey } from '../../../shared/trust/intake-sheet.ts'
import { type InboxAddress, inboxOf } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { AgencyContext } from '../../agency/context.ts'
import type { DemoReport } from './reports.ts'

/** What the demo's offices promise. */
const FIRST_CONTACT_DAYS = 3
/** The price rises with load; a demo gives up before it would keep anybody waiting. */
const MAX_TRIES = 5

/** The keys of a new ticket. Its root would be stretched from the digits (P5.3), if anybody were ever to type them. */
function createThrowAwayTicket(
  { p, random }: AgencyContext,
  rootHash: VerifiedArea['directory']['hash'],
): Promise<TicketKeys> {
  return deriveTicketKeys(
    p,
    async (_password, _salt, { hashBytes }) => random(hashBytes),
    createTicket(random),
    rootHash,
  )
}

async function sealTo<E extends EventBase>(
  { p, random, today }: AgencyContext,
  { agency, intakeSheet }: Door,
  ticket: TicketKeys,
  purpose: Purpose<E, InboxAddress>,
  event: Writable<E>,
): Promise<Envelope> {
  const address = inboxOf(agency.id)
  const chosen = chooseIntakeKey(intakeSheet, today())
  if (chosen === null) throw new Error('the demo’s own intake sheet has run out')
  const { frame } = await signFrame(p, ticket.followUp, purpose, address, event)
  return seal(p, random, { kind: 'inbox', address, hint: chosen.epoch, key: chosen.key }, frame)
}

async function post({ p, relay }: AgencyContext, address: InboxAddress, envelope: Envelope): Promise<void> {
  const id = await envelopeIdOf(p, envelope)
  let bits: number = WORK_MIN_BITS
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const outcome = await relay.post({ address, envelope, nonce: await solveWork({ address, id }, bits) })
    if (outcome.kind === 'stored') return
    if (outcome.kind !== 'price') throw new Error(`the relay did not take a demo report: ${outcome.kind}`)
    bits = outcome.bits
  }
  throw new Error('the relay’s price rose all the time')
}

const open = (door: VerifiedArea['doors']['frontDesk']): Door => {
  if (!door.ok) throw new Error(`the demo’s own sheets do not hold: ${door.reason}`)
  return door.value
}

export async function fileReport(
  context: AgencyContext,
  { doors }: VerifiedArea,
  rootHash: VerifiedArea['directory']['hash'],
  report: DemoReport,
): Promise<void> {
  const { random, now, today } = context
  const [door, overseer] = [open(doors[report.door]), open(doors.overseer)]
  const ticket = await createThrowAwayTicket(context, rootHash)
  const common = { random, at: eventTime(now()), case: pseudonymName(ticket.pseudonym) }
  const { door: _door, ifSilent, ...told } = report
  const plan = ifSilent === undefined ? {} : { ifSilent: { day: addDays(today(), ifSilent[0]), action: ifSilent[1] } }
  const event: Writable<ReporterEvent> = createReporterEvent('report', common, {
    ...told,
    contact: { ...told.contact, ...plan },
    consents: ['get_help'],
    reply: { address: ticket.address, key: ticket.reply.publicKey },
  })
  const promisedDay = addDays(today(), FIRST_CONTACT_DAYS)
  const slip = createWatchSlip(common, { agency: door.agency.id, day: today(), promisedDay })
  await post(context, inboxOf(door.agency.id), await sealTo(context, door, ticket, TO_AGENCY, event))
  await post(context, inboxOf(overseer.agency.id), await sealTo(context, overseer, ticket, TO_OVERSEER, slip))
}
