/**
 * What the relay does by itself: every minute it looks at the clock and at the disk and empties the journal (so that
 * deleted bytes are gone); when a day has begun it deletes what is due. Promises that a failing round is said and the
 * next one comes.
 */
import type { Day } from '../shared/day.ts'
import type { Alarm } from './alarm.ts'
import type { BlobStore } from './blobs/store.ts'
import type { Calendar } from './calendar.ts'
import type { DiskGuard } from './gate/disk.ts'
import { failureOf, type Log } from './log.ts'
import type { MailboxStore } from './mailboxes/store.ts'
import type { Counts } from './metrics.ts'
import { StoreError } from './store-error.ts'

export interface UpkeepParts {
  readonly calendar: Calendar
  readonly store: MailboxStore
  readonly blobs: BlobStore
  readonly disk: DiskGuard
  readonly counts: Counts
  readonly log: Log
  readonly alarm: Alarm
  /** Rows that bear a later day than this one get this one. */
  readonly correctDays: (today: Day) => Promise<void>
  /** Leaves no deleted byte and no trace of when and in which order things came; false when it could not. */
  readonly tidy: (today: Day) => boolean
  /** There is room enough to keep some for worse times. */
  readonly keepBallast: () => void
}

export interface Upkeep {
  /** One round; never throws. What is due is deleted on the way, over as many rounds as it takes. */
  round(): Promise<void>
  /** Resolves when nothing is under way any more. */
  ended(): Promise<void>
}

export function createUpkeep(parts: UpkeepParts): Upkeep {
  const { calendar, store, blobs, disk, counts, log, alarm, correctDays, tidy, keepBallast } = parts
  let sweptOn: Day | null = null
  let sweeping: Promise<void> | null = null

  const tidyUp = (): void => {
    if (!tidy(calendar.today())) alarm.raise({ event: 'store', code: 'journal' })
  }
  const sweep = async (): Promise<void> => {
    const day = calendar.reached()
    if (sweptOn === day) return
    const expired = await store.expire(day)
    const chunks = await blobs.expire(day)
    sweptOn = day
    if (expired.mail + expired.taken + chunks === 0) return
    log({ event: 'expired', ...expired, blobs: chunks })
    // The journal was emptied before the last of it was deleted.
    tidyUp()
  }
  const say = async (error: unknown): Promise<void> => {
    if (!(error instanceof StoreError)) log(failureOf(error))
    else alarm.raise({ event: 'store', code: error.code === 'disk' ? await disk.failed() : error.code })
  }
  const attempt = async (step: () => Promise<void> | void): Promise<void> => {
    try {
      await step()
    } catch (error) {
      await say(error)
    }
  }
  const lookAtClock = async (): Promise<void> => {
    const { clock, correct } = await calendar.look()
    if (clock !== 'right') alarm.raise({ event: 'clock', code: clock })
    if (!correct) return
    await correctDays(calendar.today())
    await calendar.corrected()
  }
  const lookAtDisk = async (): Promise<void> => {
    await disk.look()
    const trouble = disk.trouble()
    if (trouble !== null) alarm.raise({ event: 'store', code: trouble })
    if (disk.isRoomy()) keepBallast()
  }

  return {
    async round() {
      await attempt(lookAtDisk)
      await attempt(lookAtClock)
      counts.turn(log)
      // A sweep over a large store takes longer than a minute; what people erase meanwhile must not wait for it.
      sweeping ??= attempt(sweep).finally(() => {
        sweeping = null
      })
      await attempt(tidyUp)
      alarm.turn()
    },
    async ended() {
      await sweeping
    },
  }
}
