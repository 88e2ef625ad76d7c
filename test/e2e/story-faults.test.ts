/** What may happen to a report on its way: it is handed over all the same, once. */
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { TELL_AGAIN_DAYS } from '../../shared/protocol.ts'
import { isLong } from '../long.ts'
import { seed } from '../seed.ts'
import { areas, mailAt } from './harness/demo.ts'
import { demoForFile } from './harness/lifetimes.ts'
import { openPhone, openPhoneOnDisk, readyForOffline, type Phone } from './harness/phone.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { look, tell, tellAndSeal, ticketOn } from './harness/reporter.ts'
import { chromiumScreen } from './harness/screen.ts'
import { playAppRound } from './rounds/app-round.ts'
import { createChance } from './rounds/chance.ts'

const demo = await demoForFile()

const POST = '/v1/post'
/** A report and its watch slip. */
const ENVELOPES = 2
/** Of a series. */
const ROUNDS = 10
const told = { area: areas.first, words: 'Somebody waits outside my door every evening.' }

let recorder: Recorder
let phone: Phone
let before: number

beforeEach(async () => {
  recorder = await startRecorder()
  before = mailAt(demo.dataFolder)
  phone = await openPhone(demo.origin, { proxyPort: recorder.port })
  await readyForOffline(phone.screen)
})
afterEach(async () => {
  await phone.remove()
  await recorder.close()
})

/** How many envelopes the relay holds more than before this test. */
const handedOver = (): number => mailAt(demo.dataFolder) - before
/** Envelopes that were posted, each counted once. */
const envelopes = (): number => {
  const posts = recorder.exchanges.filter(({ path }) => path === POST)
  // address and nonce stand in front: an envelope posted again may come with another nonce
  return new Set(posts.map(({ body }) => body.subarray(40).toString('latin1'))).size
}

async function everythingHandedOver(): Promise<void> {
  await expect.poll(handedOver, { timeout: 60_000 }).toBe(ENVELOPES)
}

/** The outbox has nothing more to say. */
async function nothingWaits(own: Phone): Promise<void> {
  await own.screen.tap(words['home.ticket'])
  await own.screen.sees(words['my.label'])
  await expect.poll(() => own.screen.text(), { timeout: 60_000 }).not.toContain(words['my.phone'])
}

describe('a report that waits', () => {
  test('survives the killing of the browser and is handed over once, at the next open', async () => {
    await phone.remove()
    const first = await openPhoneOnDisk(demo.origin, { proxyPort: recorder.port })
    phone = first
    await readyForOffline(phone.screen)
    await phone.context.setOffline(true)
    await tellAndSeal(phone.screen, told)
    await phone.screen.sees(/Locked\. Waiting on this phone, until \d+ \w+ \d{4}/)
    expect(recorder.count(POST)).toBe(0)
    await first.kill()
    expect(handedOver()).toBe(0)

    phone = await openPhoneOnDisk(demo.origin, { profile: first.profile, proxyPort: recorder.port })
    await everythingHandedOver()
    await nothingWaits(phone)
    await phone.screen.reload()
    await phone.screen.sees(words['home.title'])
    await nothingWaits(phone)
    expect({ handedOver: handedOver(), envelopes: envelopes() }).toEqual({
      handedOver: ENVELOPES,
      envelopes: ENVELOPES,
    })
  })

  test('says so to whoever opens the app again without a network, and can be sent from there', async () => {
    await phone.context.setOffline(true)
    await tellAndSeal(phone.screen, told)
    await phone.screen.reload()
    await phone.screen.sees(words['home.title'])
    await phone.screen.tap(words['home.ticket'])
    await phone.screen.sees(/On this phone Locked\. Waiting on this phone, until/)
    await phone.context.setOffline(false)
    await everythingHandedOver()
    await expect.poll(() => phone.screen.text(), { timeout: 60_000 }).not.toContain('Locked.')
  })

  test('is sent once when two tabs are open', async () => {
    const second = await phone.context.newPage()
    const other = chromiumScreen(second)
    await other.open(demo.origin)
    await other.sees(words['home.title'])
    await phone.context.setOffline(true)
    await phone.page.bringToFront()
    await tellAndSeal(phone.screen, told)
    await phone.context.setOffline(false)
    await phone.screen.sees(words['state.handed'])
    await everythingHandedOver()
    await other.tap(words['home.ticket'])
    await expect.poll(() => other.text(), { timeout: 60_000 }).not.toContain(words['my.phone'])
    expect({ handedOver: handedOver(), envelopes: envelopes() }).toEqual({
      handedOver: ENVELOPES,
      envelopes: ENVELOPES,
    })
  })

  test('is made once by a double tap', async () => {
    await tell(phone.screen, told)
    await phone.page.getByRole('button', { name: words['review.send'] }).evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })
    await ticketOn(phone.screen)
    await phone.screen.sees(words['state.handed'])
    await everythingHandedOver()
    expect({ handedOver: handedOver(), envelopes: envelopes() }).toEqual({
      handedOver: ENVELOPES,
      envelopes: ENVELOPES,
    })
  })

  test('goes over a network that comes and goes and loses answers', async () => {
    let posts = 0
    // stored without the phone knowing; never arrived; stored and answered; and again
    recorder.onRequest = ({ path }) => (path === POST && ++posts % 3 === 2 ? 'drop' : 'pass')
    recorder.onAnswer = ({ path, answer }) => (path === POST && posts % 3 === 1 ? null : answer)
    await tellAndSeal(phone.screen, told)
    for (let turn = 0; turn < 4; turn++) {
      await phone.context.setOffline(turn % 2 === 0)
      await expect.poll(() => phone.page.evaluate(() => navigator.onLine)).toBe(turn % 2 === 1)
    }
    await phone.screen.sees(words['state.handed'])
    await everythingHandedOver()
    expect(envelopes()).toBe(ENVELOPES)
  })

  test('outlives a relay that is killed after it has stored and before it has answered', async () => {
    const lost = new Promise<void>((done) => {
      recorder.onAnswer = ({ path, answer }) => {
        if (path !== POST) return answer
        done()
        return null
      }
    })
    await tellAndSeal(phone.screen, told)
    await phone.screen.sees(/Locked\. Waiting on this phone/)
    await lost
    await demo.kill()
    recorder.onAnswer = ({ answer }) => answer
    expect(await phone.screen.text()).toContain('Locked. Waiting on this phone')
    await demo.start()
    // the network has returned: what a phone notices by itself
    await phone.context.setOffline(true)
    await phone.context.setOffline(false)
    await phone.screen.sees(words['state.handed'])
    await everythingHandedOver()
    expect(envelopes()).toBe(ENVELOPES)
  })

  /** In the long run only: the tests above are its slice. */
  test.each(isLong ? [1, 2, 3, 4] : [])(
    'is as its screens have said, whatever happens after the tap (series %i)',
    async (series) => {
      const ends: string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        ends.push(await playAppRound(demo, recorder, createChance(seed * 1_000 + series * ROUNDS + round)))
      }
      process.stdout.write(`Phone, by its screens, series ${series}: ${ends.join('; ')}\n`)
      expect(ends).toHaveLength(ROUNDS)
    },
    600_000,
  )
})

describe('a ticket code', () => {
  test('with a wrong digit, a digit too few or a letter is refused with its reason, without asking the relay', async () => {
    await phone.screen.tap(words['home.ticket'])
    const good = '1332005108306068201645807'
    const cases = [
      [good.replace(/7$/, '8'), words['my.wrong.check']],
      [good.slice(0, 24), 'A code has 25 digits. This has 24.'],
      [good.replace('1', '2'), words['my.wrong.version']],
      [good.replace('0', 'x'), words['my.wrong.digits']],
    ] as const
    for (const [code, sentence] of cases) {
      await phone.page.getByLabel(words['my.label']).fill('')
      await phone.screen.type(words['my.label'], code)
      await phone.screen.tap(words['my.open'])
      await phone.screen.sees(sentence)
    }
    expect(recorder.count('/v1/replies')).toBe(0)
  })

  test('that nobody was given finds nothing, and says what that may mean', async () => {
    await look(phone.screen, '1332005108306068201645807')
    // at first no more than that there is nothing
    const first = await phone.screen.sees(words['my.nothing.new'])
    for (const more of ['my.none.yet', 'my.none', 'my.none.more'] as const) expect(first).not.toContain(words[more])
    await phone.screen.tap(words['my.none.what'])
    await phone.screen.sees(words['my.none'])
    expect(words['my.none']).toBe(
      'Nothing here. If you never saw “handed over”, it may not have arrived: tell us again.',
    )
    await phone.screen.sees(words['my.none.days'].replace('{days}', String(TELL_AGAIN_DAYS)))
    const [asked] = recorder.exchanges.filter(({ path }) => path === '/v1/replies')
    expect(asked?.status).toBe(200)
  })
})
