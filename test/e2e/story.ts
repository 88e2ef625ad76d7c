/**
 * The whole story, each person in a browser of their own: told without a network on a phone, taken in and answered at two
 * desks, read with the ticket on another phone.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as desk } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { LANGUAGES } from '../../client/words/languages.ts'
import { isLong } from '../long.ts'
import { areas, mailAt, startDemo, type Demo } from './harness/demo.ts'
import type { Invitation } from './harness/invitations.ts'
import { choosePassphrase, close, takeInHere, openCase, reply, setStatus, unlock } from './harness/desk.ts'
import { openPerson, type Engine, type Person } from './harness/person.ts'
import { readyForOffline } from './harness/phone.ts'
import { handOverAndBack, look, tell, ticketOn, withdraw, writeMore } from './harness/reporter.ts'

const passphrases = { first: 'orchid lantern river nine', second: 'paper boat under the bridge' }
const begin = 'เขาตีฉันเมื่อคืน'
const told = {
  danger: true,
  area: areas.first,
  needs: ['need.shelter', 'need.health'] as const,
  words: `${begin} <b>bold</b> javascript:alert(1) \u202Etxt.exe`,
  phone: { number: '081 234 5678', hours: 'Weekdays, 9 to 11', say: 'Say that the library calls' },
}

/** The name under which both desks know a case. */
const nameIn = (text: string): string | undefined => /Case ([0-9A-Z]{3}-[0-9A-Z]{3})/.exec(text)?.[1]

/** The day that stands in a sentence, in whichever way of writing it. */
function dateIn(text: string, sentence: string): number {
  const [before = '', after = ''] = sentence.split('{date}')
  const [, date = ''] = text.split(before)
  const day = Date.parse(date.split(after)[0] ?? '')
  if (Number.isNaN(day)) throw new Error(`no date for “${sentence}” in:\n${text}`)
  return day
}

export function tellTheStory(engine: Engine): void {
  /** What a person wishes later; the slice tells it in one engine. */
  const toTheEnd = engine === 'chromium' || isLong
  const people: Person[] = []
  let demo: Demo
  let office: Invitation
  let phone: Person
  let first: Person
  let second: Person
  let ticket: string
  let silentOn: number

  const open = async (device: 'phone' | 'office', address: string): Promise<Person> => {
    const person = await openPerson(engine, { device })
    people.push(person)
    await person.screen.open(address)
    return person
  }
  const markupIn = (person: Person): Promise<number> =>
    person.screen.ask(
      () =>
        [...document.querySelectorAll('main *')].filter((one) => one.textContent === 'bold' || one.matches('a')).length,
    )

  beforeAll(async () => {
    demo = await startDemo()
    office = demo.invitation('lamphun', 'front-desk')
  })
  afterAll(async () => {
    for (const person of people) await person.remove()
    await demo.remove()
  })

  describe('a report, from a phone without a network to an answer on another phone', () => {
    test('is sealed offline: the ticket is shown, and that it waits here, until when', async () => {
      phone = await open('phone', demo.origin)
      await readyForOffline(phone.screen)
      await phone.setOffline(true)
      await phone.screen.reload()
      await phone.screen.sees(words['demo'])
      await tell(phone.screen, told)
      await phone.screen.tap(words['review.all'])
      silentOn = dateIn(await phone.screen.sees(words['review.language']), words['silence.title'])
      await phone.screen.tap(words['review.send'])
      ticket = await ticketOn(phone.screen)
      expect(ticket).toMatch(/^1\d{24}$/)
      await phone.screen.sees(/Locked\. Waiting on this phone, until \d+ \w+ \d{4}/)
    })

    test('is handed over when the network returns, and never called “sent”', async () => {
      await phone.setOffline(false)
      const text = await phone.screen.sees('Handed over. Not yet read')
      expect(text).not.toMatch(/\bsent\b/i)
      expect(text).not.toContain('Locked.')
      await phone.screen.tap(words['ticket.finished'])
      await phone.screen.sees(words['calm.title'])
    })

    test('is followed by how to speak, in another language than the app is read in', async () => {
      const { screen } = phone
      for (const key of ['after.wishes', 'wishes.man', 'wishes.woman', 'next'] as const) await screen.tap(words[key])
      await screen.sees(words['wishes.language.why'])
      await screen.tap(LANGUAGES.my.name)
      await screen.tap(words['after.hand-over'])
      expect(await screen.sees(words['after.added'])).toContain(`${words['after.added']} ${words['after.wishes']}`)
      await screen.sees(words['state.handed'])
    })

    test('reaches a caseworker who enrols by the printed link', async () => {
      first = await open('office', office.link)
      await choosePassphrase(first.screen, passphrases.first)
      await takeInHere(first.screen)
      await openCase(first.screen, begin)
      const text = await first.screen.text()
      for (const said of [
        desk['case.danger'],
        told.phone.say,
        told.phone.hours,
        'A safe place to stay',
        'Health care',
      ]) {
        expect(text).toContain(said)
      }
      // of two who were named the last, and the language that was chosen beside the one of the app
      for (const [title, said] of [
        [desk['case.wishes'], desk['wish.woman']],
        [desk['case.language'], 'Burmese'],
        [desk['case.language.read'], 'English'],
      ] as const)
        expect(text).toMatch(new RegExp(`${title}\\n+${said}\\n`))
      // and once more where one sees how to reach them
      expect(text).toContain(`${desk['case.language']} Burmese`)
      // by when they are silent, as they were told
      expect(dateIn(text, desk['case.contact.silent'])).toBe(silentOn)
      // the number stands behind the plan
      expect(text).not.toContain(told.phone.number)
      await first.screen.tap(desk['case.contact.show'])
      await first.screen.sees(told.phone.number)
    })

    test('is shown as it was written: no markup, no link, and marks for what would turn or hide text', async () => {
      const text = await first.screen.text()
      expect(text).toContain('<b>bold</b> javascript:alert(1)')
      expect(text).not.toContain('\u202E')
      expect(await markupIn(first)).toBe(0)
    })

    test('is the same case at the desk of a second member', async () => {
      second = await open('office', demo.invitation('lamphun', 'front-desk').link)
      await choosePassphrase(second.screen, passphrases.second)
      await openCase(second.screen, begin)
      const name = nameIn(await second.screen.text())
      expect(name).toBeDefined()
      expect(nameIn(await first.screen.text())).toBe(name)
      await second.screen.tap(desk['back'])
      const list = await second.screen.sees(desk['cases.words'])
      expect(list.split(begin)).toHaveLength(2)
    })

    test('is answered, and has a status with a promise', async () => {
      await first.screen.tap(desk['act.read'])
      await first.screen.tap(desk['act.send'])
      await first.screen.sees(desk['act.written'])
      await reply(first.screen, 'เราเชื่อคุณ We believe you. Room 4 is free on Monday.')
      await setStatus(first.screen, 'case-status.assessing', 'In 3 days')
      await first.screen.sees(desk['status.none-waiting'])
      await second.screen.tap(desk['status.sync'])
      await openCase(second.screen, begin)
      expect(await second.screen.sees('Room 4 is free on Monday.')).toContain(desk['case-status.assessing'])
    })

    test('has its answer read in a fresh browser, with nothing but the ticket', async () => {
      phone = await open('phone', demo.origin)
      await look(phone.screen, ticket)
      const found = await phone.screen.sees(words['my.something'])
      expect(found).not.toContain(office.names.en)
      expect(found).not.toContain('believe')
      await phone.screen.tap(words['my.show'])
      const said = await phone.screen.sees(words['talk.title'])
      expect(said).toContain(`It has arrived at ${office.names.en}`)
      expect(said).toContain('A person has read it')
      expect(said).toContain('เราเชื่อคุณ We believe you. Room 4 is free on Monday.')
      expect(said).toContain(words['status.assessing'])
      expect(said).toContain('Next step by')
      expect(said).not.toContain(words['talk.gap'])
      expect(said).not.toContain(words['talk.unverified'])
    })

    test('is written on, and the desk sees it under the same case', async () => {
      await writeMore(phone.screen, 'Monday is good. My sister comes too.')
      await phone.screen.tap(words['home'])
      await first.screen.tap(desk['status.sync'])
      const text = await first.screen.sees('Monday is good. My sister comes too.')
      expect(text).toContain(desk['item.follow-up'])
    })

    test('is withdrawn: the desk stops, and nothing is erased', async () => {
      await look(phone.screen, ticket)
      await phone.screen.sees(words['my.something'])
      await withdraw(phone.screen)
      await first.screen.tap(desk['status.sync'])
      const text = await first.screen.sees(desk['case.stopped.both'])
      expect(text).toContain('Monday is good.')
      expect(text).toContain(desk['item.withdrawal'])
    })

    test('is closed with a reason, which the person can read', async () => {
      // not for that reason alone: it may be coerced, and its days have not passed
      await first.screen.tap(desk['act.close'])
      await first.screen.sees(/can be chosen from \w+ \d+, \d{4} on/)
      expect(await first.screen.offers(desk['reason.person_asked_to_stop'])).toBe(false)
      expect(await first.screen.offers(desk['act.erase'])).toBe(false)
      await first.screen.tap(desk['cancel'])
      await close(first.screen, 'reason.other', 'You can come back whenever you like.')
      await first.screen.sees(desk['status.none-waiting'])
      await phone.screen.tap(words['home'])
      await look(phone.screen, ticket)
      await phone.screen.sees(words['my.ended'])
      await phone.screen.tap(words['my.show'])
      const said = await phone.screen.sees('You can come back whenever you like.')
      expect(said).toContain(words['status.closed'])
    })

    if (!toTheEnd) return
    test('is not over for the person, who says so: it is open again at the desk', async () => {
      await phone.screen.tap(words['back'])
      await phone.screen.tap(words['over.title'])
      await phone.screen.tap(words['over.no'])
      await phone.screen.type(words['over.no.label'], 'He came back on Sunday.')
      await handOverAndBack(phone.screen)
      await first.screen.tap(desk['status.sync'])
      const text = await first.screen.sees('He came back on Sunday.')
      expect(text).toContain(desk['item.reopening.reporter'])
      expect(text).toContain(desk['case-status.reopened'])
      // what a person withdrew stands until a member has read this; the desk says that they ask to go on
      expect(text).toContain(desk['case.stopped.both'])
      expect(text).toContain(desk['case.stopped.back'])
      expect(text).toMatch(/Decide about it not before \w+ \d+/)
    })

    test('is followed by how it was: the answers reach the desk, the words only who is above it', async () => {
      await phone.screen.tap(words['my.more'])
      await phone.screen.tap(words['my.more.feedback'])
      await phone.screen.tap(words['how.no'])
      await phone.screen.tap(words['next'])
      await phone.screen.tap(words['skip'])
      await phone.screen.tap(words['how.partly'])
      await phone.screen.tap(words['next'])
      await phone.screen.type(words['how.words'], 'They asked why I stayed.')
      const before = mailAt(demo.dataFolder)
      await handOverAndBack(phone.screen)
      expect(mailAt(demo.dataFolder) - before).toBe(2)
      await phone.screen.tap(words['my.more.agree'])
      await phone.screen.tap(words['agree.yes'])
      await phone.screen.tap(words['next'])
      await phone.screen.tap(words['skip'])
      await handOverAndBack(phone.screen)
      await first.screen.tap(desk['status.sync'])
      const agreed = desk['item.consent.given'].replace('{consent}', desk['consent.share_with'])
      const text = await first.screen.sees(agreed)
      const how = `${desk['feedback.safe']}: ${desk['answer.no']} · ${desk['feedback.helped']}: ${desk['answer.partly']}`
      expect(text).toContain(how)
      expect(text).not.toContain('why I stayed')
    })

    test('is read by who is above the office: of which office, the answers and the words, and nothing of the case', async () => {
      const overseer = await open('office', demo.invitation('lamphun', 'overseer').link)
      await choosePassphrase(overseer.screen, passphrases.second)
      await takeInHere(overseer.screen)
      await overseer.screen.tap(desk['nav.feedback'])
      await overseer.screen.sees(desk['feedback.words.some'])
      await overseer.screen.tapLine(office.names.en)
      const text = await overseer.screen.sees('They asked why I stayed.')
      expect(text).toContain(desk['feedback.about'].replace('{agency}', office.names.en))
      expect(text.replace(/\s+/g, ' ')).toContain(`${desk['feedback.safe']} ${desk['answer.no']}`)
      expect(text).not.toContain(begin)
      expect(nameIn(text)).toBeUndefined()
    })

    test('goes on under another code, which is shown as the first was; the old one counts no more', async () => {
      await phone.screen.tap(words['my.more.code'])
      await phone.screen.tap(words['code.make'])
      const next = await ticketOn(phone.screen)
      expect(next).not.toBe(ticket)
      await phone.screen.tap(words['ticket.finished'])
      await phone.screen.sees(words['state.handed'])
      await phone.screen.tap(words['code.erase'])
      await phone.screen.sees(words['code.erased'])
      await phone.screen.tap(words['home'])
      await first.screen.tap(desk['status.sync'])
      await first.screen.sees(desk['item.code-change'])
      await first.screen.sees(desk['status.none-waiting'])
      await look(phone.screen, next)
      await phone.screen.sees(words['my.nothing.new'])
      await phone.screen.tap(words['my.show'])
      await phone.screen.sees(`It has arrived at ${office.names.en}`)
      await writeMore(phone.screen, 'It is me, with the new code.')
      await phone.screen.tap(words['home'])
      await look(phone.screen, ticket)
      // nothing that was answered before is left for whoever has the old one
      await phone.screen.sees(words['my.nothing.new'])
      await writeMore(phone.screen, 'Somebody has found the old one.', {
        area: areas.first,
        agency: office.names.en,
      })
      await first.screen.tap(desk['status.sync'])
      const text = await first.screen.sees('Somebody has found the old one.')
      expect(text).toContain('It is me, with the new code.')
      expect(text.split(desk['item.reporter.replaced'])).toHaveLength(2)
    })
  })

  describe('a desk', () => {
    test('is locked until its passphrase is typed again, and then knows the same cases, without a network too', async () => {
      await first.setOffline(true)
      await first.screen.reload()
      await unlock(first.screen, 'not the passphrase')
      await first.screen.sees(desk['unlock.failed'])
      await unlock(first.screen, passphrases.first)
      await first.screen.tap(desk['nav.cases'])
      const text = await first.screen.sees(`${desk['cases.ended']} ${toTheEnd ? 0 : 1}`)
      expect(text).toContain(desk['status.offline'])
      await first.setOffline(false)
    })

    test('is not made twice of one invitation', async () => {
      const thief = await open('office', office.link)
      const text = await thief.screen.sees(/was used already|does not count/)
      expect(text).not.toContain(desk['passphrase.title'])
    })
  })
}
