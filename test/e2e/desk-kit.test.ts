/** A recovery kit in real Chromium: made at one browser, used on another after the first is gone, and when a passphrase is. */
import { afterAll, describe, expect, test } from 'vitest'
import { IDLE_LOCK_MS } from '../../client/desk/lock/lock-clock.ts'
import { words as en } from '../../client/words/desk.en.ts'
import { words as reporter } from '../../client/words/reporter.en.ts'
import { areas } from './harness/demo.ts'
import { choosePassphrase, join, openOfficeOnDisk, takeInHere, type DeskOnDisk } from './harness/desk.ts'
import { expectSound } from './harness/desk-rules.ts'
import { openFiling } from './harness/filing.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { openPhone } from './harness/phone.ts'
import { look, tellAndSeal } from './harness/reporter.ts'
import { parseKitWords } from '../../shared/crypto/kit-words.ts'
import { formsOf, formsOfKey } from '../privacy/needles.ts'
import { scanFolder, type Finding } from '../privacy/scan.ts'

const demo = await demoForFile()

const PASSPHRASE = 'orchid lantern river nine'
const file = await openFiling(demo.origin)
const invitation = demo.invitation('lamphun', 'front-desk')
let desk: DeskOnDisk | null = null
/** On paper. */
let words: readonly string[]
/** Of somebody who told while the computer was gone. */
let ticket: string

afterAll(() => desk?.remove())

/** Of what was shown or typed, in any three neighbouring words, and of the kit itself, what lies in the profile. */
function leftIn({ profile }: DeskOnDisk): Finding[] {
  const parsed = parseKitWords(words.join(' '))
  if (!parsed.ok) throw new Error(parsed.reason)
  const beginnings = words.map((word) => word.slice(0, 4).toUpperCase())
  const threes = [words, beginnings].flatMap((list) =>
    list.slice(2).flatMap((_, at) => [' ', '\n', '","'].map((between) => list.slice(at, at + 3).join(between))),
  )
  const needles = threes.flatMap((three) => formsOf('words of the kit', three))
  return scanFolder(profile, [...needles, ...formsOfKey('kit', parsed.kit)], { inflate: false })
}

const asked = async ({ page }: DeskOnDisk): Promise<readonly number[]> => {
  const labels = await page.locator('form .field label').allInnerTexts()
  return labels.map((label) => Number(/\d+/.exec(label)?.[0]))
}
const wordField = (number: number): string => en['kit.ask.word'].replace('{number}', String(number))

describe('a recovery kit', () => {
  test('is asked for at an administrator’s desk, shown once, and counts when it was read back from paper', async () => {
    await file({ words: 'Told before the computer broke' })
    desk = await openOfficeOnDisk(invitation.link)
    const { screen, page } = desk
    await join(screen, PASSPHRASE)
    await screen.sees('Told before the computer broke')
    await screen.sees(en['kit.nag'])
    await screen.tap(en['kit.nag.go'])
    await screen.sees(en['kit.none'])
    await screen.tap(en['kit.make'])
    await screen.sees(en['kit.before'])
    await screen.tap(en['kit.show'])
    await page.locator('ol.kit li').nth(11).waitFor()
    words = await page.locator('ol.kit li').allInnerTexts()
    await expectSound(desk)
    await screen.tap(en['kit.written'])
    await screen.sees(en['kit.ask'])
    expect(await screen.text()).not.toContain(words[0])
    const [first, second] = await asked(desk)
    await screen.type(wordField(first ?? 0), 'zebra')
    await screen.type(wordField(second ?? 0), words[(second ?? 0) - 1] ?? '')
    await screen.tap(en['kit.ask.done'])
    await screen.sees(en['kit.wrong'].replace('{number}', String(first)))
    await screen.clear(wordField(first ?? 0))
    await screen.type(wordField(first ?? 0), words[(first ?? 0) - 1] ?? '')
    await screen.tap(en['kit.ask.done'])
    await screen.sees(en['kit.done'])
    await screen.sees(en['kit.kept'].replace(/^.*\{date\}/, ''))
    await screen.tap(en['nav.cases'])
    expect(await screen.text()).not.toContain(en['kit.nag'])
  })

  test('makes a desk on a browser that has nothing, with the old cases and what comes now', async () => {
    if (desk === null) throw new Error('there is no desk')
    await desk.close()
    expect(leftIn(desk)).toEqual([])
    await desk.remove()
    const phone = await openPhone(demo.origin)
    ticket = await tellAndSeal(phone.screen, { area: areas.first, words: 'Told while there was no computer' })
    await phone.screen.sees(reporter['state.handed'])
    await phone.remove()
    desk = await openOfficeOnDisk(`${demo.origin}/desk/`)
    const { screen, page } = desk
    await screen.tap(en['welcome.kit'])
    await screen.sees(en['recover.title'])
    await screen.type(en['kit.type'], words.with(3, 'xyzzy').join(' '))
    await screen.tap(en['kit.type.go'])
    await screen.sees(en['kit.type.word'].replace('{number}', '4').replace('{typed}', 'xyzzy'))
    await expectSound(desk)
    await screen.clear(en['kit.type'])
    await screen.type(en['kit.type'], words.map((word) => word.slice(0, 4).toUpperCase()).join(' '))
    await screen.tap(en['kit.type.go'])
    await screen.sees(en['recover.compare'])
    await screen.sees(invitation.names.en)
    expect(await page.locator('.digits').innerText()).toMatch(/^(\d{5} ){5}\d{5}$/)
    await expectSound(desk)
    await screen.tap(en['recover.agree'])
    await choosePassphrase(screen, PASSPHRASE)
    await takeInHere(screen)
    await screen.tap(en['nav.cases'])
    await screen.sees('Told before the computer broke')
    await file({ words: 'Told after the computer broke' })
    await screen.tap(en['status.sync'])
    await screen.sees('Told after the computer broke')
    await screen.tap(en['nav.team'])
    await screen.sees(en['kit.kept'].replace(/^.*\{date\}/, ''))
  })

  test('brings no chain back: what nobody can read is said here, and to the person with the ticket', async () => {
    if (desk === null) throw new Error('there is no desk')
    const { screen, page } = desk
    await screen.sees(en['problem.unopened-mail'].replace('{count}', '1'))
    expect(await screen.text()).not.toContain('Told while there was no computer')
    // The colleague's desk is as lost.
    await page
      .getByRole('button', { name: /^Remove “/ })
      .first()
      .click()
    await screen.tap(en['team.remove.do'])
    await screen.sees(en['team.replace.done'])
    await screen.sees(en['problem.lost-mail'].replace('{count}', '1'))
    const phone = await openPhone(demo.origin)
    await look(phone.screen, ticket)
    await phone.screen.sees(reporter['my.nothing.new'])
    const lost = reporter['my.lost'].replace('{agency}', invitation.names.en)
    await phone.screen.sees(lost.slice(lost.indexOf(invitation.names.en)))
    await phone.remove()
  })

  test('opens the desk whose passphrase is forgotten, and gives it another', async () => {
    if (desk === null) throw new Error('there is no desk')
    const { screen } = desk
    await screen.tap(en['lock'])
    await screen.sees(en['unlock.title'])
    await desk.context.clock.install()
    await screen.tap(en['unlock.kit'])
    await screen.sees(en['unlock.kit.title'])
    await screen.type(en['kit.type'], words.toReversed().join(' '))
    await screen.tap(en['kit.type.go'])
    await screen.sees(/not the kit of this desk|two have changed places/)
    await screen.clear(en['kit.type'])
    await screen.type(en['kit.type'], words.join(' '))
    await screen.tap(en['kit.type.go'])
    await screen.sees(en['unlock.kit.new'])
    // Words that were left on the screen are as good as an open desk.
    await desk.context.clock.runFor(IDLE_LOCK_MS + 2000)
    await screen.sees(en['unlock.title'])
    await screen.tap(en['unlock.kit'])
    await screen.type(en['kit.type'], words.join(' '))
    await screen.tap(en['kit.type.go'])
    await screen.sees(en['unlock.kit.new'])
    await choosePassphrase(screen, 'four other words entirely', en['unlock.kit.open'])
    await screen.tap(en['nav.cases'])
    await screen.sees('Told after the computer broke')
    await screen.tap(en['lock'])
    await screen.type(en['unlock.passphrase'], PASSPHRASE)
    await screen.tap(en['unlock.open'])
    await screen.sees(en['unlock.failed'])
    await desk.kill()
    expect(leftIn(desk)).toEqual([])
  })
})
