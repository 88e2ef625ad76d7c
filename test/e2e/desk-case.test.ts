/** A case at the desk in real Chromium: hostile mail, what is answered and in which ways, no network, and whose ticket it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/desk.en.ts'
import { words as reporter } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { enrol, openCase, reply, type Desk } from './harness/desk.ts'
import { expectSound } from './harness/desk-rules.ts'
import { openFiling } from './harness/filing.ts'
import { HOSTILE } from './harness/hostile.ts'
import { demoForFile, phoneForTest } from './harness/lifetimes.ts'
import { look, tellAndSeal } from './harness/reporter.ts'
import { openTickets } from './harness/tickets.ts'

const SAID = 'Somebody waits outside my door'
const demo = await demoForFile()
const file = await openFiling(demo.origin)
let desk: Desk

beforeAll(async () => {
  await file({ words: SAID })
  desk = await enrol(demo.invitation('lamphun', 'front-desk').link, 'orchid lantern river nine')
  await desk.page.locator('table.cases').waitFor()
})
afterAll(() => desk.remove())

describe('hostile mail', () => {
  test('is nothing but text, wherever a person can write', async () => {
    const words = HOSTILE.join('\n')
    const text = HOSTILE.slice(0, 8).join(' ')
    const letter = {
      words,
      danger: true,
      issues: ['<img src=x onerror=globalThis.pwned=9>'],
      needs: ['"><script>globalThis.pwned=10</script>'],
      role: '<b>role</b>',
      language: '"><x',
      knows: '<i>yes</i>',
      reach: text,
      wishes: ['<img src=x onerror=globalThis.pwned=11>'],
      contact: {
        method: 'safe_phone',
        phone: text,
        hours: text,
        say: text,
        who: text,
        ifSilent: { day: 20_800, action: '<u>wait</u>' },
      },
    }
    await file(letter)
    await file({ ...letter, notShowTo: text, answerLanguage: text })
    await desk.screen.tap(en['status.sync'])
    await openCase(desk.screen, en['cases.guarded'])
    await desk.screen.sees(en['case.not-show'].replace('{who}', '<img src=x'))
    expect(await desk.page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    await desk.screen.tap(en['back'])
    await openCase(desk.screen, HOSTILE[0] ?? '')
    await desk.screen.tap(en['case.contact.show'])
    const { page } = desk
    expect(await page.locator('main').innerText()).toContain('<script>globalThis.pwned=2</script>')
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    expect(await page.locator('.foreign :not(span.mark)').count()).toBe(0)
    expect(await page.locator('main :is(img, svg, script, iframe, a, x)').count()).toBe(0)
    const shown = await page.locator('body').innerText()
    expect(shown).toContain('invoice⟦U+202E⟧gpj.exe ⟦U+2066⟧isolated⟦U+2069⟧ pass⟦U+200B⟧word')
    // oxlint-disable-next-line no-control-regex -- they must not be there
    expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u0000\u001B\u2028]/)
    await expectSound(desk)
    await desk.screen.tap(en['back'])
    await expectSound(desk)
  })
})

describe('a case', () => {
  const forms = ['act.reply', 'act.status', 'act.note', 'act.close'] as const

  test('can be answered in ways that are all sound, and forgets nothing that is being written', async () => {
    await openCase(desk.screen, SAID)
    for (const form of forms) {
      await desk.screen.tap(en[form])
      await expectSound(desk)
      await desk.screen.tap(en['cancel'])
    }
    await desk.screen.tap(en['act.reply'])
    await desk.screen.type(en['act.words'], 'Half a sentence')
    await desk.page.keyboard.press('Escape')
    await desk.screen.tap(en['back'])
    await openCase(desk.screen, SAID)
    await desk.page.getByRole('button', { name: en['act.reply'] }).click()
    expect(await desk.page.getByLabel(en['act.words']).inputValue()).toBe('Half a sentence')
    await desk.screen.tap(en['act.preview'])
    await desk.screen.sees(en['act.preview.title'])
    await expectSound(desk)
    await desk.screen.tap(en['change'])
    await desk.screen.tap(en['cancel'])
  })

  test('is answered without a network: it waits, is said to wait, and goes out by itself', async () => {
    await desk.context.setOffline(true)
    await desk.screen.sees(en['status.offline'])
    await reply(desk.screen, 'Written without a network')
    await desk.screen.sees(en['item.unposted'])
    await desk.screen.sees(en['status.waiting'].replace('{count}', '1'))
    await expectSound(desk)
    await desk.context.setOffline(false)
    await desk.screen.sees(en['item.posted'])
    await desk.screen.sees(en['status.none-waiting'])
  })

  test('shows beforehand exactly what the person then reads', async () => {
    const phone = await phoneForTest(demo.origin)
    const ticket = await tellAndSeal(phone.screen, { area: areas.first, words: 'Tell me what I will read' })
    await phone.screen.sees(reporter['state.handed'])
    await desk.screen.tap(en['back'])
    await desk.screen.tap(en['status.sync'])
    await openCase(desk.screen, 'Tell me what I will read')
    const previewed: string[] = []
    const see = async (): Promise<void> => {
      await desk.screen.sees(en['act.preview.title'])
      const lines = desk.page.locator('.reading p')
      await lines.first().waitFor()
      previewed.push(...(await lines.allInnerTexts()))
      await desk.screen.tap(en['act.send'])
      await desk.screen.sees(en['act.written'])
    }
    await desk.screen.tap(en['act.status'])
    await desk.screen.tap(en['case-status.planned'])
    await desk.screen.tap(en['act.promise.days'].replace('{count}', '7'))
    await desk.screen.tap(en['act.preview'])
    await see()
    await desk.screen.tap(en['act.close'])
    await desk.screen.tap(en['reason.needs_met'])
    await desk.screen.type(en['act.close.words'], 'Take care\nof yourself')
    await desk.screen.tap(en['act.preview'])
    await see()
    await desk.screen.tap(en['act.reopen'])
    await desk.screen.type(en['act.reopen.words'], 'We are here again')
    await desk.screen.tap(en['act.preview'])
    await see()
    await desk.screen.sees(en['status.none-waiting'])
    await phone.screen.open(demo.origin)
    await look(phone.screen, ticket)
    await phone.screen.tap(reporter['my.show'])
    await phone.screen.sees('We are here again')
    const read = await phone.page.locator('.talk .said').allInnerTexts()
    expect(read.slice(-previewed.length)).toEqual(previewed)
  })
})

describe('a case in which several tickets claim to be the person’s', () => {
  test('answers nobody before a member has decided, who is told how to be sure and sees what came with each', async () => {
    const tickets = await openTickets(demo.origin)
    const contact = { method: 'safe_phone', phone: '053 000 000' } as const
    const person = await tickets.report({ words: 'My code was seen', contact })
    await tickets.change(person)
    const kept = await tickets.change(person)
    await desk.screen.tap(en['back'])
    await desk.screen.tap(en['status.sync'])
    await openCase(desk.screen, 'My code was seen')
    await desk.screen.sees(en['case.contested'])
    await desk.screen.sees(en['ticket.ask.phone'])
    await tickets.say(kept, 'marigold')
    await desk.screen.tap(en['status.sync'])
    await desk.screen.sees('marigold')
    await desk.page.locator('.claims > li', { hasText: 'marigold' }).getByRole('button').click()
    await desk.screen.sees(en['ticket.sure'])
    await expectSound(desk)
    await desk.screen.tap(en['ticket.decide'])
    await desk.screen.sees(en['ticket.decided'])
    expect(await desk.screen.text()).not.toContain(en['case.contested'])
    await reply(desk.screen, 'We have you again')
    await desk.screen.sees(en['item.posted'])
    await desk.screen.tap(en['ticket.again'])
    await desk.screen.sees(en['ticket.chosen'])
    await expectSound(desk)
  })
})
