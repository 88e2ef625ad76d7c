/**
 * Coarse counts. Promises that a count appears only when its day is over and only in tens, so that whoever reads them
 * every second learns no more than whoever reads them once a day. Source: docs/state.md.
 */
import type { Day } from '../shared/day.ts'
import type { Log } from './log.ts'

/** `2xx`, `4xx`, `5xx`. */
export type StatusClass = `${number}xx`

export interface Counts {
  count(route: string, status: number): void
  /** Closes the day before, if a new one has begun, and says its counts. */
  turn(log: Log): void
  /** In the text form that Prometheus reads. */
  text(): string
}

interface Line {
  readonly route: string
  readonly class: StatusClass
  readonly tens: number
}

export function createCounts(today: () => Day): Counts {
  let day = today()
  let running = new Map<string, Map<StatusClass, number>>()
  let finished: readonly Line[] = []
  const close = (): readonly Line[] =>
    [...running]
      .flatMap(([route, classes]) =>
        [...classes].map(([name, count]) => ({ route, class: name, tens: Math.floor(count / 10) })),
      )
      .filter(({ tens }) => tens > 0)
      .toSorted((a, b) => (a.route + a.class < b.route + b.class ? -1 : 1))
  return {
    count(route, status) {
      const name: StatusClass = `${Math.floor(status / 100)}xx`
      const classes = running.get(route) ?? new Map<StatusClass, number>()
      classes.set(name, (classes.get(name) ?? 0) + 1)
      running.set(route, classes)
    },
    turn(log) {
      if (today() === day) return
      day = today()
      finished = close()
      running = new Map()
      for (const line of finished) log({ event: 'answered', ...line })
    },
    text() {
      const lines = finished.map(
        ({ route, class: name, tens }) => `sosafe_answers_of_last_day_tens{route="${route}",class="${name}"} ${tens}`,
      )
      return `${['# TYPE sosafe_up gauge', 'sosafe_up 1', '# TYPE sosafe_answers_of_last_day_tens gauge', ...lines].join('\n')}\n`
    },
  }
}
