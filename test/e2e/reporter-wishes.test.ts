/** What a person wishes with a ticket, at two offices that have answered it. One phone, one ticket, one wish after the other. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { readDeployment } from '../../server/data-folder.ts'
import { eventHashName } from '../../shared/case/names.ts'
import { addDays, dayOf, dayStartMs } from '../../shared/day.ts'
import { WITHDRAWAL_DAYS } from '../../shared/protocol.ts'
import type { Invitation } from './harness/invitations.ts'
import { type Letters, watchLetters } from './harness/letters.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { answerTicket, freshTicket, keysOf } from './harness/member-answer.ts'
import { openPhone, type Phone } from './harness/phone.ts'
import { look } from './harness/reporter.ts'

const demo = await demoForFile()
const front = demo.invitation('lamphun', 'front-desk')
const second = demo.invitation('lamphun', 'second-door')
const overseer = demo.invitation('lamphun', 'overseer')
const ticket = freshTicket()

let phone: Phone
let letters: Letters
/** By the second office. */
const promisedDay = addDays(dayOf(Date.now()), 20)

beforeAll(async () => {
  const rootHash = readDeployment(demo.dataFolder)?.rootHash
  if (rootHash === undefined) throw new Error('no deployment')
  const to = await keysOf(ticket, new Uint8Array(rootHash))
  const body = { report: eventHashName(to.pseudonym), day: dayOf(Date.now()) }
  const common = { origin: demo.origin, to }
  await answerTicket({ ...common, link: front.link, previous: null, type: 'received', body })
  const previous = await answerTicket({ ...common, link: second.link, previous: null, type: 'received', body })
  const promise = { status: 'assessing', promisedDay } as const
  await answerTicket({ ...common, link: second.link, previous, type: 'status', body: promise })
  phone = await openPhone(demo.origin)
  letters = watchLetters(phone.page, [front, second, overseer])
})
// a wish that fails leaves its screen behind: the next one need not wait in vain
beforeEach(async () => {
  const { screen } = phone
  if (await screen.offers(en['my.more.code'])) return
  await screen.open(demo.origin)
  await look(screen, ticket)
  await screen.tap(en['my.more'])
  await screen.sees(en['my.more.code'])
  letters.posted()
})
afterAll(() => phone.remove())

describe('a wish', () => {
  const agree = [en['agree.yes'], en['next'], en['agree.no'], en['next']]
  const answer = [en['answer.ticket_only'], en['next'], en['silence.write_to_ticket']]
  const answers = [en['how.yes'], en['next'], en['skip'], en['skip']]
  const wishes: [wish: string, taps: () => string[], to: () => Invitation[]][] = [
    ['my.more.over', () => [front.names.en, en['over.yes']], () => [front]],
    ['my.more.over', () => [second.names.en, en['over.no']], () => [second]],
    ['my.more.feedback', () => [front.names.en, ...answers], () => [front, overseer]],
    ['my.more.answer', () => answer, () => [front, second]],
    ['my.more.agree', () => agree, () => [front, second]],
    ['my.more.withdraw', () => [], () => [front, second]],
    ['my.more.go-on', () => [], () => [front, second]],
  ]
  const send = new Map([
    ['my.more.withdraw', en['withdraw.send']],
    ['my.more.go-on', en['go-on.send']],
  ])
  test.for(wishes)('%s leaves for those whom its screen names, and for nobody else', async ([wish, taps, to]) => {
    const { screen } = phone
    await screen.tap(en[wish as keyof typeof en])
    for (const name of taps()) await screen.tap(name)
    const button = send.get(wish) ?? en['more.send']
    await screen.sees(button)
    const named = await letters.named()
    expect(named).toEqual(
      to()
        .map(({ names }) => names.en)
        .toSorted(),
    )
    expect(letters.posted()).toEqual([])
    await screen.tap(button)
    await screen.sees(en['state.handed'])
    expect([...new Set(letters.posted())]).toEqual(named)
    await screen.tap(en['back'])
    await screen.sees(en['my.more.code'])
  })

  test.each([
    ['my.more.withdraw', ['withdraw.does', 'withdraw.does.not', 'withdraw.staff', 'withdraw.again']],
    ['my.more.code', ['code.does', 'code.old', 'code.stops']],
  ] as const)('%s says what it does and does not, what nobody can take back, and whom to ask', async (wish, says) => {
    const { screen, page } = phone
    await screen.tap(en[wish])
    await screen.sees(en[says[0]])
    const text = await screen.text()
    for (const key of [...says, 'back.cannot', 'back.ask'] as const) {
      expect(text).toContain(en[key].replace('{days}', String(WITHDRAWAL_DAYS)))
    }
    expect(await page.locator('main a[href="tel:1300"]').count()).toBe(1)
    await screen.tap(en['back'])
    await screen.sees(en['my.more.code'])
  })

  test('that is handed over is left by the phone’s own Back as by “Back”: what the ticket has opened stays open', async () => {
    const { screen, page } = phone
    await screen.tap(en['my.more.go-on'])
    await screen.tap(en['go-on.send'])
    await screen.sees(en['state.handed'])
    // headless, the same request comes from Escape
    await page.keyboard.press('Escape')
    await screen.sees(en['my.more.code'])
    expect(letters.posted()).toEqual([front.names.en, second.names.en].toSorted())
  })

  test('to be answered in another way asks what to do if nothing is heard some days after the last day promised', async () => {
    const { screen } = phone
    for (const key of ['my.more.answer', 'answer.ticket_only', 'next'] as const) await screen.tap(en[key])
    const form = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    const date = form.format(dayStartMs(addDays(promisedDay, 3)))
    expect(await screen.sees(en['silence.why'])).toContain(en['silence.title'].replace('{date}', date))
    for (const _screen of ['silence', 'answer']) await screen.tap(en['back'])
    await screen.sees(en['my.more.code'])
  })

  test('my.more.code leaves for those whom its screen names, once the person is finished with the new code', async () => {
    const { screen } = phone
    await screen.tap(en['my.more.code'])
    await screen.sees(en['code.make'])
    const named = await letters.named()
    expect(named).toEqual([front.names.en, second.names.en].toSorted())
    await screen.tap(en['code.make'])
    await screen.sees(en['ticket.finished'])
    expect(letters.posted()).toEqual([])
    await screen.tap(en['ticket.finished'])
    await screen.sees(en['state.handed'])
    expect(letters.posted()).toEqual(named)
  })
})
