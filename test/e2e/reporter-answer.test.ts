/** What a ticket opens. The answers are written here, by a member's key; the desk's own way is in the story. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { readDeployment } from '../../server/data-folder.ts'
import { eventHashName } from '../../shared/case/names.ts'
import { addDays, dayOf, dayStartMs } from '../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../shared/protocol.ts'
import { areas, mailAt } from './harness/demo.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { answerTicket, freshTicket, keysOf } from './harness/member-answer.ts'
import { type Phone, readyForOffline } from './harness/phone.ts'
import { startRecorder } from './harness/recorder.ts'
import { handOverAndBack, look, tellAndSeal, ticketOn } from './harness/reporter.ts'
import { pretendVoices, type Pretended } from './harness/voices.ts'
import { problemsOn } from './harness/screen-rules.ts'

const demo = await demoForFile()

const HOUR_MS = 3_600_000
const told = { area: areas.first, words: 'Somebody waits outside my door.' }

describe('an answer', () => {
  const deployment = (): Uint8Array<ArrayBuffer> => {
    const found = readDeployment(demo.dataFolder)
    if (found === null) throw new Error('no deployment')
    return new Uint8Array(found.rootHash)
  }

  test('is told first by whether there is one, then by its words, as plain text, with the agency’s name', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    const sheets: (readonly [string, number])[] = []
    page.on('response', (response) => {
      const [, what] = /\/v1\/(areas|agencies)\//.exec(response.url()) ?? []
      if (what !== undefined) sheets.push([what, response.status()])
    })
    await readyForOffline(screen)
    await screen.reload()
    sheets.length = 0
    const ticket = await tellAndSeal(screen, told)
    await screen.sees(en['state.handed'])
    // how to keep it, the ways that leave least first, and until when it works
    const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    const lastDay = until.format(dayStartMs(addDays(dayOf(Date.now()), REPLY_EXPIRY_DAYS)))
    const shown = await screen.text()
    expect(shown).toContain(en['keep.until'].replace('{date}', lastDay).replace('{days}', String(REPLY_EXPIRY_DAYS)))
    const ways = ['keep.how.paper', 'keep.how.person', 'keep.how.halves', 'keep.how.none'] as const
    expect(await page.locator('main ol:not(.code) li').allInnerTexts()).toEqual(ways.map((way) => en[way]))
    for (const key of ['keep.nowhere', 'ticket.picture'] as const) expect(shown).toContain(en[key])
    const { link, names } = demo.invitation('lamphun', 'front-desk')
    const to = await keysOf(ticket, deployment())
    const common = { origin: demo.origin, link, to }
    const received = await answerTicket({
      ...common,
      previous: null,
      type: 'received',
      body: { report: eventHashName(to.pseudonym), day: dayOf(Date.now()) },
    })
    // whoever cannot keep the code is asked once more how to be answered; the code is there until one is finished
    await screen.tap(en['keep.cannot'])
    await screen.sees(en['answer.title'])
    expect(await screen.offers(en['answer.ticket_only'])).toBe(false)
    await screen.tap(en['answer.safe_phone'])
    await screen.type(en['answer.phone'], '081 234 5678')
    const before = mailAt(demo.dataFolder)
    await screen.tap(en['next'])
    // nothing that needs the code is offered, or promised, to whoever cannot keep it
    expect(await screen.sees(en['silence.why.now'])).not.toContain(en['silence.why'])
    expect(await screen.offers(en['silence.write_to_ticket'])).toBe(false)
    await screen.tap(en['silence.call_safe_phone'])
    expect(await screen.sees(en['keep.stands'])).not.toContain('081')
    await screen.sees(en['state.handed'])
    expect(mailAt(demo.dataFolder) - before).toBe(1)
    await screen.tap(en['keep.again'])
    expect(await ticketOn(screen)).toBe(ticket)
    await screen.tap(en['keep.cannot'])
    await screen.sees(en['keep.stands'])
    await screen.tap(en['ticket.finished'])
    await screen.tap(en['home'])

    await look(screen, ticket.replace(/(\d{5})/g, '$1-'))
    expect(await screen.sees(en['my.nothing.new'])).not.toContain(names.en)
    await screen.tap(en['my.show'])
    const arrived = await screen.sees(`It has arrived at ${names.en}`)
    expect(arrived).not.toContain(en['state.read'])
    // whoever watches the line learns neither which area was chosen nor who has answered: all sheets came today
    expect(sheets).toEqual([['agencies', 304]])
    await screen.tap(en['back'])
    await screen.tap(en['my.close'])

    const markup = '<img src=x onerror=alert(1)> https://example.org'
    // said three days ago, for yesterday; nothing since. One before midnight in Thailand, one after it
    const midnightMs = dayStartMs(addDays(dayOf(Date.now()), -3)) + 17 * HOUR_MS
    const saidAtMs = { words: midnightMs - 1, status: midnightMs }
    const read = await answerTicket({
      ...common,
      at: new Date(saidAtMs.words).toISOString(),
      previous: received,
      type: 'message',
      body: { words: `${markup} \u202Eterces` },
    })
    // days that no calendar has must not take the other answers away
    const never = await answerTicket({
      ...common,
      at: '2026-13-45T25:61:61Z',
      previous: read,
      type: 'status',
      body: { status: 'planned', promisedDay: addDays(dayOf(0), 0xffffffff) },
    })
    const promisedDay = addDays(dayOf(Date.now()), -1)
    await answerTicket({
      ...common,
      at: new Date(saidAtMs.status).toISOString(),
      previous: never,
      type: 'status',
      body: { status: 'assessing', promisedDay },
    })
    await typeWithoutSubmitting(phone, khmerDigits(ticket))
    await screen.tap(en['my.open'])
    const something = await screen.sees(en['my.something'])
    expect(something).not.toContain('onerror')
    expect(something).not.toContain(told.words)
    await screen.tap(en['my.show'])
    const words = await screen.sees(en['talk.title'])
    expect(words).toContain(`${markup} ⟦U+202E⟧terces`)
    expect(words).toContain(en['status.assessing'])
    expect(words).toContain(en['talk.promised'].replace('{date}', '?'))
    expect(words.indexOf(markup)).toBeLessThan(words.lastIndexOf(en['status.assessing']))
    expect(words).toContain('The code works until')
    expect(words).toMatch(/They promised the next step by .* That day is past\./)
    for (const way of [en['talk.past.how'], '1300', en['talk.past.tell']]) expect(words).toContain(way)
    expect(await page.locator('main img, .talk a').count()).toBe(0)
    expect(await problemsOn(page)).toEqual([])
    // each with its day in Thailand, wherever the phone is
    const { format } = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Bangkok' })
    const days = [format(saidAtMs.words), '?', format(saidAtMs.status)].map((day) => `${names.en} · ${day}`)
    expect(await page.locator('.talk .by').allInnerTexts()).toEqual(days)
    // that it has arrived is said above
    expect(await page.locator('.talk .said').allInnerTexts()).not.toContainEqual(expect.stringContaining(names.en))
    // shown is not new
    await screen.tap(en['back'])
    await screen.sees(en['my.nothing.new'])
    await screen.tap(en['my.show'])
    await screen.sees(en['talk.title'])

    // more words go to the agency that has answered, without asking who it was
    await screen.tap(en['my.write'])
    await screen.sees(`To ${names.en}`)
    // with nothing said nothing is sealed, and what is missing has the focus
    await screen.tap(en['more.send'])
    expect(await page.getByLabel(en['more.title']).evaluate((field) => field === document.activeElement)).toBe(true)
    await page.getByLabel(en['more.title']).fill('thank you')
    await handOverAndBack(screen)

    // how it was: one question a screen, the words to who is above
    await screen.tap(en['my.more'])
    await screen.tap(en['my.more.feedback'])
    await screen.sees(en['how.safe'])
    expect(await problemsOn(page)).toEqual([])
    for (const _question of ['safe', 'respected', 'helped']) await screen.tap(en['skip'])
    await screen.sees(en['how.words'])
    expect(await problemsOn(page)).toEqual([])
    await screen.type(en['how.words'], 'for you only')
    const kept = mailAt(demo.dataFolder)
    await handOverAndBack(screen)
    // nobody at the agency is told that there is such a letter
    expect(mailAt(demo.dataFolder) - kept).toBe(1)
    await screen.tap(en['my.more.over'])
    await screen.sees(en['over.title'])
    expect(await problemsOn(page)).toEqual([])
    // whoever is not sure decides nothing, and may still answer
    await screen.tap(en['over.unsure'])
    await screen.sees(en['over.unsure.text'])
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await screen.tap(en['back'])
    await screen.tap(en['back'])
  })

  test('of two offices, one of them with keys that cannot be used, lets one withdraw and change the code at the other', async () => {
    const [able, unable] = [demo.invitation('lamphun', 'front-desk'), demo.invitation('lamphun', 'second-door')]
    // from the first fetch on: sheets that a phone has once had are good enough without newer ones
    const recorder = await startRecorder()
    onTestFinished(() => recorder.close())
    recorder.onAnswer = ({ path, answer }) => {
      if (!/^\/v1\/(areas|agencies)\//.test(path) || answer.length === 0) return answer
      const bundle = JSON.parse(gunzipSync(answer).toString()) as { intakeSheets: Record<string, unknown> }
      const { [unable.agency]: _lost, ...intakeSheets } = bundle.intakeSheets
      return gzipSync(JSON.stringify({ ...bundle, intakeSheets }))
    }
    const { screen, page } = await phoneForTest(demo.origin, { proxyPort: recorder.port })
    const ticket = freshTicket()
    const to = await keysOf(ticket, deployment())
    const received = { report: eventHashName(to.pseudonym), day: dayOf(Date.now()) }
    for (const { link } of [able, unable]) {
      await answerTicket({ origin: demo.origin, to, link, previous: null, type: 'received', body: received })
    }
    await look(screen, ticket)
    await screen.tap(en['my.more'])
    await screen.tap(en['my.more.withdraw'])
    const cannot = en['more.untold'].replace('{agency}', unable.names.en)
    expect(await screen.sees(`To ${able.names.en}`)).toContain(cannot)
    const before = mailAt(demo.dataFolder)
    await screen.tap(en['withdraw.send'])
    await screen.sees(en['state.handed'])
    expect(mailAt(demo.dataFolder) - before).toBe(1)
    expect(await screen.text()).toContain(cannot)
    // tried again, for that one alone
    await screen.tap(en['more.untold.again'])
    expect(await screen.sees(en['again'])).toContain(cannot)
    expect(await screen.text()).not.toContain(able.names.en)
    expect(await problemsOn(page)).toEqual([])
    await screen.tap(en['back'])

    // until one is finished the new code is nothing: neither leaving nor being unable to keep it takes the old one away
    await screen.tap(en['my.more.code'])
    expect(await screen.sees(en['code.untold'])).toContain(cannot)
    await screen.tap(en['code.make'])
    await ticketOn(screen)
    await screen.sees('Your old code counts until')
    await screen.tap(en['keep.wrote'])
    await screen.sees('Your old code counts until')
    await screen.tap(en['keep.again'])
    await screen.tap(en['keep.cannot'])
    await screen.sees(en['code.kept.text'])
    expect(await problemsOn(page)).toEqual([])
    await screen.tap(en['ticket.finished'])
    await screen.tap(en['my.more.code'])
    await screen.tap(en['code.make'])
    await ticketOn(screen)
    await page.waitForTimeout(500)
    expect(mailAt(demo.dataFolder) - before).toBe(1)
    await screen.tap(en['ticket.finished'])
    await screen.sees(en['state.handed'])
    expect(mailAt(demo.dataFolder) - before).toBe(2)
    expect(await screen.text()).toContain(en['code.untold'])
  })

  test('is read aloud to whoever cannot read it, after saying that it will be heard, and so is what one may do with it', async () => {
    const { screen, page } = await phoneForTest(demo.origin)
    await page.addInitScript(pretendVoices, 'en-GB')
    await page.reload()
    const spoken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as Pretended).spoken)
    const ticket = freshTicket()
    const { link } = demo.invitation('lamphun', 'agency')
    const common = { origin: demo.origin, link, to: await keysOf(ticket, deployment()) }
    const body = { report: eventHashName(common.to.pseudonym), day: dayOf(Date.now()) }
    const previous = await answerTicket({ ...common, previous: null, type: 'received', body })
    await answerTicket({ ...common, previous, type: 'message', body: { words: 'We believe you.' } })
    await look(screen, ticket)
    await screen.sees(en['my.something'])
    expect(await screen.offers(en['aloud.read'])).toBe(true)
    await screen.tap(en['my.show'])
    await screen.tap(en['aloud.read'])
    await screen.sees(en['aloud.ask'])
    expect(await spoken()).toEqual([])
    await screen.tap(en['aloud.yes'])
    await expect.poll(async () => (await spoken()).join()).toContain('We believe you.')
    await screen.tap(en['back'])
    await screen.tap(en['my.more'])
    await screen.tap(en['my.more.withdraw'])
    await screen.sees(en['withdraw.does'])
    await screen.tap(en['aloud.read'])
    await expect.poll(async () => (await spoken()).at(-1)).toContain(en['withdraw.does'])
    expect((await spoken()).join()).not.toContain(ticket)
  })

  test('that does not come from the agency it names is not shown, and that is said', async () => {
    const phone = await phoneForTest(demo.origin)
    const { screen, page } = phone
    await page.addInitScript(pretendVoices)
    await page.reload()
    const ticket = await tellAndSeal(screen, told)
    await screen.sees(en['state.handed'])
    // a code is read aloud only after it was said that it will be heard, digit by digit
    const spoken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as Pretended).spoken)
    await page.evaluate(() => (globalThis as unknown as Pretended).addLocalVoice())
    await screen.tap(en['aloud.read'])
    await screen.sees(en['aloud.ask'])
    expect(await spoken()).toEqual([])
    await screen.tap(en['aloud.yes'])
    await screen.sees(en['aloud.stop'])
    expect((await spoken())[0]?.replace(/[ .]/g, '')).toBe(`local:${ticket}`)
    const { agency } = demo.invitation('lamphun', 'second-door')
    const { link } = demo.invitation('yala-city', 'front-desk')
    const to = await keysOf(ticket, deployment())
    const forged = { origin: demo.origin, link, claims: agency, to, previous: null } as const
    await answerTicket({ ...forged, type: 'message', body: { words: 'come to the bridge alone' } })
    await screen.tap(en['ticket.finished'])
    await screen.tap(en['home'])
    await look(screen, ticket)
    const text = await screen.sees(en['talk.unverified'])
    expect(text).toContain(en['my.nothing.new'])
    await screen.tap(en['my.none.what'])
    await screen.sees(en['my.none'])
    expect(await screen.offers(en['my.show'])).toBe(false)
  })
})

const khmerDigits = (ticket: string): string => ticket.replace(/\d/g, (digit) => '០១២៣៤៥៦៧៨៩'.charAt(Number(digit)))

/** The whole code stands in the field, and nothing has happened: no question to anybody, nothing written where it would stay. */
async function typeWithoutSubmitting({ page, screen }: Phone, typed: string): Promise<void> {
  await screen.tap(en['home.ticket'])
  await screen.sees(en['my.title'])
  const before = await page.evaluate(() => [history.length, location.href, document.title])
  const happened: string[] = []
  page.on('request', (request) => void happened.push(request.url()))
  page.on('console', (message) => void happened.push(message.text()))
  await screen.type(en['my.label'], typed)
  await screen.sees('25 of 25 digits')
  await page.waitForTimeout(300)
  expect(happened).toEqual([])
  expect(await page.evaluate(() => [history.length, location.href, document.title])).toEqual(before)
  expect(await page.evaluate(() => document.querySelectorAll('form, [name]:not(meta)').length)).toBe(0)
  await screen.sees(en['my.open'])
  page.removeAllListeners('request')
  page.removeAllListeners('console')
}
