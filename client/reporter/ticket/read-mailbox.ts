/**
 * Reads the reply mailbox of a ticket: fetch every page, open, check the signature and that the author may speak for the
 * agency. What cannot be checked is counted, never shown. Source: docs/protocol.md P9.20 to P9.22.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import { open } from '../../../shared/crypto/open.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { SignedEvent } from '../../../shared/case/frame.ts'
import { readFrame } from '../../../shared/case/frame.ts'
import { pseudonymName } from '../../../shared/case/names.ts'
import { type ReplyEvent, TO_REPORTER } from '../../../shared/case/reply-event.ts'
import type { Day } from '../../../shared/day.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import { findMember, formerSince } from '../../../shared/trust/member-sheet.ts'
import { HASH_BYTES } from '../../../shared/protocol.ts'
import { type AgencyId, type EnvelopeId, parseEnvelopeId } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { nextPage } from '../../relay/next-page.ts'
import type { Speakers } from '../offices/one-agency.ts'
import type { System } from '../system.ts'

type Signed = SignedEvent<ReplyEvent>

export interface Reply extends Signed {
  readonly agency: DirectoryAgency
  /** The author speaks for the agency no more, at the latest since that day; null: they do. */
  readonly formerSince: Day | null
}

type Parts = Pick<System, 'primitives' | 'offices' | 'now'> & { readonly relay: Pick<System['relay'], 'asReader'> }

export type Mailbox =
  | { readonly kind: 'unreachable' }
  /** `unverified`: pieces that lie there but could not be opened or checked; what was not fetched any more counts as one. */
  | { readonly kind: 'read'; readonly replies: readonly Reply[]; readonly unverified: number }

export async function readMailbox(system: Parts, keys: TicketKeys): Promise<Mailbox> {
  const isPatient = patienceOf(system, PATIENCE_MS)
  const fetched = await fetchAll(system, keys, isPatient)
  if (fetched === null) return { kind: 'unreachable' }
  const { envelopes, isWhole } = fetched
  const signed: Signed[] = []
  let looked = 0
  while (looked < envelopes.length && (looked < SURE_PIECES || isPatient())) {
    const envelope = envelopes[looked++]
    const one = envelope === undefined ? null : await openReply(system, keys, envelope)
    if (one !== null) signed.push(one)
  }
  const replies = new Map<string, Reply>()
  let told = 0
  for (const [said, speakers] of await whoSpeaks(system.offices, signed, patienceOf(system, ASKING_MS))) {
    for (const reply of said.flatMap((one) => spokenBy(speakers, one) ?? [])) {
      told++
      // desks post a reply again with each follow-up: the same event counts once
      replies.set(reply.hash, reply)
    }
  }
  return { kind: 'read', replies: [...replies.values()], unverified: envelopes.length - told + (isWhole ? 0 : 1) }
}

/** Some 21 MB: nobody is written to as much in `REPLY_EXPIRY_DAYS`, and a relay that goes on for ever is not followed. */
export const MOST_PAGES = 1_000
/**
 * These are fetched however long it takes. Somebody at an office who knows the mailbox can fill it with thousands of pieces:
 * on 2G that is an hour, and whoever waits for it can neither withdraw nor change the code.
 */
export const SURE_PAGES = 32
/** What lies on them is looked at however long it takes: an old phone opens a piece in a tenth of a second. */
const SURE_PIECES = 4 * SURE_PAGES
/** For all the rest that lies in the mailbox. */
const PATIENCE_MS = 120_000
/** For asking who speaks for agencies of which this phone knows nobody who has signed here. */
const ASKING_MS = 60_000

function patienceOf({ now }: Parts, ms: number): () => boolean {
  const begunMs = now()
  return () => now() - begunMs < ms
}

interface Fetched {
  readonly envelopes: readonly Envelope[]
  readonly isWhole: boolean
}

/** Null when the relay cannot be reached, or answers in no order that a mailbox has (P8.3). */
async function fetchAll(
  { relay, primitives: p }: Parts,
  keys: TicketKeys,
  isPatient: () => boolean,
): Promise<Fetched | null> {
  const reader = relay.asReader(signerOf(p, keys.reading))
  const envelopes: Envelope[] = []
  const goesOn = (pages: number): boolean => pages < SURE_PAGES || (pages < MOST_PAGES && isPatient())
  let after: EnvelopeId | null = parseEnvelopeId(new Uint8Array(HASH_BYTES))
  for (let pages = 0; after !== null && goesOn(pages); pages++) {
    const outcome = await reader.listReplies(keys.address, after)
    if (outcome.kind !== 'page') return null
    envelopes.push(...outcome.envelopes)
    const next = await nextPage(p, after, { more: outcome.more, last: outcome.envelopes.at(-1) })
    if (next === 'disordered') return null
    after = next
  }
  return { envelopes, isWhole: after === null }
}

/** Signed by whoever it says, for this ticket. */
async function openReply({ primitives: p }: Parts, keys: TicketKeys, envelope: Envelope): Promise<Signed | null> {
  const frame = await open(p, { kind: 'reply', address: keys.address, secret: keys.reply }, envelope)
  const signed = frame === null ? null : await readFrame(p, frame, TO_REPORTER, keys.address)
  return signed?.event.case === pseudonymName(keys.pseudonym) ? signed : null
}

/**
 * By agency what is said in its name, and who may. Anybody who knows the mailbox can name agencies in it without end, and each
 * would be asked for: those come first of which this phone knows an author, and the others only as long as there is patience.
 */
async function whoSpeaks(
  offices: Parts['offices'],
  signed: readonly Signed[],
  isPatient: () => boolean,
): Promise<readonly (readonly [readonly Signed[], Speakers])[]> {
  const found: (readonly [readonly Signed[], Speakers])[] = []
  const ask = async (id: AgencyId, said: readonly Signed[]): Promise<void> => {
    const speakers = await offices.speakers(id)
    if (speakers !== null) found.push([said, speakers])
  }
  const strangers: (readonly [AgencyId, readonly Signed[]])[] = []
  for (const [id, said] of byAgency(signed)) {
    const kept = await offices.keptSpeakers(id)
    if (kept !== null && said.some((one) => spokenBy(kept, one) !== null)) await ask(id, said)
    else strangers.push([id, said])
  }
  for (const [id, said] of strangers) if (isPatient()) await ask(id, said)
  return found
}

function byAgency(signed: readonly Signed[]): ReadonlyMap<AgencyId, readonly Signed[]> {
  const all = new Map<AgencyId, Signed[]>()
  for (const one of signed) {
    const said = all.get(one.event.agency) ?? []
    all.set(one.event.agency, said)
    said.push(one)
  }
  return all
}

/** Null where the author was never a member. */
function spokenBy({ agency, sheet }: Speakers, signed: Signed): Reply | null {
  const device = parseBase64url(signed.author)
  const member = device === null ? null : findMember(sheet, device)
  return member === null ? null : { ...signed, agency, formerSince: formerSince(sheet, member) }
}
