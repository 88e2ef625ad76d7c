/**
 * A voice, from the phone's microphone to the caseworker's ear, in real browsers; and what ends a recording. The microphone is
 * Chromium's made-up one, which beeps once a second.
 */
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { words as desk } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { filesOf } from '../privacy/scan.ts'
import { areas } from './harness/demo.ts'
import { enrol, openCase, type Desk } from './harness/desk.ts'
import { demoForFile, untilTestEnds } from './harness/lifetimes.ts'
import { problemsOn } from './harness/screen-rules.ts'
import { openPhoneOnDisk, type PhoneOnDisk } from './harness/phone.ts'
import { ticketOn } from './harness/reporter.ts'

declare const tracks: MediaStreamTrack[]
declare const heard: { blobs: Blob[]; gone: number }

const demo = await demoForFile()
let office: Desk | null = null

afterAll(() => office?.remove())

/** Runs in the page, before its scripts: what it was given by the microphone. */
function watchTracks(): void {
  const given: MediaStreamTrack[] = []
  Object.assign(globalThis, { tracks: given })
  // the page that one leaves to has none where it is not secure, or never came
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
  if (mediaDevices === undefined) return
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted)
    given.push(...stream.getTracks())
    return stream
  }
}

/** Runs in the page, before its scripts: what it is about to play. */
function watchAddresses(): void {
  const seen = { blobs: [] as Blob[], gone: 0 }
  Object.assign(globalThis, { heard: seen })
  const [make, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)]
  URL.createObjectURL = (blob: Blob) => {
    seen.blobs.push(blob)
    return make(blob)
  }
  URL.revokeObjectURL = (address) => {
    seen.gone += 1
    revoke(address)
  }
}

/** Runs in the page: loudest sample, and the bytes themselves. */
async function soundOf(): Promise<{ peak: number; seconds: number; bytes: number[] }> {
  const bytes = await heard.blobs[0]!.arrayBuffer()
  const plain = [...new Uint8Array(bytes)]
  const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
  const peak = sound.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return { peak, seconds: sound.duration, bytes: plain }
}

/** Opens the question on which one tells. */
async function toOwnWords(microphone: 'beeps' | 'refused'): Promise<PhoneOnDisk> {
  const opened = untilTestEnds(await openPhoneOnDisk(demo.origin, { microphone }))
  const { screen, page } = opened
  await page.addInitScript(watchTracks)
  await page.reload()
  await screen.sees(words['home.title'])
  for (const name of [words['home.tell'], words['danger.no'], words['need.unknown'], areas.first, words['who.no']])
    await screen.tap(name)
  await screen.sees(words['words.title'])
  return opened
}

/** Of a clock that a slow machine is late to look at. */
const atLeast = (seconds: number): string => `0:([1-5]\\d|0[${seconds}-9])`

async function record({ screen }: PhoneOnDisk, seconds: number): Promise<void> {
  await screen.tap(words['voice.say'])
  await screen.tap(words['voice.record'])
  await screen.sees(new RegExp(`${words['voice.running']} ${atLeast(seconds)}`))
}

async function focusIs(page: Page, name: string): Promise<void> {
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLElement).innerText)
  await expect.poll(focused).toMatch(new RegExp(`^${name}`))
}

const isLive = ({ page }: PhoneOnDisk): Promise<boolean> =>
  page.evaluate(() => tracks.some(({ readyState }) => readyState === 'live'))

describe('a voice', () => {
  test('is recorded, listened to, sealed, handed over and heard at the desk', async () => {
    const one = await toOwnWords('beeps')
    const { screen, page } = one
    await screen.type(words['words.label'], 'Words beside a voice.')
    await screen.tap(words['voice.say'])
    expect(await screen.sees(words['voice.why'])).toContain(words['voice.known'])
    await record(one, 2)
    expect(await isLive(one)).toBe(true)
    expect(await problemsOn(page)).toEqual([])
    // by keys, one goes on from where one is; and who stops twice begins nothing
    await focusIs(page, words['voice.stop'])
    await page.keyboard.press('Space')
    await screen.sees(new RegExp(`Recorded: ${atLeast(2)}`))
    await focusIs(page, 'Recorded: ')
    await page.keyboard.press('Space')
    expect(await isLive(one)).toBe(false)
    expect(await problemsOn(page)).toEqual([])
    await page.keyboard.press('Tab')
    await focusIs(page, words['voice.listen'])
    await page.keyboard.press('Enter')
    await screen.sees(words['aloud.ask'])
    await focusIs(page, words['voice.listen.yes'])
    await page.keyboard.press('Enter')
    await screen.sees(words['voice.silence'])
    // to its end
    await screen.sees(words['voice.listen'])
    await screen.tap(words['next'])
    await screen.tap(words['skip'])
    await screen.sees(new RegExp(`With your voice, ${atLeast(2)}`))
    await screen.tap(words['review.all'])
    await screen.sees(words['voice.take-out'])
    await screen.tap(words['review.send'])
    await ticketOn(screen)
    expect(await screen.sees(words['voice.state.handed'])).toContain(words['state.handed'])

    const { link } = demo.invitation('lamphun', 'front-desk')
    office = await enrol(link, 'orchid lantern river nine')
    await office.page.addInitScript(watchAddresses)
    await openCase(office.screen, 'Words beside a voice.')
    await office.page.evaluate(watchAddresses)
    await office.screen.tap(desk['voice.listen'])
    const player = office.page.locator('audio')
    await player.waitFor()
    await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeLessThan(100)
    expect(await player.evaluate((audio: HTMLAudioElement) => [audio.autoplay, audio.paused, audio.error])).toEqual([
      false,
      true,
      null,
    ])
    const { peak, seconds, bytes } = await office.page.evaluate(soundOf)
    expect(peak).toBeGreaterThan(0.1)
    expect(seconds).toBeGreaterThan(1.5)
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/chrome/i)
    // gone with the case
    await office.screen.tap(desk['back'])
    await expect.poll(() => office?.page.evaluate(() => heard.gone)).toBe(1)

    // what was recorded lies in no file of the phone's
    await one.close()
    const middle = Buffer.from(bytes.slice(bytes.length - 600, bytes.length - 568))
    expect(filesOf(one.profile).filter((file) => file.bytes.includes(middle))).toEqual([])
  })

  test('is not asked for where the microphone is not allowed: what was typed is there', async () => {
    const { screen } = await toOwnWords('refused')
    await screen.type(words['words.label'], 'Typed before.')
    await screen.tap(words['voice.say'])
    await screen.tap(words['voice.record'])
    // what can be done now, and no more of why the browser asks
    expect(await screen.sees(words['voice.denied'])).not.toContain(words['voice.why'])
    expect(await screen.offers(words['again'])).toBe(true)
    await screen.tap(words['voice.write'])
    expect(await screen.ask(() => document.querySelector('textarea')?.value)).toBe('Typed before.')
  })
})

describe('a recording', () => {
  test('is kept when a call takes the microphone away, or the page is put aside, which covers it; leaving drops it', async () => {
    const one = await toOwnWords('beeps')
    const { screen, page } = one
    await record(one, 1)
    await page.evaluate(() => tracks.forEach((track) => track.dispatchEvent(new Event('mute'))))
    await screen.sees(words['voice.cut'])
    await screen.sees(new RegExp(`Recorded: ${atLeast(1)}`))
    expect(await isLive(one)).toBe(false)
    await screen.tap(words['voice.anew'])
    await screen.sees(new RegExp(`${words['voice.running']} ${atLeast(1)}`))
    expect(await page.locator('.cover').count()).toBe(0)
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    expect(await page.locator('.cover').count()).toBe(1)
    expect(await isLive(one)).toBe(false)
    await page.locator('.cover').click()
    await screen.sees(words['voice.cut'])
    await screen.sees(new RegExp(`Recorded: ${atLeast(1)}`))

    await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, value: false }))
    await screen.tap(words['voice.anew'])
    await screen.sees(words['voice.running'])
    const left = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.exit')?.click()
      const ended = tracks.every(({ readyState }) => readyState === 'ended')
      return { ended, blank: document.body.className }
    })
    expect(left).toEqual({ ended: true, blank: 'blank' })
  })
})
