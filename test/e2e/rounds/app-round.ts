/**
 * A round in the app itself, by its screens: somebody seals, and the browser is killed, the page loaded anew, a second tab
 * opened or the network lost at any moment after the tap. What a screen has called locked or handed over is at the relay,
 * report and slip, once.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { words } from '../../../client/words/reporter.en.ts'
import { areas, mailAt, type Demo } from '../harness/demo.ts'
import { openPhoneOnDisk, readyForOffline, type PhoneOnDisk } from '../harness/phone.ts'
import type { Recorder } from '../harness/recorder.ts'
import { tell } from '../harness/reporter.ts'
import { chromiumScreen } from '../harness/screen.ts'
import type { Chance } from './chance.ts'

const POST = '/v1/post'
/** A report and its watch slip. */
const ENVELOPES = 2
const told = { area: areas.first, words: 'He waits outside the school.' }
const troubles = ['killed', 'loaded anew', 'second tab', 'offline and back', 'nothing but the network'] as const
const networks = ['up', 'down', 'loses answers', 'flaps'] as const

function weather(recorder: Recorder, chance: Chance): string {
  const network = chance.one(networks)
  const at = (): string => (network === 'flaps' ? chance.one(networks) : network)
  recorder.onRequest = ({ path }) => (path === POST && at() === 'down' ? 'drop' : 'pass')
  recorder.onAnswer = ({ path, answer }) => (path === POST && at() === 'loses answers' ? null : answer)
  return network
}

/** Taps, and listens to the screen for so long; it may be gone before it says anything. */
async function sealAndListen(phone: PhoneOnDisk, forMs: number): Promise<string> {
  const until = Date.now() + forMs
  let said = ''
  await phone.screen.tap(words['review.send'])
  while (Date.now() < until) {
    said += await phone.screen.text()
    await wait(20)
  }
  return said
}

const oneOf =
  (allowed: readonly number[]) =>
  (count: number): boolean =>
    allowed.includes(count)

/** @returns how it ended, for the figures */
export async function playAppRound(demo: Demo, recorder: Recorder, chance: Chance): Promise<string> {
  const before = mailAt(demo.dataFolder)
  const through = { proxyPort: recorder.port }
  recorder.onRequest = () => 'pass'
  recorder.onAnswer = ({ answer }) => answer
  let phone = await openPhoneOnDisk(demo.origin, through)
  await readyForOffline(phone.screen)
  await tell(phone.screen, told)
  const network = weather(recorder, chance)
  const trouble = chance.one(troubles)
  const said = await sealAndListen(phone, chance.whole(0, 2_500))
  const promised = said.includes('Locked. Waiting on this phone') || said.includes(words['state.handed'])
  switch (trouble) {
    case 'killed':
      await phone.kill()
      phone = await openPhoneOnDisk(demo.origin, { ...through, profile: phone.profile })
      break
    case 'loaded anew':
      await phone.screen.reload()
      break
    case 'second tab':
      await chromiumScreen(await phone.context.newPage()).open(demo.origin)
      break
    case 'offline and back':
      await phone.context.setOffline(true)
      await wait(chance.whole(0, 300))
      await phone.context.setOffline(false)
      break
    case 'nothing but the network':
  }
  recorder.onRequest = () => 'pass'
  recorder.onAnswer = ({ answer }) => answer
  const last = chromiumScreen(await phone.context.newPage())
  await last.open(demo.origin)
  await last.tap(words['home.ticket'])
  await last.sees(words['my.label'])
  await expect.poll(() => last.text(), { timeout: 60_000 }).not.toContain(words['my.phone'])
  // a page that goes before it has sealed has promised nothing; one that stays goes on
  const allowed = promised || !['killed', 'loaded anew'].includes(trouble) ? [ENVELOPES] : [0, ENVELOPES]
  const arrived = (): number => mailAt(demo.dataFolder) - before
  await expect.poll(arrived, { timeout: 60_000, message: `${trouble}, network ${network}` }).toSatisfy(oneOf(allowed))
  await phone.remove()
  return `${trouble}, ${promised ? 'promised and kept' : 'nothing promised yet'}`
}
