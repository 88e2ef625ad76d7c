/**
 * What the relay does by itself: every minute it empties the journal (so that deleted bytes are gone) and looks at the
 * disk; when a day has begun it deletes what is due. Promises that a failing round is said and the next one comes.
 */
import type { Day } from '../shared/day.ts'
import type { BlobStore } from './blobs/store.ts'
import type { DiskGuard } from './gate/disk.ts'
import { failureOf, type Log } from './log.ts'
import type { MailboxStore } from './mailboxes/store.ts'
import type { Counts } from './metrics.ts'

export interface UpkeepParts {
  readonly today: () => Day
  readonly store: MailboxStore
  readonly blobs: BlobStore
  readonly disk: DiskGuard
  readonly counts: Counts
  readonly log: Log
  /** Writes the journal through and cuts it to nothing; gives pages back. */
  readonly tidy: () => void
}

export interface Upkeep {
  /** One round; never throws. */
  round(): Promise<void>
}

export function createUpkeep({ today, store, blobs, disk, counts, log, tidy }: UpkeepParts): Upkeep {
  let sweptOn: Day | null = null
  const sweep = async (): Promise<void> => {
    const day = today()
    if (sweptOn === day) return
    const expired = await store.expire(day)
    const chunks = await blobs.expire(day)
    sweptOn = day
    if (expired.mail + expired.taken + chunks > 0) log({ event: 'expired', ...expired, blobs: chunks })
  }
  return {
    async round() {
      try {
        counts.turn(log)
        await disk.look()
        await sweep()
        tidy()
      } catch (error) {
        log(failureOf(error))
      }
    },
  }
}
