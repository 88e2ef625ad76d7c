import { describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../shared/day.ts'
import { createLog, failureOf, type LogEvent } from '../../server/log.ts'
import { createCounts } from '../../server/metrics.ts'

const first = dayOf(Date.UTC(2026, 10, 22))

describe('counts', () => {
  it('appear when their day is over, in tens, and not before', () => {
    let today = first
    const logged: LogEvent[] = []
    const counts = createCounts(() => today)
    for (let n = 0; n < 37; n++) counts.count('/v1/post', 200)
    for (let n = 0; n < 9; n++) counts.count('/v1/sync', 403)
    counts.turn((event) => logged.push(event))
    expect(counts.text()).not.toContain('/v1/')
    today = addDays(first, 1)
    counts.turn((event) => logged.push(event))
    expect(counts.text()).toContain('sosafe_answers_of_last_day_tens{route="/v1/post",class="2xx"} 3\n')
    expect(counts.text()).not.toContain('/v1/sync')
    expect(logged).toEqual([{ event: 'answered', route: '/v1/post', class: '2xx', tens: 3 }])
    counts.count('/v1/post', 200)
    counts.turn((event) => logged.push(event))
    expect(logged).toHaveLength(1)
  })
})

describe('the log', () => {
  it('writes a line with the day and the fields that are allowed, whatever else an event carries', () => {
    const lines: string[] = []
    const log = createLog(
      (line) => lines.push(line),
      () => first,
    )
    const event: LogEvent & { address: string } = { event: 'store', code: 'disk', address: '203.0.113.9' }
    log(event)
    expect(lines).toEqual([`{"day":${first},"event":"store","code":"disk"}\n`])
  })

  it('names a bug by its kind and its place in our code, never by its message', () => {
    const error = new RangeError('a word of a person')
    error.stack = `RangeError: a word of a person at server/secret.ts:1\n    at f (/somewhere/server/routes/mail.ts:12:3)`
    expect(failureOf(error)).toEqual({ event: 'failed', error: 'RangeError', where: 'server/routes/mail.ts:12' })
    expect(failureOf('a word')).toEqual({ event: 'failed', error: 'unknown', where: 'unknown' })
    const named = new Error('x')
    named.name = 'a word of a person'
    expect(failureOf(named)).toMatchObject({ error: 'unknown' })
  })
})
