/** Which offices are offered in danger, and what is said of each: by its name, and of no office more than is true. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { openBrowser, type OpenBrowser } from './harness/chromium.ts'
import { areas, startDemo, type Demo } from './harness/demo.ts'
import { chromiumScreen, type Screen } from './harness/screen.ts'

let demo: Demo
let phone: OpenBrowser
let screen: Screen
let [first, second, secondAgency] = ['', '', '']

beforeAll(async () => {
  demo = await startDemo()
  first = demo.invitation('lamphun', 'front-desk').names.en
  const other = demo.invitation('lamphun', 'second-door')
  second = other.names.en
  secondAgency = other.agency
})
afterAll(() => demo.remove())
afterEach(() => phone.remove())

const PACK = /area-pack_lamphun/

/** A phone without a service worker, which would fetch the files itself. */
async function openPhone(): Promise<void> {
  phone = await openBrowser({ device: 'phone' })
  await phone.page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  screen = chromiumScreen(phone.page)
}

async function toWho(...answers: readonly ('danger.no' | 'danger.yes' | 'danger.first.write')[]): Promise<string> {
  await screen.open(demo.origin)
  for (const key of ['home.tell', ...answers, 'need.unknown'] as const) await screen.tap(en[key])
  await screen.tap(areas.first)
  return screen.sees(en['who.ask'])
}
const inDanger = ['danger.yes', 'danger.first.write'] as const

const choices = (): Promise<string[]> => phone.page.locator('main .choice').allInnerTexts()
const of = (key: keyof typeof en, agency: string): string => en[key].replace('{agency}', agency)

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
    expect(await toWho(...inDanger)).toContain(first)
    await screen.tap(en['who.yes'])
    const text = await screen.sees(of('who.danger.later', second))
    expect(text).not.toMatch(/No office/)
    expect(text.indexOf('1669')).toBeLessThan(text.indexOf(second))
    expect(await choices()).toEqual([en['area.choose'], en['who.second.take'], of('who.second.first', first)])
    await screen.tap(en['who.second.take'])
    await screen.tap(en['tell.enough'])
    await screen.sees(of('review.to', second))
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

test('in danger an office that nothing is known of is offered below the numbers, and it is said that we do not know', async () => {
  await openPhone()
  await phone.page.route(PACK, (route) => route.abort())
  for (const agency of [first, second]) {
    const text = agency === first ? await toWho(...inDanger) : await screen.sees(of('who.danger.unsure', second))
    expect(text).toContain(of('who.danger.unsure', agency))
    expect(text.indexOf('1669')).toBeLessThan(text.indexOf(agency))
    if (agency === first) await screen.tap(en['who.yes'])
  }
  // without danger nothing of it is said
  expect(await toWho('danger.no')).not.toContain('We do not know.')
})
