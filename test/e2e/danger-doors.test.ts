/** Which offices are offered in danger, and what is said of each: by its name, and of no office more than is true. */
import type { Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { belowTheScreen } from './harness/below-the-screen.ts'
import { openWindow, type OpenWindow } from './harness/chromium.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, untilTestEnds } from './harness/lifetimes.ts'
import { ticketOn } from './harness/reporter.ts'
import { chromiumScreen, type Screen } from './harness/screen.ts'

const demo = await demoForFile()
const first = demo.invitation('lamphun', 'front-desk').names.en
const { names, agency: secondAgency } = demo.invitation('lamphun', 'second-door')
const second = names.en

let phone: OpenWindow
let screen: Screen
/** An area has been chosen. */
let chosen = false

const PACK = /area-pack_lamphun/

/** A phone without a service worker, which would fetch the files itself. */
async function openPhone(): Promise<void> {
  chosen = false
  phone = untilTestEnds(await openWindow({ device: 'phone' }))
  await phone.page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  screen = chromiumScreen(phone.page)
}

async function toWho(...answers: readonly ('danger.no' | 'danger.yes' | 'danger.first.write')[]): Promise<string> {
  await screen.open(demo.origin)
  for (const key of ['home.tell', ...answers, 'need.unknown'] as const) await screen.tap(en[key])
  chosen = true
  await screen.tap(areas.first)
  return screen.sees(en['who.ask'])
}
const inDanger = ['danger.yes', 'danger.first.write'] as const

const choices = (): Promise<string[]> => phone.page.locator('main .choice').allInnerTexts()
const of = (key: keyof typeof en, agency: string): string => en[key].replace('{agency}', agency)

const tomorrow = (): string => {
  const form = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return form.format(Date.now() + 86_400_000)
}

describe('whoever fears the first office', () => {
  test('is told of a second one that cannot act on danger that it cannot, below the numbers, and has three ways', async () => {
    await openPhone()
    await phone.page.route(PACK, async (route) => {
      const response = await route.fetch()
      const pack = await response.text()
      const body = pack.replace(/(hospital.*?emergencyCover["`']?:)(!0|true)/, '$1!1')
      expect(body).not.toBe(pack)
      await route.fulfill({ response, body })
    })
    const before = await toWho(...inDanger)
    // who opens it, when they read, and what they must pass on
    expect(before).toContain(first)
    expect(before).toMatch(/at work at this hour|next reading time/)
    for (const key of ['law.title', 'law.domestic_violence'] as const) expect(before).toContain(en[key])
    await screen.tap(en['who.yes'])
    const text = await screen.sees(of('who.danger.later', second))
    expect(text).not.toMatch(/No office/)
    expect(text.indexOf('1669')).toBeLessThan(text.indexOf(second))
    expect(await choices()).toEqual([en['area.choose'], en['who.second.take'], en['who.second.first.brief']])
    // what one decides first lies on one screen, the rest is folded below it
    expect(await belowTheScreen(phone.page, en['who.second.first.brief'])).toBe(0)
    expect(text).not.toContain(en['law.title'])
    await screen.tap(en['who.more'])
    expect(await screen.sees(en['law.title'])).toContain(en['who.second.text'])
    await screen.type(en['who.not-show'], 'my cousin')
    await screen.tap(en['who.second.take'])
    await screen.tap(en['tell.enough'])
    await screen.tap(en['review.all'])
    expect(await screen.sees(of('review.to', second))).toContain('my cousin')
    const days = [tomorrow()]
    await screen.tap(en['review.send'])
    await ticketOn(screen)
    // the hospital has promised to be in contact within a day
    days.push(tomorrow())
    expect(days.map((date) => en['ticket.again'].replace('{date}', date))).toContain(
      await phone.page.locator('.again').innerText(),
    )
  })

  test('is told that the second cannot take letters, not that none can, and the first is asked whom not to show it to', async () => {
    await openPhone()
    await phone.page.route(/\/v1\/areas\//, async (route) => {
      const answer = await route.fetch()
      const bundle = (await answer.json()) as { intakeSheets: Record<string, unknown> }
      const { [secondAgency]: _lost, ...intakeSheets } = bundle.intakeSheets
      await route.fulfill({ response: answer, json: { ...bundle, intakeSheets } })
    })
    await toWho('danger.no')
    await screen.tap(en['who.yes'])
    expect(await screen.sees(of('who.closed.this', second))).not.toMatch(/No office/)
    expect(await choices()).toEqual([en['area.choose'], of('who.second.first', first)])
    await screen.type(en['who.not-show'], 'my cousin')
    await screen.tap(of('who.second.first', first))
    await screen.tap(en['tell.enough'])
    await screen.tap(en['review.all'])
    expect(await screen.sees(of('review.to', first))).toContain('my cousin')
  })
})

describe('in danger, while nothing is known of the offices,', () => {
  /** Asked for what the area tells about itself, after the area was chosen. */
  let asked: number
  async function without(answer: (route: Route) => Promise<void>): Promise<void> {
    asked = 0
    await openPhone()
    await phone.page.route(PACK, (route) => (chosen ? (asked++, answer(route)) : route.abort()))
  }

  test('they are offered below the numbers, and it is said that we do not know', async () => {
    await without((route) => route.abort())
    expect(await toWho(...inDanger)).toContain(of('who.danger.unsure', first))
    await screen.tap(en['who.yes'])
    const text = await screen.sees(of('who.danger.unsure', second))
    expect(text.indexOf('1669')).toBeLessThan(text.indexOf(second))
    // without danger nothing of it is said
    expect(await toWho('danger.no')).not.toContain('We do not know.')
  })

  test('what an area tells is asked for again before that', async () => {
    await without((route) => (asked === 1 ? route.abort() : route.continue()))
    expect(await toWho(...inDanger)).not.toContain('We do not know.')
    expect(asked).toBe(2)
  })

  test('nobody waits for it without the numbers, nor for ever', async () => {
    await without(() => new Promise(() => undefined))
    await phone.page.clock.install()
    const waiting = toWho(...inDanger)
    // the list of areas may be waited for as well, a moment before
    const waits = async (): Promise<boolean> => {
      const text = await screen.text()
      return text.includes(en['loading']) && text.includes('1669')
    }
    await expect.poll(waits, { timeout: 20_000 }).toBe(true)
    await phone.page.clock.runFor(10_000)
    expect(await waiting).toContain(of('who.danger.unsure', first))
  })
})
