/** What a phone does with documents that are forged, or too old: nothing is sealed to them, and the numbers are there. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { words as deskWords } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { areas, mailAt } from './harness/demo.ts'
import { enrol, openCase, type Desk } from './harness/desk.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { openPhone, openPhoneOnDisk, readyForOffline, untilTomorrow, type Phone } from './harness/phone.ts'
import { flipOneBit, isDocument } from './harness/forgery.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { tell, tellAndSeal } from './harness/reporter.ts'

const demo = await demoForFile()

const told = { area: areas.first, words: 'He has the key of my room.' }

let recorder: Recorder
let phone: Phone | null = null
let before: number

beforeEach(async () => {
  recorder = await startRecorder()
  before = mailAt(demo.dataFolder)
})
afterEach(async () => {
  await phone?.remove()
  phone = null
  await recorder.close()
})

/** Taps through the first questions, as far as the offices. */
async function untilArea({ screen }: Phone): Promise<void> {
  await screen.tap(words['home.tell'])
  await screen.tap(words['danger.no'])
  await screen.tap(words['need.unknown'])
  await screen.sees(words['area.title'])
}

async function expectRefusal({ screen }: Phone, sentence: string): Promise<void> {
  const text = await screen.sees(sentence)
  expect(text).toContain('191')
  expect(text).toContain('1300')
  expect(recorder.count('/v1/post')).toBe(0)
  expect(mailAt(demo.dataFolder)).toBe(before)
}

describe('a directory that was changed on the way', () => {
  test('is refused in a plain sentence, with the numbers, and nothing is sealed', async () => {
    recorder.onAnswer = (exchange) => (isDocument(exchange) ? flipOneBit(exchange) : exchange.answer)
    phone = await openPhone(demo.origin, { proxyPort: recorder.port })
    await untilArea(phone)
    await expectRefusal(phone, words['trouble.tampered'])
    expect(await phone.screen.offers(areas.first)).toBe(false)
    // the network is honest again: the same page goes on
    recorder.onAnswer = ({ answer }) => answer
    await phone.screen.tap(words['again'])
    await phone.screen.tap(areas.first)
    await phone.screen.sees(words['who.title'])
  })

  test('does not take the place of the genuine one of a phone that was here before; it is warned of', async () => {
    phone = await openPhone(demo.origin, { proxyPort: recorder.port })
    await readyForOffline(phone.screen)
    await untilTomorrow(phone)
    recorder.onAnswer = (exchange) => (isDocument(exchange) ? flipOneBit(exchange) : exchange.answer)
    await phone.screen.reload()
    await untilArea(phone)
    await phone.screen.tap(areas.first)
    await phone.screen.sees(words['who.title'])
    expect(recorder.exchanges.filter(isDocument).length).toBeGreaterThan(0)
    await phone.screen.tap(words['back'])
    await phone.screen.sees(words['trouble.list-kept'])
  })
})

describe('sheets that are too old', () => {
  test('of every office: online no door is left, and the numbers are there', async () => {
    phone = await openPhone(demo.origin, { proxyPort: recorder.port, shiftDays: 17 })
    await untilArea(phone)
    await phone.screen.tap(areas.first)
    await expectRefusal(phone, words['who.closed.title'])
  })

  test('are still good offline, for as long as their last epoch', async () => {
    const first = await openPhoneOnDisk(demo.origin, { proxyPort: recorder.port })
    phone = first
    await readyForOffline(phone.screen)
    await first.close()
    const later = await openPhoneOnDisk(demo.origin, {
      profile: first.profile,
      proxyPort: recorder.port,
      shiftDays: 40,
    })
    phone = later
    await later.context.setOffline(true)
    await tellAndSeal(later.screen, told)
    expect(await later.screen.text()).toContain('Locked. Waiting on this phone')
  })

  test('offline, past their last epoch, are refused before anything is sealed', async () => {
    const first = await openPhoneOnDisk(demo.origin, { proxyPort: recorder.port })
    phone = first
    await readyForOffline(phone.screen)
    await first.close()
    await demo.stop()
    phone = await openPhoneOnDisk(demo.origin, { profile: first.profile, proxyPort: recorder.port, shiftDays: 100 })
    await untilArea(phone)
    await expectRefusal(phone, words['trouble.keys-expired'])
    await demo.start()
  })

  test('by the clock of a phone that is wrong: the day that it thinks it is stands beside the refusal', async () => {
    phone = await openPhone(demo.origin, { proxyPort: recorder.port, shiftDays: 400 })
    await untilArea(phone)
    const day = new Date(Date.now() + 400 * 86_400_000)
    await phone.screen.sees(String(day.getUTCFullYear()))
    await expectRefusal(phone, words['trouble.keys-expired'])
  })
})

describe('a phone whose clock was reset', () => {
  test('seals all the same, to the key that lives longest', async () => {
    phone = await openPhone(demo.origin, { proxyPort: recorder.port, shiftDays: -2000 })
    await tell(phone.screen, told)
    await phone.screen.tap(words['review.send'])
    await phone.screen.sees(words['state.handed'])
    await expect.poll(() => mailAt(demo.dataFolder), { timeout: 60_000 }).toBe(before + 2)
  })
})

// last: it moves the relay's clock
describe('an office where nobody has been for two weeks', () => {
  const later = 17
  let desk: Desk

  afterAll(() => desk.remove())

  test('is not offered: the other door is, and it can read what is told', async () => {
    await demo.stop()
    await demo.start(later)
    // this desk is opened again, and renews its sheet by itself
    desk = await enrol(demo.invitation('lamphun', 'second-door').link, 'four otters in the rain', { shiftDays: later })
    phone = await openPhone(demo.origin, { proxyPort: recorder.port, shiftDays: later })
    const { screen } = phone
    await untilArea(phone)
    await screen.tap(areas.first)
    const text = await screen.sees(words['who.second.title'])
    expect(text).toContain('cannot take letters now. This office can.')
    expect(text).toContain('Hospital')
    // its people may be feared as those of the first one
    expect(text).toContain(words['who.ask'])
    await screen.tap(words['who.no'])
    await screen.type(words['words.label'], told.words)
    await screen.tap(words['next'])
    await screen.tap(words['skip'])
    await screen.tap(words['review.send'])
    await screen.sees(words['state.handed'])
    await desk.screen.tap(deskWords['status.sync'])
    await openCase(desk.screen, told.words)
    expect(await desk.screen.text()).toContain(deskWords['item.report'])
  })
})
