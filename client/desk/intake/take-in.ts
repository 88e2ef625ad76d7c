/**
 * Taking in: open what waits in the inbox, seal it to the team, `take`. Promises that no mail leaves the inbox before it
 * lies in the log, that two desks never make two cases of it, that a report is answered by itself with `received`, and that
 * one hostile piece of mail stops none of the others. An overseer's desk takes watch slips in the same way, unanswered.
 * Source: docs/protocol.md P9.10 to P9.16.
 */
import type { Case } from '../../../shared/case/case.ts'
import { successorOf } from '../../../shared/case/code-change.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { splitFrame } from '../../../shared/case/frame.ts'
import { createOwnEvent, createTaken } from '../../../shared/case/log-create.ts'
import type { TakenBody } from '../../../shared/case/log-event.ts'
import { envelopeName, type EnvelopeName, type EventHash, type Pseudonym } from '../../../shared/case/names.ts'
import { createReplyEvent } from '../../../shared/case/reply-event.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { SealError } from '../../../shared/crypto/seal.ts'
import { ID_BYTES } from '../../../shared/protocol.ts'
import { EVERYBODY, type ChainEntry } from '../../../shared/trust/member-sheet.ts'
import { type EnvelopeId, parseEnvelopeId } from '../../../shared/wire/address.ts'
import { type Envelope, parseEnvelope } from '../../../shared/wire/envelope.ts'
import { nextPage } from '../../relay/next-page.ts'
import type { Failure } from '../../relay/outcome.ts'
import { embedReply } from '../answer/embed-reply.ts'
import { appendEvent, headsOf, sealEntry, type SealedEntry } from '../answer/seal-entry.ts'
import type { DeskLink } from '../desk-link.ts'
import type { Keyring } from '../keyring.ts'
import { dueOf, MAX_HELD } from './letter-order.ts'
import { openMail, type MailKind, type OpenedMail } from './open-mail.ts'

/** What the log says already. */
export interface Known {
  readonly kind: MailKind
  /** Of the member sheet; none: not known, so that nothing is called unopenable. */
  readonly chains: readonly ChainEntry[]
  /** Envelopes that an `unopenable` names. */
  readonly unopenable: ReadonlySet<EnvelopeName>
  /** The entry whose `taken` names the envelope and holds this frame, or any where the mail does not open; null: none does. */
  entryOf(envelope: EnvelopeName, frame: EventHash | null): Promise<Envelope | null>
  caseOf(pseudonym: Pseudonym): Case | null
}

export interface TakenIn {
  readonly taken: number
  /** Opened by nobody here: logged and left to its expiry, or left to a device that has the key. */
  readonly unopened: number
  /** Sealed to a chain that nobody has any more: left to its expiry. */
  readonly lost: number
  /** Of a version this desk does not know: needs a newer one (P4.6). */
  readonly newer: number
  /** Cases that were there before and whose reporter was heard again: their replies get a new expiry. */
  readonly heard: ReadonlySet<Pseudonym>
  /** Another desk was faster with something: sync. */
  readonly behind: boolean
  readonly failure: Failure | null
}

interface Round {
  readonly link: DeskLink
  readonly known: Known
  /** Heads of cases to which this round has added something that the fold has not seen. */
  readonly heads: Map<Pseudonym, readonly EventHash[]>
  /** Of names that a code change of this round gave to a case. */
  readonly names: Map<Pseudonym, Pseudonym>
  readonly heard: Set<Pseudonym>
}

const isThere = (of: Case | null, hash: EventHash): boolean => of?.timeline.some((item) => item.hash === hash) === true

/** The case that an event names, by the one of its names that it is held under here. */
function caseIn({ known, names }: Round, name: Pseudonym): { readonly name: Pseudonym; readonly before: Case | null } {
  const first = names.get(name) ?? name
  const before = known.caseOf(first)
  return { name: before?.pseudonym ?? first, before }
}

/** What the next ticket says after its code change stands behind it. */
async function noteSuccessor(round: Round, { kind, signed: { event } }: OpenedMail, name: Pseudonym): Promise<void> {
  if (kind !== 'agency' || event.type !== 'code-change' || event.case === null) return
  const successor = await successorOf(round.link.p, event.case, event)
  if (successor !== null && round.known.caseOf(successor) === null) round.names.set(successor, name)
}

/** The `taken` entry; without the answer where both do not fit one envelope (P9.13). */
async function entryFor(round: Round, body: TakenBody, mail: OpenedMail): Promise<SealedEntry> {
  const { link } = round
  const { event, hash } = mail.signed
  const of = event.case === null ? null : caseIn(round, event.case)
  const before = of?.before ?? null
  const heads = (of === null ? undefined : round.heads.get(of.name)) ?? headsOf(before)
  const common = { random: link.random, at: eventTime(link.nowMs()), heads }
  // A report that was taken in before has its answer.
  if (mail.kind === 'agency' && mail.signed.event.type === 'report' && !isThere(before, hash)) {
    const { body: report } = mail.signed.event
    const target = { case: mail.signed.event.case, to: report.reply, previous: before?.previous ?? null }
    const write = { report: hash, day: link.today() }
    const reply = await embedReply(link, target, (outside) => createReplyEvent('received', outside, write))
    try {
      if (reply !== null) return await sealEntry(link, createTaken(common, { ...body, reply }))
    } catch (error) {
      if (!doesNotFit(error)) throw error
    }
  }
  return sealEntry(link, createTaken(common, body))
}

const doesNotFit = (error: unknown): boolean => error instanceof SealError || error instanceof RangeError

type One = 'taken' | 'skipped' | 'behind' | 'unopened' | 'lost' | 'newer' | Failure

async function take(round: Round, id: EnvelopeId, mail: OpenedMail): Promise<One> {
  const { link } = round
  const parts = splitFrame(mail.frame)
  if (parts === null) return 'unopened'
  let sealed: SealedEntry
  try {
    sealed = await entryFor(round, { envelope: envelopeName(id), epoch: mail.epoch, ...parts }, mail)
  } catch (error) {
    // It stays in the inbox and is counted; the others go on.
    if (doesNotFit(error)) return 'unopened'
    throw error
  }
  const agency = link.keyring.inbox
  const outcome = await link.relay.take({ agency, team: EVERYBODY, envelopeId: id, entry: sealed.entry })
  switch (outcome.kind) {
    case 'taken': {
      const { case: named } = mail.signed.event
      if (named === null) return 'taken'
      const { name, before } = caseIn(round, named)
      round.heads.set(name, [sealed.hash])
      if (before !== null) round.heard.add(name)
      await noteSuccessor(round, mail, name)
      return 'taken'
    }
    case 'conflict':
      return 'behind'
    // It expired meanwhile, or it is taken and gone: the next sync shows which.
    case 'unknown-envelope':
      return 'behind'
    case 'unreachable':
    case 'refused':
      return outcome
  }
}

/** It came back by a restore, or by a late retry after one: the very entry that names it is tied to it again (P9.10). */
async function tieAgain({ link }: Round, envelopeId: EnvelopeId, entry: Envelope): Promise<One> {
  const outcome = await link.relay.take({ agency: link.keyring.inbox, team: EVERYBODY, envelopeId, entry })
  return outcome.kind === 'unreachable' || outcome.kind === 'refused' ? outcome : 'skipped'
}

/** The mark keeps nobody from trying: whoever is handed a key that opens the mail takes it in (P9.16). */
const tried = new WeakMap<Keyring, Set<EnvelopeName>>()
function triedInVain(keyring: Keyring): Set<EnvelopeName> {
  const names = tried.get(keyring) ?? new Set<EnvelopeName>()
  tried.set(keyring, names)
  return names
}

/** An opened letter that waits for its turn. */
interface Held {
  readonly kind: 'held'
  readonly id: EnvelopeId
  readonly mail: OpenedMail
  readonly signed: OpenedMail['signed']
}

/** A letter to take in, or what there is to say of it. */
async function openOne(round: Round, envelope: Envelope): Promise<One | Held> {
  const { link, known } = round
  const parsed = parseEnvelope(envelope)
  if (parsed.kind === 'unknown-version') return 'newer'
  if (parsed.kind === 'malformed') return 'unopened'
  const id = await envelopeIdOf(link.p, envelope)
  const name = envelopeName(id)
  const inVain = triedInVain(link.keyring)
  const mail = inVain.has(name) ? null : await openMail(link, known.kind, envelope, parsed.hint)
  // Only what really holds it: a member could name it in an entry with other words, and it would be gone.
  const entry = await known.entryOf(name, mail?.signed.hash ?? null)
  if (entry !== null) return tieAgain(round, id, entry)
  if (mail !== null) return { kind: 'held', id, mail, signed: mail.signed }
  inVain.add(name)
  if (known.unopenable.has(name)) return 'skipped'
  if (link.keyring.lacksLostOnly(known.chains, parsed.hint)) return 'lost'
  if (!link.keyring.holdsAll(known.chains, parsed.hint)) return 'unopened'
  const common = { random: link.random, at: eventTime(link.nowMs()) }
  const logged = await appendEvent(link, createOwnEvent('unopenable', common, { envelope: name }))
  return logged.kind === 'appended' ? 'unopened' : logged
}

/** Everything that waits, letters in their order. Stops at the first failure; what was taken stays taken. */
export async function takeIn(link: DeskLink, known: Known): Promise<TakenIn> {
  const round: Round = { link, known, heads: new Map(), names: new Map(), heard: new Set() }
  const count = { taken: 0, unopened: 0, lost: 0, newer: 0 }
  let behind = false
  const result = (failure: Failure | null): TakenIn => ({ ...count, heard: round.heard, behind, failure })
  /** The failure at which it stopped. */
  const tally = (one: One): Failure | null => {
    if (typeof one !== 'string') return one
    if (one === 'behind') behind = true
    else if (one !== 'skipped') count[one] += 1
    return null
  }
  let held: Held[] = []
  const takeHeld = async (isLast: boolean): Promise<Failure | null> => {
    const { now, later } = dueOf(held, isLast)
    held = [...later]
    for (const letter of now) {
      const failure = tally(await take(round, letter.id, letter.mail))
      if (failure !== null) return failure
      await link.pause()
    }
    return null
  }
  let after: EnvelopeId | null = parseEnvelopeId(new Uint8Array(ID_BYTES))
  while (after !== null) {
    const page = await link.relay.listInbox({ agency: link.keyring.inbox, after })
    if (page.kind !== 'page') {
      await takeHeld(true)
      return result(page)
    }
    for (const { envelope } of page.items) {
      const one = await openOne(round, envelope)
      let failure: Failure | null = null
      if (typeof one === 'string' || one.kind !== 'held') failure = tally(one)
      else {
        held.push(one)
        if (held.length >= MAX_HELD) failure = await takeHeld(false)
      }
      if (failure !== null) return result(failure)
      await link.pause()
    }
    const next = await nextPage(link.p, after, { more: page.more, last: page.items.at(-1)?.envelope })
    if (next === 'disordered') {
      const failure = await takeHeld(true)
      return result(failure ?? { kind: 'unreachable' })
    }
    after = next
  }
  return result(await takeHeld(true))
}
