/** Whether a computer keeps a desk: seen over the browser's own restart and a night, before any mail is taken in, and told when it did not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/desk.en.ts'
import { mailAt, startDemo, type Demo } from './harness/demo.ts'
import { choosePassphrase, openCase, unlock } from './harness/desk.ts'
import { openFiling } from './harness/filing.ts'
import { openKeptPerson, type Engine, type KeptPerson } from './harness/person.ts'

const PASSPHRASE = 'a lighthouse keeper counts grey gulls'
const SAID = 'Nobody took this in before the browser was closed'

export function tellOfProof(engine: Engine): void {
  let demo: Demo
  let shared: KeptPerson

  /** The browser loses what a page has stored, and nothing else. */
  const emptyStorage = (): Promise<unknown> =>
    shared.screen.ask(
      () =>
        new Promise<string>((done) => {
          const request = indexedDB.deleteDatabase('desk')
          request.addEventListener('success', () => done('gone'))
          request.addEventListener('error', () => done('failed'))
        }),
    )

  /** As if every desk of this browser had been made a day earlier: what passes otherwise is a night. */
  const letNightPass = (): Promise<unknown> =>
    shared.screen.ask(
      () =>
        new Promise<string>((done) => {
          const opening = indexedDB.open('desk')
          opening.addEventListener('success', () => {
            const database = opening.result
            const transaction = database.transaction('proofs', 'readwrite')
            const looking = transaction.objectStore('proofs').openCursor()
            looking.addEventListener('success', () => {
              const cursor = looking.result
              if (cursor === null) return
              const proof = cursor.value as { readonly madeDay: number }
              cursor.update({ ...proof, madeDay: proof.madeDay - 1 })
              cursor.continue()
            })
            transaction.addEventListener('complete', () => {
              database.close()
              done('passed')
            })
          })
        }),
    )

  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(async () => {
    await shared?.remove()
    await demo.remove()
  })

  describe('a desk at a computer that nobody knows', () => {
    test('takes in nothing, and says what it waits for', async () => {
      shared = await openKeptPerson(engine, { device: 'office' })
      await shared.screen.open(demo.invitation('lamphun', 'front-desk').link)
      await choosePassphrase(shared.screen, PASSPHRASE)
      const waiting = mailAt(demo.dataFolder)
      const text = await shared.screen.sees(en['proof.title'])
      expect(text).toContain(en['empty.unproven'])
      await shared.screen.tap(en['status.sync'])
      await shared.screen.sees(en['status.none-waiting'])
      expect(mailAt(demo.dataFolder)).toBe(waiting)
    })

    test('that is found after the browser was closed has proven little: no night has passed', async () => {
      shared = await shared.closeAndReopen()
      await shared.screen.open(`${demo.origin}/desk/`)
      await unlock(shared.screen, PASSPHRASE)
      expect(await shared.screen.sees(en['status.none-waiting'])).toContain(en['proof.title'])
    })

    test('has proven nothing while the browser was never closed, over a night too', async () => {
      expect(await letNightPass()).toBe('passed')
      await shared.screen.reload()
      await unlock(shared.screen, PASSPHRASE)
      expect(await shared.screen.sees(en['status.none-waiting'])).toContain(en['proof.title'])
    })

    test('takes in by itself once the browser was closed, and it is still there in the morning', async () => {
      await (
        await openFiling(demo.origin)
      )({ words: SAID })
      shared = await shared.closeAndReopen()
      await shared.screen.open(`${demo.origin}/desk/`)
      await unlock(shared.screen, PASSPHRASE)
      await shared.screen.tap(en['nav.cases'])
      await openCase(shared.screen, SAID)
      expect(await shared.screen.text()).not.toContain(en['proof.title'])
      await shared.screen.tap(en['nav.team'])
      await shared.screen.sees(en['computer.survived'].replace('{date}', ''))
    })
  })

  describe('a browser that has lost a desk', () => {
    test('says so before another one is made in it, and what to do', async () => {
      expect(await emptyStorage()).toBe('gone')
      await shared.screen.reload()
      const text = await shared.screen.sees(en['lost.title'])
      expect(text).toContain(en['lost.link'])
      await shared.screen.open('about:blank')
      await shared.screen.open(demo.invitation('lamphun', 'second-door').link)
      await shared.screen.sees(en['lost.title'])
      await shared.screen.tap(en['lost.enrol'])
      await choosePassphrase(shared.screen, PASSPHRASE)
      await shared.screen.sees(en['proof.title'])
    })

    test('is not one from which a person has taken their desk away', async () => {
      await shared.screen.tap(en['nav.team'])
      await shared.screen.tap(en['computer.remove'])
      await shared.screen.sees(en['computer.remove.lost'])
      await shared.screen.tap(en['computer.remove.do'])
      await shared.screen.sees(en['welcome.title'])
      await shared.screen.reload()
      expect(await shared.screen.sees(en['welcome.title'])).not.toContain(en['lost.title'])
    })
  })
}
