/** A state of the model: phones, the relay, its backup, two desks. Plain and immutable; equal states have equal keys. */
import { EPOCH_DAYS, OUTBOX_DAYS, SEED_KEEP_DAYS } from '../../shared/protocol.ts'
import { EMPTY, type Relay } from './relay.ts'

/** Time goes in epochs; the protocol's numbers in them. */
export const OUTBOX_EPOCHS: number = Math.ceil(OUTBOX_DAYS / EPOCH_DAYS)
export const SEED_KEEP_EPOCHS: number = SEED_KEEP_DAYS / EPOCH_DAYS

export type PhoneStatus = 'unwritten' | 'waiting' | 'answered' | 'expired'

/** One phone's envelope. */
export interface Phone {
  readonly status: PhoneStatus
  readonly sealedIn: number
  /** 1: to the chain that was made when desk 1 was removed, or the keys were replaced. */
  readonly chain: 0 | 1
  /** A copy of the request is still under way somewhere. */
  readonly isLate: boolean
  /** The relay answered that it is durable. */
  readonly isAcknowledged: boolean
  /** Lost by a restore from a backup that is older than the answer: the documented limit. */
  readonly isLostByRestore: boolean
  /** A restore brought the relay back to before it had this row. */
  readonly isRowLost: boolean
}

/** What a desk has begun and the relay has not answered; a crash forgets it. */
export type Hand =
  | { readonly kind: 'take'; readonly mail: number; readonly entry: number }
  | { readonly kind: 'append'; readonly entry: number }
  /** Only where `takes` is broken: the second of its two requests. */
  | { readonly kind: 'remove'; readonly mail: number }
  /** Only where the order of logging and posting is broken: what is still to be posted, and whether it is to be logged then. */
  | { readonly kind: 'post'; readonly entry: number; readonly thenAppend: boolean }
  /** Only where `healsBeforeNoting` is broken. */
  | { readonly kind: 'give-back' }

export interface Desk {
  /** Stored entries, ascending. */
  readonly entries: readonly number[]
  /** The position of its copy: of this incarnation, up to this number. */
  readonly incarnation: number
  readonly after: number
  /** First epoch whose seed it still has. */
  readonly seedsFrom: number
  /** Newest member sheet that it has seen. */
  readonly sheet: number
  /** 1: it has read that there are new keys, and it holds them. */
  readonly knows: 0 | 1
  readonly holds: 0 | 1
  /** It has made new keys and stored them; the relay has not answered that the member sheet names them. */
  readonly isReplacing: boolean
  readonly hand: Hand | null
}

/** What is left of the things that may go wrong or happen once. */
export interface Budget {
  /** Lost answers, late copies, crashes. */
  readonly faults: number
  readonly backups: number
  readonly restores: number
  readonly removals: number
  /** Of the keys, with nobody removed. */
  readonly replacements: number
  /** Of desk 0, for good. */
  readonly losses: number
  readonly rolls: number
  /** Status events, by desk. */
  readonly writes: readonly [number, number]
}

export interface State {
  readonly epoch: number
  readonly phones: readonly Phone[]
  readonly relay: Relay
  readonly backup: Relay | null
  readonly desks: readonly [Desk, Desk]
  /** Desk 0 is gone: nothing that only it had is anywhere. */
  readonly isLost: boolean
  readonly budget: Budget
  /** Set by a step that did what must never be done. */
  readonly breach: string | null
}

export interface Scenario {
  readonly name: string
  readonly mail: number
  readonly budget: Budget
}

const DESK: Desk = {
  entries: [],
  incarnation: 0,
  after: 0,
  seedsFrom: 0,
  sheet: 0,
  knows: 0,
  holds: 0,
  isReplacing: false,
  hand: null,
}

export function initial({ mail, budget }: Scenario): State {
  const phone: Phone = {
    status: 'unwritten',
    sealedIn: 0,
    chain: 0,
    isLate: false,
    isAcknowledged: false,
    isLostByRestore: false,
    isRowLost: false,
  }
  const phones = Array.from({ length: mail }, () => phone)
  return { epoch: 0, phones, relay: EMPTY, backup: null, desks: [DESK, DESK], isLost: false, budget, breach: null }
}

const flag = (value: boolean): string => (value ? '1' : '0')

/**
 * A log, up to the order of entries between two positions: no desk can tell these apart, so the states behave alike.
 * `positions` ascending.
 */
function logKey({ log, sources }: Relay, positions: readonly number[]): string {
  const bounds = [0, ...positions, log.length]
  return bounds
    .slice(1)
    .map((to, index) => {
      const from = bounds[index] ?? 0
      const part = log.slice(from, to).map((id, at) => `${id}<${sources[from + at] ?? ''}`)
      return part.sort().join()
    })
    .join('/')
}

function relayKey(relay: Relay, positions: readonly number[]): string {
  const { incarnation, sheet, keys, intake, isHanded, isAsked, rows, replies } = relay
  const row = rows.map(({ mail, taker, takenIn, isWet }) => `${mail}${taker ?? '-'}${takenIn}${flag(isWet)}`)
  const about = `${sheet}${keys}${intake}${flag(isHanded)}${flag(isAsked)}`
  return `${incarnation}.${about}.${row.join()}.${logKey(relay, positions)}.${replies.join()}`
}

function handKey(hand: Hand | null): string {
  if (hand === null) return ''
  const mail = 'mail' in hand ? hand.mail : ''
  const entry = 'entry' in hand ? hand.entry : ''
  return `${hand.kind}${mail}:${entry}`
}

/** Numbers for descriptions: short keys make a fast search. */
const numbers = new Map<string, number>()
function numberOf(description: string): number {
  const number = numbers.get(description) ?? numbers.size
  numbers.set(description, number)
  return number
}

/** States share most of their parts, and a part never changes: each is described once. */
function remembered<T extends object>(describe: (part: T) => string): (part: T) => number {
  const known = new WeakMap<T, number>()
  return (part) => {
    const number = known.get(part) ?? numberOf(describe(part))
    known.set(part, number)
    return number
  }
}

const deskKey = remembered(
  ({ entries, incarnation, after, seedsFrom, sheet, knows, holds, isReplacing, hand }: Desk) =>
    `desk ${entries.join()}.${incarnation}.${after}.${seedsFrom}.${sheet}${knows}${holds}${flag(isReplacing)}.${handKey(hand)}`,
)
const phonesKey = remembered((phones: readonly Phone[]) =>
  phones
    .map((phone) => {
      const { status, sealedIn, chain, isLate, isAcknowledged, isLostByRestore, isRowLost } = phone
      const flags = [isLate, isAcknowledged, isLostByRestore, isRowLost].map(flag).join('')
      return `${status}${sealedIn}${chain}${flags}`
    })
    .join(),
)
const backupKey = remembered((backup: Relay) => `backup ${relayKey(backup, [])}`)
const budgetKey = remembered(({ faults, backups, restores, removals, replacements, losses, rolls, writes }: Budget) =>
  [faults, backups, restores, removals, replacements, losses, rolls, ...writes].join(),
)

/** By relay and by the two positions in its log. */
const relayKeys = new WeakMap<Relay, Map<number, number>>()
function presentKey(relay: Relay, [first, second]: State['desks']): number {
  const known = relayKeys.get(relay) ?? new Map<number, number>()
  relayKeys.set(relay, known)
  const end = relay.log.length
  const low = Math.min(first.after, second.after, end)
  const high = Math.min(Math.max(first.after, second.after), end)
  const key = known.get(low * 1000 + high) ?? numberOf(`relay ${relayKey(relay, [low, high])}`)
  known.set(low * 1000 + high, key)
  return key
}

/** Equal for states that behave alike, and only for them. */
export function keyOf({ epoch, phones, relay, backup, desks, isLost, budget, breach }: State): string {
  const kept = backup === null ? '' : backupKey(backup)
  const [first, second] = desks
  return `${epoch} ${phonesKey(phones)} ${presentKey(relay, desks)} ${kept} ${deskKey(first)} ${deskKey(second)} ${budgetKey(budget)}${flag(isLost)} ${breach ?? ''}`
}
