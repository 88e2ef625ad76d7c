/** Where the keys of an open desk are: in its worker, and on no page. By the browser's own account of its memory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as en } from '../../client/words/desk.en.ts'
import { deskKeys } from '../privacy/keys.ts'
import { heldIn, inspectPage, inspectWorker, snapshotOf, type Inspector } from '../privacy/heap.ts'
import { formsOf, type Needle } from '../privacy/needles.ts'
import { enrol, unlock, type Desk } from './harness/desk.ts'
import { demoForFile } from './harness/lifetimes.ts'

const demo = await demoForFile()

const PASSPHRASE = 'a lighthouse keeper counts grey gulls'
const WORKER = /\/desk\.worker-/
let desk: Desk
let seeds: Needle[]

beforeAll(async () => {
  const invitation = demo.invitation('lamphun', 'front-desk')
  seeds = await deskKeys(demo.origin, invitation)
  desk = await enrol(invitation.link, PASSPHRASE)
})
afterAll(() => desk.remove())

/** As bytes in buffers, and in texts. */
async function foundIn(inspector: Inspector, needles: readonly Needle[]): Promise<string[]> {
  const heap = Buffer.from(await snapshotOf(inspector))
  const inTexts = needles.filter(({ bytes }) => heap.includes(bytes)).map(({ name }) => name)
  return [...inTexts, ...(await heldIn(inspector, needles))].sort()
}

async function inPage(needles: readonly Needle[]): Promise<string[]> {
  const inspector = await inspectPage(desk.page)
  const found = await foundIn(inspector, needles)
  await inspector.close()
  return found
}

async function inWorker(needles: readonly Needle[]): Promise<string[]> {
  const inspector = await inspectWorker(desk.page, WORKER)
  const found = await foundIn(inspector, needles)
  await inspector.close()
  return found
}

const passphrase = formsOf('passphrase', PASSPHRASE).filter(({ name }) => /UTF-8|UTF-16LE/.test(name))
const asBytes = (needles: readonly Needle[]): string[] =>
  needles.map(({ name }) => name).filter((name) => name.endsWith('(bytes)'))

describe('the keys of a desk', () => {
  test('that was made a moment ago are in its worker, and nowhere on the page; its passphrase is in neither', async () => {
    expect(await inPage(seeds)).toEqual([])
    expect(await inWorker(seeds)).toEqual(expect.arrayContaining(asBytes(seeds)))
    expect(await inPage(passphrase)).toEqual([])
    expect(await inWorker(passphrase)).toEqual([])
  })

  test('are nowhere once it is locked', async () => {
    await desk.screen.tap(en['lock'])
    await desk.screen.sees(en['unlock.title'])
    expect([...(await inPage(seeds)), ...(await inWorker(seeds))]).toEqual([])
  })

  test('that was unlocked likewise; the page has the passphrase until it is handed over', async () => {
    await desk.screen.type(en['unlock.passphrase'], PASSPHRASE)
    expect(await inPage(passphrase)).not.toEqual([])
    await desk.screen.tap(en['unlock.open'])
    await desk.screen.sees(en['cases.title'])
    expect(await inPage(passphrase)).toEqual([])
    expect(await inPage(seeds)).toEqual([])
    expect(await inWorker(seeds)).toEqual(expect.arrayContaining(asBytes(seeds)))
    expect(await inWorker(passphrase)).toEqual([])
  })
})

describe('a worker that dies', () => {
  test('leaves a locked desk, which opens again with all that it had', async () => {
    await desk.page
      .workers()
      .find((worker) => WORKER.test(worker.url()))
      ?.evaluate(() => close())
    await desk.screen.sees(en['unlock.title'])
    await unlock(desk.screen, PASSPHRASE)
    expect(await desk.screen.sees(en['cases.danger'])).toContain(en['cases.title'])
  })
})
