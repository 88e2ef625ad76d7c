/**
 * Says a trouble in the log: once when it begins, once a day while it lasts, once when it is over, however many requests
 * meet it. Source: docs/operations.md, section 4.
 */
import type { Day } from '../shared/day.ts'
import type { Log, LogEvent } from './log.ts'

export type Trouble = Extract<LogEvent, { readonly event: 'store' | 'clock' }>

export interface Alarm {
  raise(trouble: Trouble): void
  /** A round of the upkeep is over: what was not raised since the last one is over too. */
  turn(): void
}

interface Said {
  readonly trouble: Trouble
  readonly on: Day
  /** Since the last turn. */
  isRaised: boolean
}

/** What is damaged does not mend itself. */
const LASTS = new Set<Trouble['code']>(['damaged'])

export function createAlarm(log: Log, today: () => Day): Alarm {
  const all = new Map<string, Said>()
  return {
    raise(trouble) {
      const name = `${trouble.event} ${trouble.code}`
      const said = all.get(name)
      if (said?.on === today()) {
        said.isRaised = true
        return
      }
      all.set(name, { trouble, on: today(), isRaised: true })
      log(trouble)
    },
    turn() {
      const over = new Set<Trouble['event']>()
      for (const [name, said] of all) {
        if (!said.isRaised && !LASTS.has(said.trouble.code)) {
          all.delete(name)
          over.add(said.trouble.event)
        }
        said.isRaised = false
      }
      for (const { trouble } of all.values()) over.delete(trouble.event)
      if (over.has('store')) log({ event: 'store', code: 'well' })
      if (over.has('clock')) log({ event: 'clock', code: 'right' })
    },
  }
}
