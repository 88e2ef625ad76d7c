/** The desk in real Chromium at the size of an office screen: how one gets it, its lists, its team and its lock. A case: desk-case.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIntroduction } from '../../client/operator/introduction.ts'
import { encodeDeskLink } from '../../client/agency/link.ts'
import { words as en } from '../../client/words/desk.en.ts'
import { PASSPHRASE_MIN_CHARACTERS } from '../../shared/protocol.ts'
import { choosePassphrase, enrol, found, openCase, openOffice, unlock, type Desk } from './harness/desk.ts'
import { expectSound } from './harness/desk-rules.ts'
import { openFiling } from './harness/filing.ts'
import { demoForFile } from './harness/lifetimes.ts'

const PASSPHRASE = 'orchid lantern river nine'
const demo = await demoForFile()
const file = await openFiling(demo.origin)
let desk: Desk
const browsers: Desk[] = []
const keep = async (opening: Promise<Desk>): Promise<Desk> => {
  const opened = await opening
  browsers.push(opened)
  return opened
}

const fileCases = async (from: number, to: number): Promise<void> => {
  for (let n = from; n <= to; n++) await file({ words: `Made-up case number ${n}` })
}

beforeAll(() => fileCases(1, 9))
afterAll(async () => {
  for (const browser of browsers) await browser.remove()
})

describe('a browser without a desk', () => {
  test('says how one gets one, and what is wrong with half a link', async () => {
    desk = await keep(openOffice(`${demo.origin}/desk/`))
    await desk.screen.sees(en['welcome.title'])
    await expectSound(desk)
    await desk.page.goto(`${demo.origin}/desk/#join=abc`)
    await desk.screen.sees(en['welcome.bad-link'])
    await expectSound(desk)
  })

  test('becomes one by a link, whose secret is gone from the address at once', async () => {
    const { link, names } = demo.invitation('lamphun', 'front-desk')
    await desk.page.goto(link)
    await desk.screen.sees(en['join.title'].replace('{agency}', names.en))
    expect(desk.page.url()).toBe(`${demo.origin}/desk/`)
    await desk.screen.sees(en['meter.short'].replace('{count}', String(PASSPHRASE_MIN_CHARACTERS)))
    await expectSound(desk)
  })

  test('takes no passphrase that is short or typed in two ways, and says how hard one is to guess', async () => {
    const first = desk.page.getByLabel(en['passphrase.first'].replace('{count}', String(PASSPHRASE_MIN_CHARACTERS)))
    const make = desk.page.getByRole('button', { name: en['passphrase.make'] })
    await first.fill('short')
    expect(await make.isDisabled()).toBe(true)
    await first.fill('aaaaaaaaaaaaaaaa')
    await desk.screen.sees(en['meter.weak'])
    await first.fill(PASSPHRASE)
    await desk.screen.sees(en['meter.strong'])
    await desk.page.getByLabel(en['passphrase.second']).fill('something else')
    await make.click()
    await desk.screen.sees(en['passphrase.differs'])
    await first.fill('')
    await desk.page.getByLabel(en['passphrase.second']).fill('')
    await choosePassphrase(desk.screen, PASSPHRASE)
    await desk.screen.sees(en['cases.title'])
  })

  test('takes in no mail before it knows that this computer keeps it, or somebody vouches for that', async () => {
    await desk.screen.sees(en['empty.unproven'])
    await expectSound(desk)
    await desk.screen.tap(en['proof.own'])
    await desk.screen.sees(en['proof.own.care'])
    await expectSound(desk)
    await desk.screen.tap(en['proof.own.yes'])
    await desk.page.locator('table.cases').waitFor()
    expect(await desk.screen.text()).not.toContain(en['proof.title'])
  })
})

describe('the list of cases', () => {
  test('shows what waits, danger first, and is sound in both languages', async () => {
    await desk.page.locator('table.cases').waitFor()
    expect(await desk.page.locator('tbody tr').first().innerText()).toContain(en['cases.danger'])
    await expectSound(desk)
    await desk.screen.tap(en['cases.ended'])
    await desk.screen.sees(en['cases.none.filter'])
    await expectSound(desk)
    await desk.screen.tap(en['cases.open'])
  })

  test('is walked with the keyboard alone: into a case, back with Escape, and on from the same line', async () => {
    const { page } = desk
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.locator('button.open').first().focus()
    await page.keyboard.press('ArrowDown')
    const name = await focused()
    expect(name).toBe(await page.locator('button.open').nth(1).textContent())
    await page.keyboard.press('Enter')
    await desk.screen.sees(en['case.title'].replace('{name}', name))
    await page.keyboard.press('Escape')
    await page.locator('table.cases').waitFor()
    expect(await focused()).toBe(name)
    await page.keyboard.press('Enter')
    await desk.screen.sees(en['case.timeline'])
    await page.goBack()
    await page.locator('table.cases').waitFor()
  })
})

describe('the team', () => {
  test('is shown with the health of its keys; only an administrator invites', async () => {
    await desk.screen.tap(en['nav.team'])
    await desk.screen.sees(en['team.listed'])
    await expectSound(desk)
    await desk.screen.tap(en['team.invite'])
    await expectSound(desk)
    await desk.screen.type(en['team.invite.label'], 'Night shift')
    await desk.screen.tap(en['team.invite.make'])
    await desk.screen.sees(en['team.invite.title'])
    await expectSound(desk)
    const link = await desk.page.locator('.link').innerText()
    await desk.screen.tap(en['team.invite.done'])
    const other = await keep(enrol(link, PASSPHRASE))
    await other.screen.sees('Made-up case number 9')
    await other.screen.tap(en['nav.team'])
    await other.screen.sees(en['team.invite.only'])
    await expectSound(other)
    const again = await keep(openOffice(link))
    await again.screen.sees(en['join.used'])
    await expectSound(again)
  })
})

describe('the list of a busy office', () => {
  test('holds sixty cases and more without running out of the screen', async () => {
    await fileCases(10, 60)
    await file({ words: 'A lighthouse' })
    await desk.screen.tap(en['nav.cases'])
    await desk.screen.tap(en['status.sync'])
    await desk.page.locator('tbody tr').nth(60).waitFor()
    await expectSound(desk)
  })

  test('is searched and put in another order, and the keyboard goes from the search into what was found', async () => {
    const { page, screen } = desk
    const lines = page.locator('tbody tr')
    await screen.tap(en['order.oldest'])
    expect(await lines.first().innerText()).not.toBe(await lines.last().innerText())
    await screen.type(en['find.label'], 'lighthouse') // stands in no case's made-up name
    await lines.nth(1).waitFor({ state: 'detached' })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await screen.sees(en['case.timeline'])).toContain('A lighthouse')
    await screen.tap(en['back'])
    await page.locator('table.cases').waitFor()
    expect(await lines.count()).toBe(1)
    await screen.clear(en['find.label'])
    await screen.type(en['find.label'], 'nothing of the kind')
    await screen.sees(en['find.none'])
    await expectSound(desk)
    await screen.clear(en['find.label'])
    await lines.nth(60).waitFor()
    await screen.tap(en['order.urgent'])
  })
})

describe('a locked desk', () => {
  test('shows nothing, not with Back either, and opens with its passphrase only', async () => {
    await desk.screen.tap(en['nav.cases'])
    await openCase(desk.screen, 'Made-up case number 9')
    await desk.screen.tap(en['lock'])
    await desk.screen.sees(en['unlock.title'])
    await desk.page.goBack()
    expect(await desk.screen.text()).not.toContain('Made-up case')
    await desk.screen.sees(en['unlock.title'])
    await expectSound(desk)
    await unlock(desk.screen, 'not the passphrase')
    await desk.screen.sees(en['unlock.failed'])
    await desk.page.getByLabel(en['unlock.passphrase']).fill('')
    await unlock(desk.screen, PASSPHRASE)
    await desk.screen.sees('Made-up case number 9')
  })

  test('is one of several in a browser that people share, found by its name', async () => {
    const { link } = demo.invitation('yala-city', 'second-door')
    await desk.page.goto(link)
    await choosePassphrase(desk.screen, 'another person entirely')
    await desk.screen.tap(en['lock'])
    await desk.screen.sees(en['unlock.title'])
    await expectSound(desk)
    expect(await desk.page.locator('.picks button').count()).toBe(1)
    await desk.page.reload()
    await desk.screen.sees(en['pick.title'])
    await expectSound(desk)
    expect(await desk.page.locator('.picks button').count()).toBe(2)
  })
})

describe('an overseer’s desk', () => {
  test('lists watch slips and no case', async () => {
    const overseer = await keep(enrol(demo.invitation('lamphun', 'overseer').link, PASSPHRASE))
    await overseer.screen.sees(en['slips.title'])
    await overseer.page.locator('table.slips').waitFor()
    expect(await overseer.page.locator('tbody tr').count()).toBeGreaterThan(60)
    expect(await overseer.screen.text()).not.toContain('Made-up case')
    await expectSound(overseer)
  })
})

describe('a new agency', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-found-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is founded at its desk, which asks for a second device until there is one', async () => {
    const names = { th: 'สำนักงานใหม่', en: 'A new office' }
    const description = { area: 'lamphun', kind: 'agency', type: 'hospital', names } as const
    const token = await createIntroduction(demo.dataFolder, description)
    const link = encodeDeskLink(demo.origin, { kind: 'found', token })
    const founder = await keep(openOffice(link))
    await founder.screen.sees(en['found.title'])
    await expectSound(founder)
    await found(founder.screen, 'Front office 1', PASSPHRASE)
    await founder.screen.sees(en['team.invite.second'])
    await founder.screen.sees(names.en)
    await founder.screen.sees(en['problem.few-devices'])
    await expectSound(founder)
    const late = await keep(openOffice(link))
    await late.screen.type(en['passphrase.first'].replace('{count}', String(PASSPHRASE_MIN_CHARACTERS)), PASSPHRASE)
    await late.screen.type(en['passphrase.second'], PASSPHRASE)
    await late.screen.tap(en['passphrase.make'])
    await late.screen.sees(en['found.token'])
  })
})
