/**
 * What a post costs: WORK_MIN_BITS when little comes, one bit more for each doubling above the allowance, of one mailbox or
 * of all, up to WORK_MAX_BITS. Promises that load makes posting dearer and never refuses it, and that a flood of one mailbox
 * makes no other dearer. Keeps counts in memory only, fading by half each minute.
 * Source: docs/protocol.md P8.2, docs/decisions/010-proof-of-work.md.
 */
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../shared/protocol.ts'

export interface PriceBoard {
  /**
   * Bits that a sender must show now; `mailbox` is any name of it that means nothing outside. Null for what has no mailbox
   * (blobs, dummies): it counts to the overall load only, so that names used once fill no list.
   */
  priceOf(mailbox: string | null): number
  /** Bits that are still taken: a sender who solved for the price just told need not start again when it has risen by one. */
  takenOf(mailbox: string | null): number
  /** One piece of mail was paid for: what is refused counts nothing, or a price could be raised without paying it. */
  note(mailbox: string | null): void
}

export interface Allowance {
  /** Posts to one mailbox per minute that raise nothing: a village in one evening. */
  readonly perMailbox: number
  /** Posts to all of them per minute. */
  readonly overall: number
}

const ALLOWANCE: Allowance = { perMailbox: 120, overall: 6_000 }

const HALF_LIFE_MS = 60_000
/** Mailboxes watched one by one; beyond these only the overall load counts. */
const MAX_WATCHED = 50_000
/** Below this a mailbox is forgotten. */
const NEGLIGIBLE = 0.5

interface Level {
  value: number
  atMs: number
}

export function createPriceBoard(nowMs: () => number, allowance: Allowance = ALLOWANCE): PriceBoard {
  const overall: Level = { value: 0, atMs: nowMs() }
  const watched = new Map<string, Level>()

  /** Number of posts in about the last 90 seconds, older ones counting less. */
  const levelNow = (level: Level): number => level.value * 0.5 ** ((nowMs() - level.atMs) / HALF_LIFE_MS)
  const add = (level: Level, posts = 1): void => {
    level.value = levelNow(level) + posts
    level.atMs = nowMs()
  }
  /** The level that an even load comes to. */
  const levelOf = (perMinute: number): number => perMinute / Math.LN2
  const bitsAbove = (level: number, perMinute: number): number =>
    Math.max(0, Math.ceil(Math.log2(level / levelOf(perMinute))))
  let prunedAtMs = nowMs()
  // At most once a half-life: a walk over all of them for each post would stop the relay.
  const prune = (): void => {
    if (nowMs() - prunedAtMs < HALF_LIFE_MS) return
    prunedAtMs = nowMs()
    for (const [name, level] of watched) if (levelNow(level) < NEGLIGIBLE) watched.delete(name)
  }
  const priceOf = (mailbox: string | null): number => {
    const level = mailbox === null ? undefined : watched.get(mailbox)
    const own = level === undefined ? 0 : bitsAbove(levelNow(level), allowance.perMailbox)
    return Math.min(WORK_MAX_BITS, WORK_MIN_BITS + Math.max(own, bitsAbove(levelNow(overall), allowance.overall)))
  }

  return {
    priceOf,
    takenOf: (mailbox) => Math.max(WORK_MIN_BITS, priceOf(mailbox) - 1),
    note(mailbox) {
      const level = mailbox === null ? undefined : watched.get(mailbox)
      // Of a flooded mailbox only its allowance counts to the whole: what comes above it pays for itself, and a price that
      // the others share would make the flood felt where it is not.
      add(overall, Math.min(1, levelOf(allowance.perMailbox) / (level === undefined ? 1 : levelNow(level))))
      if (mailbox === null) return
      if (level !== undefined) {
        add(level)
        return
      }
      if (watched.size >= MAX_WATCHED) prune()
      // Still full: the one watched longest gives way, or names used once would keep a busy inbox off the list.
      const [oldest] = watched.keys()
      if (watched.size >= MAX_WATCHED && oldest !== undefined) watched.delete(oldest)
      watched.set(mailbox, { value: 1, atMs: nowMs() })
    },
  }
}
