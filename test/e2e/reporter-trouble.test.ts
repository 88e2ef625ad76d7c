/** What can go wrong on a phone: a plain sentence, nothing lost, the numbers. Documents: story-documents.test.ts. */
import { describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/reporter.en.ts'
import { openWindow } from './harness/chromium.ts'
import { areas } from './harness/demo.ts'
import { demoForFile, phoneForTest, untilTestEnds } from './harness/lifetimes.ts'
import { readyForOffline } from './harness/phone.ts'
import { backToWords, look, tell, ticketOn } from './harness/reporter.ts'
import { chromiumScreen } from './harness/screen.ts'

const demo = await demoForFile()

const told = { area: areas.first, words: 'Somebody waits outside my door.' }

declare const tapsHeard: boolean[]

/**
 * Runs in the page, before its scripts: a phone that knows no Ed25519; somebody taps while each signature is checked, and it is
 * noted at the next one whether that was heard. Each check of TweetNaCl reduces one hash, in 64 such numbers.
 */
function tapDuringChecks(): void {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (...given: unknown[]) => Promise<CryptoKey>
  SubtleCrypto.prototype.importKey = ((...given: unknown[]) =>
    given[2] === 'Ed25519'
      ? Promise.reject(new DOMException('', 'NotSupportedError'))
      : importKey(...given)) as typeof SubtleCrypto.prototype.importKey
  const heard: boolean[] = []
  let waits = false
  // the browser runs these as it does what a finger does: before all else that waits
  const { scheduler } = globalThis as unknown as {
    readonly scheduler: { postTask(task: () => void, how: { priority: string }): Promise<void> }
  }
  globalThis.Float64Array = new Proxy(Float64Array, {
    construct(target, given: [number]) {
      if (given[0] === 64) {
        heard.push(!waits)
        waits = true
        void scheduler.postTask(() => void (waits = false), { priority: 'user-blocking' })
      }
      return new target(...given)
    },
  })
  Object.assign(globalThis, { tapsHeard: heard })
}

test('a phone that must check signatures in JavaScript hears whoever taps between any two of them', async () => {
  const { page } = untilTestEnds(await openWindow({ device: 'phone' }))
  const screen = chromiumScreen(page)
  await page.addInitScript(tapDuringChecks)
  await screen.open(demo.origin)
  await readyForOffline(screen)
  const heard = await page.evaluate(() => tapsHeard)
  expect(heard.filter((one) => !one)).toEqual([])
  expect(heard.length).toBeGreaterThan(5)
})

describe('trouble', () => {
  /** Every trouble shows the numbers, and keeps what was typed. */
  const expectCalls = (text: string): void => {
    for (const number of ['191', '1669', '1300']) expect(text).toContain(number)
  }

  test('a database that does not work: the letter waits in memory, and that is said', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await readyForOffline(screen)
    for (const [fault, spoil] of [
      [
        'broken',
        () =>
          void (IDBFactory.prototype.open = () => {
            throw new DOMException('', 'UnknownError')
          }),
      ],
      ['absent', () => void Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
    ] as const) {
      await page.addInitScript(spoil)
      await screen.reload()
      await screen.sees(en['home.title'])
      await tell(screen, told)
      await phone.context.setOffline(true)
      await screen.tap(en['review.send'])
      await ticketOn(screen)
      const text = await screen.sees(en[`trouble.${fault}`])
      expectCalls(text)
      expect(text).toContain(en['state.memory'])
      expect(text).not.toContain('Waiting on this phone')
      // The page says to stay; so nothing on it says that one may stop.
      await screen.tap(en['ticket.finished'])
      expect(await screen.sees(en[`trouble.${fault}`])).not.toContain(en['calm.text'])
      await screen.tap(en['home'])
      await screen.tap(en['home.ticket'])
      expectCalls(await screen.sees(en[`trouble.${fault}`]))
      await screen.tap(en['home'])
      await phone.context.setOffline(false)
      await screen.tap(en['home.ticket'])
      await expect.poll(() => screen.text()).not.toContain(en['my.phone'])
    }
  })

  test('a full phone: the same', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await readyForOffline(screen)
    await tell(screen, told)
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError')
      }
    })
    await phone.context.setOffline(true)
    await screen.tap(en['review.send'])
    const text = await screen.sees(en['trouble.full'])
    expect(text).toContain(en['state.memory'])
    expect(text).not.toContain('Waiting on this phone')
    expectCalls(text)
    await phone.context.setOffline(false)
    expect(await screen.sees(en['state.handed'])).not.toContain(en['trouble.full'])
  })

  test('no memory for the ticket: what was told stays, and trying again goes on', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await page.addInitScript(() => {
      const Real = Worker
      class Short extends EventTarget {
        postMessage(): void {
          setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { code: 'no-memory' } })))
        }
        terminate(): void {}
      }
      Object.assign(globalThis, { Worker: Short, enough: () => Object.assign(globalThis, { Worker: Real }) })
    })
    await screen.reload()
    await tell(screen, told)
    await screen.tap(en['review.send'])
    expectCalls(await screen.sees(en['trouble.no-memory']))
    await page.evaluate(() => (globalThis as unknown as { enough: () => void }).enough())
    await screen.tap(en['again'])
    await ticketOn(screen)
    await screen.sees(en['state.handed'])
  })

  test('a browser that cannot seal: said before anything is typed', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await page.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }))
    await screen.reload()
    await screen.tap(en['home.tell'])
    await screen.tap(en['danger.no'])
    await screen.tap(en['need.unknown'])
    expectCalls(await screen.sees(en['trouble.no-crypto']))
  })

  test('no service worker: telling works all the same, and what it lacks is said', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
    await screen.reload()
    await tell(screen, told)
    await phone.context.setOffline(true)
    await screen.tap(en['review.send'])
    await ticketOn(screen)
    expectCalls(await screen.sees(en['trouble.no-worker']))
    await phone.context.setOffline(false)
    expect(await screen.sees(en['state.handed'])).not.toContain('Locked')
  })

  test('a first visit without a network: the numbers are there, and what is missing is said', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen, context } = phone
    await readyForOffline(screen)
    // the app is here, the offices are not
    await page.evaluate(
      () => new Promise((done) => void indexedDB.deleteDatabase('pages').addEventListener('success', done)),
    )
    await context.setOffline(true)
    await screen.reload()
    await screen.tap(en['home.tell'])
    await screen.tap(en['danger.no'])
    await screen.tap(en['need.unknown'])
    expectCalls(await screen.sees(en['trouble.no-keys']))
    await screen.tap(en['back'])
    await screen.tap(en['back'])
    await screen.tap(en['back'])
    await look(screen, '1332005108306068201645807')
    await screen.sees(en['trouble.offline'])
  })

  test('words longer than one envelope are cut, not refused', async () => {
    const phone = await phoneForTest(demo.origin)
    const { page, screen } = phone
    await tell(screen, told)
    await backToWords(screen)
    await page.getByLabel(en['words.label']).fill('ยาวมาก '.repeat(4_000))
    await screen.tap(en['tell.enough'])
    await screen.tap(en['review.send'])
    expect(await ticketOn(screen)).toHaveLength(25)
    expect(await screen.sees(en['state.handed'])).not.toContain('Locked')
  })
})
