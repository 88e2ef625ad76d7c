import { describe, expect, test } from 'vitest'
import {
  IDLE_MS,
  KEPT_MS,
  LONGER_IDLE_MS,
  PROMPT_MS,
  TICKET_IDLE_MS,
  createCover,
} from '../../../../client/reporter/cover/cover.ts'
import { createLongestClock } from '../../../../client/reporter/cover/watch.ts'

interface World {
  readonly cover: ReturnType<typeof createCover>
  /** Goes on by so much, timers and all. */
  readonly pass: (ms: number) => void
  /** The same while timers stand still, as in a hidden page. */
  readonly sleep: (ms: number) => void
  readonly is: () => 'open' | 'covered' | 'dropped'
  readonly drops: () => number
  /** More time can be asked for. */
  readonly offers: () => boolean
}

function world(): World {
  let nowMs = 0
  let covered = false
  let drops = 0
  let offered = false
  let timers: { atMs: number; work: () => void }[] = []
  const cover = createCover({
    now: () => nowMs,
    after: (ms, work) => void timers.push({ atMs: nowMs + ms, work }),
    curtain: { draw: (offer) => void ([covered, offered] = [true, offer]), lift: () => void (covered = false) },
    drop: () => void drops++,
  })
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms
    for (;;) {
      const [next] = timers.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)
      if (next === undefined) break
      timers = timers.filter((timer) => timer !== next)
      nowMs = Math.max(nowMs, next.atMs)
      next.work()
    }
    nowMs = untilMs
  }
  return {
    cover,
    pass,
    sleep: (ms) => void (nowMs += ms),
    is: () => (covered ? (drops > 0 ? 'dropped' : 'covered') : 'open'),
    drops: () => drops,
    offers: () => covered && offered,
  }
}

describe('the cover', () => {
  test('is drawn at once when the page loses the focus, and one tap lifts it', () => {
    const { cover, is } = world()
    cover.away()
    expect(is()).toBe('covered')
    cover.back()
    expect(is()).toBe('covered')
    cover.lift()
    expect(is()).toBe('open')
  })

  test('is drawn when nobody touches the page for twenty seconds, and not before', () => {
    const { cover, pass, is } = world()
    pass(IDLE_MS - 1)
    expect(is()).toBe('open')
    cover.touched()
    pass(IDLE_MS - 1)
    expect(is()).toBe('open')
    pass(1)
    expect(is()).toBe('covered')
    cover.lift()
    pass(IDLE_MS)
    expect(is()).toBe('covered')
  })

  test('offers more time once it has fallen twice for want of a touch, and never for going away', () => {
    const { cover, pass, is, offers } = world()
    pass(IDLE_MS)
    expect([is(), offers()]).toEqual(['covered', false])
    cover.lift()
    cover.away()
    expect(offers()).toBe(false)
    cover.lift()
    pass(IDLE_MS)
    expect([is(), offers()]).toEqual(['covered', true])
    cover.lift(true)
    pass(LONGER_IDLE_MS - 1)
    expect(is()).toBe('open')
    pass(1)
    expect([is(), offers()]).toEqual(['covered', false])
    cover.lift()
    cover.away()
    expect(is()).toBe('covered')
  })

  test('is patient for nobody who comes after what was under it is dropped', () => {
    const { cover, pass, is, offers } = world()
    for (const longer of [false, true]) {
      pass(IDLE_MS)
      cover.lift(longer)
    }
    cover.away()
    pass(KEPT_MS)
    cover.lift()
    pass(IDLE_MS)
    expect([is(), offers()]).toEqual(['dropped', false])
  })

  test('is not in the way of three minutes of slow writing', () => {
    const { cover, pass, is } = world()
    for (let second = 0; second < 180; second += 15) {
      pass(15_000)
      cover.touched()
    }
    expect(is()).toBe('open')
  })

  test('keeps what is under it for ten minutes, and drops it then, once', () => {
    const { cover, pass, is, drops } = world()
    cover.away()
    pass(KEPT_MS - 1)
    expect(is()).toBe('covered')
    pass(1)
    expect(is()).toBe('dropped')
    pass(KEPT_MS)
    cover.lift()
    expect(is()).toBe('open')
    expect(drops()).toBe(1)
  })

  test('drops it before it is lifted when the phone slept past the ten minutes', () => {
    const { cover, sleep, is } = world()
    cover.away()
    sleep(KEPT_MS)
    expect(is()).toBe('covered')
    cover.back()
    expect(is()).toBe('dropped')
  })

  test('drops it also when nothing but the tap tells that one is back', () => {
    const { cover, sleep, drops } = world()
    cover.away()
    sleep(KEPT_MS)
    cover.lift()
    expect(drops()).toBe(1)
  })

  test('begins its ten minutes anew after a tap', () => {
    const { cover, pass, is } = world()
    cover.away()
    pass(KEPT_MS - 1)
    cover.lift()
    cover.away()
    pass(KEPT_MS - 1)
    expect(is()).toBe('covered')
  })

  test('waits while a prompt, a picker or a recording of ours is open, however long', () => {
    const { cover, pass, is } = world()
    const [letGo, letGoToo] = [cover.hold(), cover.hold()]
    cover.away()
    pass(TICKET_IDLE_MS)
    cover.back()
    letGo()
    letGo()
    pass(IDLE_MS)
    expect(is()).toBe('open')
    letGoToo()
    pass(IDLE_MS - 1)
    expect(is()).toBe('open')
    pass(1)
    expect(is()).toBe('covered')
  })

  test('waits for a question of the browser for a minute only: then nobody sits before it', () => {
    const { cover, pass, is, drops } = world()
    const letGo = cover.hold(PROMPT_MS)
    cover.away()
    pass(PROMPT_MS - 1)
    expect(is()).toBe('open')
    pass(1)
    expect(is()).toBe('covered')
    pass(KEPT_MS)
    letGo()
    expect([is(), drops()]).toEqual(['dropped', 1])
  })

  test('goes on at once when the question was answered, or is asked no more', () => {
    const { cover, pass, is } = world()
    cover.hold(PROMPT_MS)()
    pass(IDLE_MS)
    expect(is()).toBe('covered')
    cover.lift()
    pass(PROMPT_MS - IDLE_MS)
    cover.touched()
    expect(is()).toBe('covered')
  })

  test('is drawn at once when a recording ends because the page was left', () => {
    const { cover, is } = world()
    const letGo = cover.hold()
    cover.away()
    expect(is()).toBe('open')
    letGo()
    expect(is()).toBe('covered')
  })

  test('is not drawn when the dialler opens, but when one comes back from it', () => {
    const { cover, is } = world()
    cover.touched()
    cover.dialling()
    cover.away()
    cover.away()
    expect(is()).toBe('open')
    cover.back()
    expect(is()).toBe('covered')
  })

  test('is drawn when one comes back from the dialler and only a touch tells it', () => {
    const { cover, is } = world()
    cover.dialling()
    cover.away()
    cover.touched()
    expect(is()).toBe('covered')
    cover.back()
    expect(is()).toBe('covered')
  })

  test('is drawn as ever after a number was tapped and nothing came of it', () => {
    const { cover, is } = world()
    cover.dialling()
    cover.touched()
    cover.away()
    expect(is()).toBe('covered')
  })

  test('leaves the ticket in sight for five minutes, also when one goes away and comes back', () => {
    const { cover, pass, is } = world()
    const gone = cover.showTicket()
    cover.away()
    cover.back()
    pass(TICKET_IDLE_MS - 1)
    expect(is()).toBe('open')
    pass(1)
    expect(is()).toBe('covered')
    cover.lift()
    gone()
    pass(IDLE_MS)
    expect(is()).toBe('covered')
  })

  test('veils a ticket while the page is not to be seen, and lifts that itself', () => {
    const { cover, pass, is, drops } = world()
    cover.showTicket()
    cover.hidden()
    expect(is()).toBe('covered')
    pass(TICKET_IDLE_MS - 1)
    cover.back()
    expect(is()).toBe('open')
    cover.hidden()
    cover.lift()
    expect([is(), drops()]).toEqual(['open', 0])
  })

  test('has veiled a ticket before a phone sleeps for hours, and lifts it only by a tap then', () => {
    const { cover, sleep, is, drops } = world()
    cover.showTicket()
    cover.hidden()
    sleep(3 * 3_600_000)
    expect(is()).toBe('covered')
    cover.touched()
    expect(is()).toBe('covered')
    cover.back()
    expect(is()).toBe('covered')
    sleep(KEPT_MS)
    cover.lift()
    expect([is(), drops()]).toEqual(['open', 1])
  })

  test('covers a ticket that was left for longer than five minutes as soon as the page wakes', () => {
    const { cover, sleep, is } = world()
    cover.showTicket()
    cover.away()
    sleep(TICKET_IDLE_MS)
    cover.back()
    expect(is()).toBe('covered')
  })
})

test('time has passed by whichever clock says more', () => {
  let [awake, wall] = [100, 5000]
  const passed = createLongestClock([() => awake, () => wall])
  awake += 10
  expect(passed()).toBe(10)
  wall += 30
  expect(passed()).toBe(30)
  wall -= 4000
  expect(passed()).toBe(10)
})
