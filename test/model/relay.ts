/**
 * The model's relay: what docs/protocol.md section 8 says of the verbs, in numbers instead of bytes. Pure; the real store is
 * driven by the same steps in store-walk.test.ts.
 */
import { carriesReply, mailOf, type DeskNumber } from './entries.ts'
import type { Rules } from './rules.ts'

export interface Row {
  readonly mail: number
  /** The desk that took it; null while it waits. */
  readonly taker: DeskNumber | null
  /** The epoch in which it was taken. */
  readonly takenIn: number
  /** Answered and not committed: only where `answersWhenDurable` is broken. */
  readonly isWet: boolean
}

export interface Relay {
  readonly incarnation: number
  /** Version of the member sheet: from 1 on, desk 1 is not on it. */
  readonly sheet: number
  /** 1: the member sheet names the new chain and team key. */
  readonly keys: 0 | 1
  /** 1: phones that are online seal to the new chain. */
  readonly intake: 0 | 1
  /** A hand-over of the new keys to desk 1 lies in the log, and its question for them. */
  readonly isHanded: boolean
  readonly isAsked: boolean
  /** By mail. */
  readonly rows: readonly Row[]
  /** Entries in the order of their numbers. */
  readonly log: readonly number[]
  /** Mail that each of them came from, or -1. */
  readonly sources: readonly number[]
  /** Entries whose sealed reply lies in its reply mailbox, ascending. */
  readonly replies: readonly number[]
}

export const EMPTY: Relay = {
  incarnation: 0,
  sheet: 0,
  keys: 0,
  intake: 0,
  isHanded: false,
  isAsked: false,
  rows: [],
  log: [],
  sources: [],
  replies: [],
}

export const isMember = (relay: Relay, desk: DeskNumber, rules: Rules): boolean =>
  desk === 0 || relay.sheet === 0 || !rules.refusesRemoved

export const ascending = (list: readonly number[], added: number): readonly number[] =>
  list.includes(added) ? list : [...list, added].sort((a, b) => a - b)

export function post(relay: Relay, mail: number, rules: Rules): Relay {
  const isKnown =
    relay.rows.some((row) => row.mail === mail) || (rules.remembersSources && relay.sources.includes(mail))
  if (isKnown) return relay
  const row: Row = { mail, taker: null, takenIn: 0, isWet: !rules.answersWhenDurable }
  return { ...relay, rows: [...relay.rows, row].sort((a, b) => a.mail - b.mail) }
}

export type TakeAnswer = 'taken' | 'conflict' | 'unknown-envelope'

/** `entry` need not have been made of this very mail's row: a device that gives back names the mail it once came from. */
export function take(
  relay: Relay,
  { desk, mail, entry, epoch }: { desk: DeskNumber; mail: number; entry: number; epoch: number },
  rules: Rules,
): { readonly relay: Relay; readonly answer: TakeAnswer } {
  const source = relay.sources.indexOf(mail)
  if (source >= 0 && rules.takes !== 'append-first') {
    return { relay, answer: relay.log[source] === entry ? 'taken' : 'conflict' }
  }
  if (!relay.rows.some((row) => row.mail === mail)) return { relay, answer: 'unknown-envelope' }
  const rows = rules.keepsTakenRow
    ? relay.rows.map((row) => (row.mail === mail ? { ...row, taker: row.taker ?? desk, takenIn: epoch } : row))
    : relay.rows.filter((row) => row.mail !== mail)
  const at = relay.log.indexOf(entry)
  // An entry that was appended without its source gets it now.
  if (at >= 0) return { relay: { ...relay, rows, sources: relay.sources.with(at, mail) }, answer: 'taken' }
  return { relay: { ...relay, rows, log: [...relay.log, entry], sources: [...relay.sources, mail] }, answer: 'taken' }
}

export function append(relay: Relay, entry: number): Relay {
  if (relay.log.includes(entry)) return relay
  return { ...relay, log: [...relay.log, entry], sources: [...relay.sources, -1] }
}

/** Deletes the rows of the mail that this desk says it could open the log entries of. */
export function confirm(relay: Relay, desk: DeskNumber, mails: readonly number[], rules: Rules): Relay {
  const isConfirmed = ({ mail, taker }: Row): boolean =>
    taker !== null &&
    mails.includes(mail) &&
    relay.sources.includes(mail) &&
    (taker !== desk || !rules.confirmedByAnother)
  return relay.rows.some(isConfirmed) ? { ...relay, rows: relay.rows.filter((row) => !isConfirmed(row)) } : relay
}

export const postReply = (relay: Relay, entry: number): Relay =>
  carriesReply(entry) ? { ...relay, replies: ascending(relay.replies, entry) } : relay

/** An epoch is longer than TAKEN_ROW_DAYS. */
export function expire(relay: Relay, epoch: number): Relay {
  return { ...relay, rows: relay.rows.filter((row) => row.taker === null || row.takenIn >= epoch) }
}

export const restore = (backup: Relay, before: Relay, rules: Rules): Relay => ({
  ...backup,
  incarnation: rules.renewsIncarnation ? before.incarnation + 1 : before.incarnation,
})

export const namesMail = (entries: readonly number[], mail: number): boolean =>
  entries.some((id) => mailOf(id) === mail)
