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

export interface Reply extends SignedEvent<ReplyEvent> {
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
  const fetched = await fetchAll(system, keys)
  if (fetched === null) return { kind: 'unreachable' }
  const replies = new Map<string, Reply>()
  let unverified = fetched.isWhole ? 0 : 1
  const asked = new Map<AgencyId, Promise<Speakers | null>>()
  const speakersOf = (id: AgencyId): Promise<Speakers | null> => {
    const speakers = asked.get(id) ?? system.offices.speakers(id)
    asked.set(id, speakers)
    return speakers
  }
  for (const envelope of fetched.envelopes) {
    const reply = await readReply(system, keys, envelope, speakersOf)
    if (reply === null) unverified++
    // desks post a reply again with each follow-up: the same event counts once
    else replies.set(reply.hash, reply)
  }
  return { kind: 'read', replies: [...replies.values()], unverified }
}

/** Some 21 MB: nobody is written to as much in `REPLY_EXPIRY_DAYS`, and a relay that goes on for ever is not followed. */
export const MOST_PAGES = 1_000
/**
 * These are fetched however long it takes. Somebody at an office who knows the mailbox can fill it with thousands of pieces:
 * on 2G that is an hour, and whoever waits for it can neither withdraw nor change the code.
 */
export const SURE_PAGES = 32
const PATIENCE_MS = 120_000

interface Fetched {
  readonly envelopes: readonly Envelope[]
  readonly isWhole: boolean
}

/** Null when the relay cannot be reached, or answers in no order that a mailbox has (P8.3). */
async function fetchAll({ relay, primitives: p, now }: Parts, keys: TicketKeys): Promise<Fetched | null> {
  const reader = relay.asReader(signerOf(p, keys.reading))
  const envelopes: Envelope[] = []
  const begunMs = now()
  const goesOn = (pages: number): boolean => pages < SURE_PAGES || (pages < MOST_PAGES && now() - begunMs < PATIENCE_MS)
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

async function readReply(
  { primitives: p }: Parts,
  keys: TicketKeys,
  envelope: Envelope,
  speakersOf: (id: AgencyId) => Promise<Speakers | null>,
): Promise<Reply | null> {
  const frame = await open(p, { kind: 'reply', address: keys.address, secret: keys.reply }, envelope)
  const signed = frame === null ? null : await readFrame(p, frame, TO_REPORTER, keys.address)
  if (signed === null || signed.event.case !== pseudonymName(keys.pseudonym)) return null
  const device = parseBase64url(signed.author)
  const speakers = device === null ? null : await speakersOf(signed.event.agency)
  const member = device === null || speakers === null ? null : findMember(speakers.sheet, device)
  if (speakers === null || member === null) return null
  return { ...signed, agency: speakers.agency, formerSince: formerSince(speakers.sheet, member) }
}
