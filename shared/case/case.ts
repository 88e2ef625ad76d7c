/**
 * What a case is: the outcome of the fold, plain data, the same on every device that knows the same events.
 * Source: docs/protocol.md P6.6, P6.8.
 */
import type { Day } from '../day.ts'
import type { Envelope } from '../wire/envelope.ts'
import type { AgencyId, ReplyAddress } from '../wire/address.ts'
import type { Attachment, ContactPlan, ReplyTo } from './bodies.ts'
import type { Code } from './codes.ts'
import type { Replaced } from './details.ts'
import type { LogEvent, OwnEvent, TakenEvent } from './log-event.ts'
import type { LogRecord } from './log-record.ts'
import type { Author, EnvelopeName, EventHash, IncarnationName, Pseudonym } from './names.ts'
import type { Gap } from './order.ts'
import type { ReporterEvent, WithdrawalScope } from './reporter-event.ts'

/** Whether the author stands on the agency's verified member sheet. */
export type Standing = 'current' | 'former' | 'unknown'
export type StandingOf = (author: Author) => Standing

/**
 * Whose word a reporter's event is. `replaced`: signed with a key that was no longer this case's ticket. `contested`: with one
 * of several that claim to be it. Show both so: their plans, addresses and consents are not followed.
 */
export type TicketState = 'current' | 'replaced' | 'contested'

/** A key that claims to be the person's new ticket. */
export interface TicketCandidate {
  readonly key: Author
  /** The code change that named it; null for the case's first key. */
  readonly change: EventHash | null
  /** The code change that led to the key which made that one; null: the case's first key made it. */
  readonly after: EventHash | null
  /** It, and the keys that it was passed on to: whose letters are its own. */
  readonly keys: readonly Author[]
}

export interface ReporterItem {
  readonly by: 'reporter'
  /** Of the reporter's frame: what `received` names. */
  readonly hash: EventHash
  readonly author: Author
  readonly ticket: TicketState
  readonly event: ReporterEvent
  /** The day it was taken in, by that device's clock. */
  readonly takenDay: Day | null
  readonly takenBy: Author
  /** Hashes of the `taken` events that carry it, in order; more than one after a relay was restored. */
  readonly taken: readonly EventHash[]
}

export interface StaffItem {
  readonly by: 'staff'
  readonly hash: EventHash
  readonly author: Author
  readonly standing: 'current' | 'former'
  readonly event: Exclude<LogEvent, TakenEvent | OwnEvent>
}

export type TimelineItem = ReporterItem | StaffItem

/** Words that were said, their parts joined. */
export interface Said {
  readonly by: 'reporter' | 'staff'
  /** Type of the event that carried them. */
  readonly type: string
  /** Of the first part that is there. */
  readonly hash: EventHash
  readonly author: Author
  readonly at: string
  readonly words: string
  /** Parts that have not come yet; 0 for words that are whole. */
  readonly missingParts: number
  readonly attachments: readonly Attachment[]
  readonly ticket: TicketState | null
}

export interface CaseReply {
  readonly id: EnvelopeName
  readonly address: ReplyAddress
  readonly envelope: Envelope
  /** The log event that embeds it. */
  readonly by: EventHash
  /** To the reply address in use; else somebody else may read what comes there, and it is not posted (P6.8). */
  readonly inUse: boolean
  /** In some incarnation: enough to show, not to rest on. */
  readonly posted: boolean
  /**
   * The incarnations of the log in which it was posted, ascending. Pending is what does not name the present one: a relay
   * that was restored may have lost the reply and kept the `posted` (P9.29).
   */
  readonly postedIn: readonly IncarnationName[]
}

/** One agency's consent says nothing about another. */
export interface GivenConsent {
  readonly consent: Code
  /** Null: whoever it may concern. */
  readonly agency: AgencyId | null
}

export interface Withdrawal {
  readonly hash: EventHash
  readonly scope: WithdrawalScope
  /** A member's reopening came after it. */
  readonly lifted: boolean
}

/** The withdrawal that counts: the last one that stands. */
export interface StandingWithdrawal {
  readonly hash: EventHash
  readonly scope: WithdrawalScope
  readonly ticket: TicketState
  /** Members decide WITHDRAWAL_DAYS after it at the earliest; null: never, the day cannot be told. */
  readonly takenDay: Day | null
  /**
   * Whether the person asked to go on, with the ticket in use: `yes` is later by the clock of their phone, or taken in on a
   * later day; `no` is neither, and was taken in before. Letters that wait together do not tell: then it is `unsure`.
   */
  readonly takenBack: 'no' | 'yes' | 'unsure'
}

/** What members have decided to erase, because the person asked for it. */
export interface Erased {
  /** The person's frame that asked. */
  readonly withdrawal: EventHash
  /** The events that say so. */
  readonly by: readonly EventHash[]
  /** Ids of log entries. */
  readonly entries: readonly EnvelopeName[]
}

/** What the report said, and follow-ups after it; null in a case whose report has not come yet. */
export interface Told extends Replaced {
  readonly issues: readonly Code[]
  readonly needs: readonly Code[]
  readonly area: Code
  readonly role: Code
  readonly danger: boolean
  readonly language: Code
  /** Somebody each at the agency who must not see it. */
  readonly notShowTo: readonly string[]
}

export interface Case {
  /** What the first ticket's key names it: it stays, whatever ticket is in use. */
  readonly pseudonym: Pseudonym
  /** Every name that an event of the case may use: the pseudonym, then those of later tickets, ascending. */
  readonly names: readonly Pseudonym[]
  /** Of CASE_STATUSES, or a newer one. */
  readonly status: Code
  /** The status events that no other follows; more than one: written at the same time, look at them. */
  readonly statusFrom: readonly EventHash[]
  /** Why the case ended, when a `closure` says that it did. */
  readonly closureReason: Code | null
  readonly receivedDay: Day | null
  readonly told: Told | null
  readonly contact: ContactPlan | null
  /** More than one: they were told at the same time, nothing tells which is newer, and `contact` is the most careful. */
  readonly contactPlans: readonly ContactPlan[]
  /** Consents given and not taken back. */
  readonly consents: readonly GivenConsent[]
  /** A yes and a no were said, and nothing tells which came last: the no counts, until the person is asked. */
  readonly consentsUnsure: readonly GivenConsent[]
  readonly withdrawals: readonly Withdrawal[]
  readonly withdrawal: StandingWithdrawal | null
  /** Closings that were decided too early after a withdrawal: they decide nothing. */
  readonly tooEarly: readonly EventHash[]
  /** Null: nothing is to be erased. */
  readonly erased: Erased | null
  /** Nobody may contact the person, but through the ticket. */
  readonly contactStopped: boolean
  readonly sharingStopped: boolean
  readonly triage: Code | null
  readonly assigned: Author | null
  readonly timeline: readonly TimelineItem[]
  readonly said: readonly Said[]
  /**
   * Reports that have no `received` yet, or the code change to a ticket that nothing was sent to: write one. Empty while the
   * ticket is contested.
   */
  readonly unanswered: readonly EventHash[]
  readonly replies: readonly CaseReply[]
  readonly replyTo: ReplyTo | null
  /** What events to the reporter call the case: the pseudonym of the ticket in use. */
  readonly replyPseudonym: Pseudonym
  /** The ticket's follow-up key now; null while it is contested. */
  readonly ticketKey: Author | null
  /**
   * One key named two successors: somebody else may hold a ticket of this case. Nothing is answered, `replyTo` is null, until
   * a member's `ticket` event says which key is the person's.
   */
  readonly ticketContested: boolean
  /** Those to choose from, also to look again at what a member has decided; empty where no key ever named two. */
  readonly ticketCandidates: readonly TicketCandidate[]
  /** `previous` of the next event to the reporter; a new ticket's mailbox begins with null. */
  readonly previous: EventHash | null
  /** `heads` of the next event in the log. */
  readonly heads: readonly EventHash[]
  readonly gaps: readonly Gap[]
}

/** A record that changes no case. */
export interface Aside {
  readonly record: LogRecord
  readonly reason:
    | 'unknown-author'
    /** The frame in a `taken` does not hold. */
    | 'bad-frame'
    /** The reporter's key does not vouch for the case that the event names. */
    | 'unknown-ticket'
    /** An unknown event that names no case. */
    | 'no-case'
}

export interface Fold {
  readonly cases: ReadonlyMap<Pseudonym, Case>
  readonly aside: readonly Aside[]
  /** Inbox envelopes that a member logged as unopenable. */
  readonly unopenable: readonly EnvelopeName[]
}
