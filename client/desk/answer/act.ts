/**
 * What a caseworker does to a case: words, status, closing, reopening, notes that the reporter never sees, and who the person
 * is where several tickets claim it. Each is one sealed log entry per part; what the reporter is told is embedded in it, so
 * that nothing said is lost between two steps.
 * Source: docs/protocol.md P6.5, P6.7, P9.17, P9.18.
 */
import type { Case } from '../../../shared/case/case.ts'
import type { Code } from '../../../shared/case/codes.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { REPLY_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { createCaseEvent } from '../../../shared/case/log-create.ts'
import type { CaseBodies, CaseEvent, CaseType } from '../../../shared/case/log-event.ts'
import type { Author, EnvelopeName, EventHash } from '../../../shared/case/names.ts'
import { createReplyEvent, type KnownReplyEvent } from '../../../shared/case/reply-event.ts'
import { cutWords } from '../../../shared/case/words.ts'
import type { Day } from '../../../shared/day.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { DeskLink } from '../desk-link.ts'
import type { HeldEntry } from '../sync/log-copy.ts'
import { embedReply, type ReplyCommon } from './embed-reply.ts'
import { entriesOf } from '../erase/entries-of-case.ts'
import { headsOf, sealEntry } from './seal-entry.ts'

export type Act =
  | { readonly kind: 'message'; readonly words: string }
  | { readonly kind: 'status'; readonly status: Code; readonly promisedDay?: Day }
  /** `words`: at most REPLY_PART_CHARACTERS: they stand in one event that has no parts. */
  | { readonly kind: 'closure'; readonly reason: Code; readonly words?: string }
  | { readonly kind: 'reopening'; readonly words?: string }
  | { readonly kind: 'note'; readonly words: string }
  /** Of the whole case, because the person asked for it. */
  | { readonly kind: 'erasure'; readonly words?: string }
  /** Which of several tickets is the person's: one of the case's candidates. */
  | { readonly kind: 'ticket'; readonly key: Author }
  /** What was written for a ticket that was replaced meanwhile, to the one in use. */
  | { readonly kind: 'again'; readonly event: EventHash }

/** What the case does not say otherwise: an 'again' is found in it first (view/reply-fate.ts). */
export type PlainAct = Exclude<Act, { readonly kind: 'again' }>

export type ComposeOutcome =
  | { readonly kind: 'composed'; readonly entries: readonly Envelope[] }
  /** The report has not come yet, or its key is refused: nobody can be told anything. */
  | { readonly kind: 'no-reply-address' }
  /** What the act is about is no longer so. */
  | { readonly kind: 'changed' }

/** The case as the next event has to know it. */
type At = Pick<Case, 'pseudonym' | 'replyPseudonym' | 'replyTo' | 'previous' | 'heads'>

interface Told {
  readonly write: (common: ReplyCommon) => KnownReplyEvent
  readonly inLog: (at: At, reply: CaseBodies['message']['reply'] & object) => CaseEvent
}

function inLog<T extends CaseType>(link: DeskLink, at: At, type: T, body: CaseBodies[T]): CaseEvent {
  const common = { random: link.random, at: eventTime(link.nowMs()), case: at.pseudonym, heads: headsOf(at) }
  // The type and its body are one generic parameter, which the compiler cannot follow into the union.
  return createCaseEvent(type, common, body) as CaseEvent
}

interface Written {
  readonly entry: Envelope
  /** The case as it is after it. */
  readonly after: At
}

/** A case with more heads than an event may name keeps the rest. */
const after = (at: At, hash: EventHash): At => ({ ...at, heads: [...at.heads.slice(headsOf(at).length), hash] })

/** What the person is not told of. */
async function writeInLog<T extends CaseType>(link: DeskLink, at: At, type: T, body: CaseBodies[T]): Promise<Written> {
  const { entry, hash } = await sealEntry(link, inLog(link, at, type, body))
  return { entry, after: after(at, hash) }
}

/** Null: nobody can be told. */
async function tell(link: DeskLink, at: At, told: Told): Promise<Written | null> {
  const { replyPseudonym, replyTo, previous } = at
  if (replyTo === null) return null
  const reply = await embedReply(link, { case: replyPseudonym, to: replyTo, previous }, told.write)
  if (reply === null) return null
  const { entry, hash } = await sealEntry(link, told.inLog(at, reply))
  return { entry, after: { ...after(at, hash), previous: reply.event } }
}

async function tellOnce(link: DeskLink, of: Case, told: Told): Promise<ComposeOutcome> {
  const one = await tell(link, of, told)
  return one === null ? { kind: 'no-reply-address' } : { kind: 'composed', entries: [one.entry] }
}

/** Long words go in numbered parts that share an id; each comes after the one before. */
async function tellWords(link: DeskLink, of: Case, words: string): Promise<ComposeOutcome> {
  const pieces = cutWords(words, REPLY_PART_CHARACTERS)
  const entries: Envelope[] = []
  let at: At = of
  let id: CaseEvent['id'] | undefined
  for (const [index, piece] of pieces.entries()) {
    const body = pieces.length === 1 ? { words: piece } : { words: piece, part: [index + 1, pieces.length] as const }
    const one = await tell(link, at, {
      write: (common) => {
        const event = createReplyEvent('message', id === undefined ? common : { ...common, id }, body)
        id = event.id
        return event
      },
      inLog: (now, reply) => {
        const event = inLog(link, now, 'message', { ...body, reply })
        return id === undefined ? event : { ...event, id }
      },
    })
    if (one === null) return { kind: 'no-reply-address' }
    entries.push(one.entry)
    at = one.after
  }
  return { kind: 'composed', entries }
}

/** A note has no parts: a long one becomes several. */
async function writeNotes(link: DeskLink, of: Case, words: string): Promise<ComposeOutcome> {
  const entries: Envelope[] = []
  let at: At = of
  for (const piece of cutWords(words, REPLY_PART_CHARACTERS)) {
    const { entry, after } = await writeInLog(link, at, 'note', { words: piece })
    entries.push(entry)
    at = after
  }
  return { kind: 'composed', entries }
}

/** The person is told with the first piece, in the words of a closing; without an address nobody is told. */
async function writeErasure(
  link: DeskLink,
  of: Case,
  withdrawal: EventHash,
  pieces: readonly (readonly EnvelopeName[])[],
  words: { readonly words?: string },
): Promise<ComposeOutcome> {
  const entries: Envelope[] = []
  let at: At = of
  for (const [index, names] of pieces.entries()) {
    const body = { withdrawal, entries: names }
    const told =
      index > 0
        ? null
        : await tell(link, at, {
            write: (common) => createReplyEvent('closure', common, { reason: 'person_asked_to_stop', ...words }),
            inLog: (now, reply) => inLog(link, now, 'erasure', { ...body, reply }),
          })
    const one = told ?? (await writeInLog(link, at, 'erasure', body))
    entries.push(one.entry)
    at = one.after
  }
  return { kind: 'composed', entries }
}

/**
 * Seals what the act says; sends nothing. `held`: the log as this desk has it. RangeError for words that no number of parts
 * holds.
 */
export async function composeAct(
  link: DeskLink,
  of: Case,
  act: PlainAct,
  held: readonly HeldEntry[],
): Promise<ComposeOutcome> {
  switch (act.kind) {
    case 'erasure': {
      if (of.withdrawal === null) throw new TypeError('nobody asked for it')
      const { hash } = of.withdrawal
      const { kind: _kind, ...words } = act
      return writeErasure(link, of, hash, entriesOf(of, hash, held), words)
    }
    case 'ticket': {
      const { kind, key } = act
      if (!of.ticketCandidates.some((one) => one.key === key)) return { kind: 'changed' }
      return { kind: 'composed', entries: [(await writeInLog(link, of, kind, { key })).entry] }
    }
    case 'message':
      return tellWords(link, of, act.words)
    case 'note':
      return writeNotes(link, of, act.words)
    case 'status': {
      const { kind, ...body } = act
      return tellOnce(link, of, {
        write: (common) => createReplyEvent(kind, common, body),
        inLog: (at, reply) => inLog(link, at, kind, { ...body, reply }),
      })
    }
    case 'closure': {
      const { kind, ...body } = act
      return tellOnce(link, of, {
        write: (common) => createReplyEvent(kind, common, body),
        inLog: (at, reply) => inLog(link, at, kind, { ...body, reply }),
      })
    }
    case 'reopening': {
      const { kind, ...body } = act
      return tellOnce(link, of, {
        write: (common) => createReplyEvent(kind, common, body),
        inLog: (at, reply) => inLog(link, at, kind, { ...body, reply }),
      })
    }
  }
}
