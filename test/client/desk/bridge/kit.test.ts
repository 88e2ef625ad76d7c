/** A recovery kit over the line between page and worker: the words go over it, the keys that they give never do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDeskEnd, type DeskEnd } from '../../../../client/desk/bridge/desk-end.ts'
import { serveDesk } from '../../../../client/desk/bridge/serve-desk.ts'
import { encodeBase64url } from '../../../../shared/bytes/base64url.ts'
import { deriveKitKeys } from '../../../../shared/crypto/kit.ts'
import { parseKitWords } from '../../../../shared/crypto/kit-words.ts'
import { present } from '../../../present.ts'
import { ORIGIN } from '../../../server/relay-fixture.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { openBench, type Bench, type Device } from '../desk-fixture.ts'

const PASSPHRASE = 'a passphrase long enough'
const VAULT = 'Office front-0'

let bench: Bench
const ports: MessagePort[] = []
/** Everything that any worker has told. */
let told: unknown[]

beforeEach(async () => {
  bench = await openBench()
  told = []
})
afterEach(async () => {
  for (const port of ports.splice(0)) port.close()
  await bench.close()
})

/** A page that was just opened in this browser. */
function openPage({ tools }: Device): DeskEnd {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', ({ data }) => void told.push(data))
  const desk = createDeskEnd(port1, () => undefined)
  serveDesk(port2, tools, ORIGIN)
  for (const port of [port1, port2]) port.start()
  ports.push(port1)
  return desk
}

/** Words of a kit that is not kept yet, and those that are asked back. */
async function draftKit(
  desk: DeskEnd,
): Promise<{ readonly words: readonly string[]; readonly typed: readonly string[] }> {
  const answer = await desk.ask('draftKit', null)
  if (answer.kind !== 'draft') throw new Error(answer.kind)
  const { words, asked } = answer.draft
  return { words, typed: asked.map((number) => present(words[number - 1])) }
}

async function makeKit(desk: DeskEnd): Promise<string> {
  const { words, typed } = await draftKit(desk)
  expect(await desk.ask('keepKit', { typed: [present(typed[0]), 'zebra'] })).toMatchObject({ kind: 'wrong-word' })
  expect(await desk.ask('keepKit', { typed })).toEqual({ kind: 'kept' })
  await desk.ask('refresh', null)
  return words.join(' ')
}

describe('a kit', () => {
  it('is made at an open desk, opens it in the next page, and makes another on another browser', async () => {
    const device = await bench.device(bench.world.front, 0)
    const phone = await bench.report('before')
    const first = openPage(device)
    await first.ask('unlock', { id: VAULT, passphrase: PASSPHRASE })
    await first.ask('refresh', null)
    const words = await makeKit(first)
    expect(first.state()?.kit).toEqual({ kind: 'kept', madeDay: TODAY })

    const second = openPage(device)
    expect(await second.ask('tryKit', { id: VAULT, words })).toEqual({ kind: 'opens' })
    expect(await second.ask('unlockByKit', { passphrase: 'another passphrase' })).toEqual({ kind: 'opened' })
    expect(second.state()?.rows.has(phone.case)).toBe(true)

    const elsewhere = openPage(await bench.device(bench.world.second, 1))
    expect(await elsewhere.ask('recover', { words })).toMatchObject({ kind: 'recoverable', label: 'Desk 1' })
    const input = { passphrase: PASSPHRASE, name: 'Here', label: '' }
    expect(await elsewhere.ask('make', input)).toMatchObject({ kind: 'made' })
    await elsewhere.ask('refresh', null)
    expect(elsewhere.state()?.rows.has(phone.case)).toBe(true)

    const parsed = parseKitWords(words)
    if (!parsed.ok) throw new Error(parsed.reason)
    const { vault, reading, address } = await deriveKitKeys(p, parsed.kit)
    const text = JSON.stringify(told, (_name, value: unknown) =>
      value instanceof Uint8Array ? encodeBase64url(new Uint8Array(value)) : value instanceof Map ? [...value] : value,
    )
    for (const secret of [parsed.kit, vault, reading.seed, bench.world.front.signing.seed]) {
      expect(text.includes(encodeBase64url(secret))).toBe(false)
    }
    expect(text.includes(encodeBase64url(address))).toBe(false)
    // The search finds what was told.
    expect(text.includes(present(words.split(' ')[0]))).toBe(true)
  })

  it('that is none makes and opens nothing', async () => {
    const page = openPage(await bench.device(bench.world.front, 0))
    const why = { ok: false, reason: 'count', count: 1 }
    expect(await page.ask('recover', { words: 'abandon' })).toEqual({ kind: 'wrong-words', why })
    const input = { passphrase: PASSPHRASE, name: 'x', label: '' }
    expect(await page.ask('make', input)).toEqual({ kind: 'failed' })
    expect(await page.ask('tryKit', { id: VAULT, words: 'abandon' })).toEqual({ kind: 'wrong-words', why })
    await expect(page.ask('unlockByKit', { passphrase: 'another' })).rejects.toMatchObject({ name: 'WorkerBroken' })
    await expect(page.ask('draftKit', null)).rejects.toMatchObject({ name: 'WorkerBroken' })
  })

  it('is read wrongly from paper as often as a person does, and nothing is lost by it', async () => {
    const device = await bench.device(bench.world.front, 0)
    const page = openPage(device)
    await page.ask('unlock', { id: VAULT, passphrase: PASSPHRASE })
    const { words, typed: askedBack } = await draftKit(page)
    // a kit may have the word that another one is mistaken for
    const typos = words.flatMap((word, at) => [
      words.with(at, `${word}x`),
      words.with(at, word === 'zoo' ? 'zone' : 'zoo'),
      words.toSpliced(at, 1),
    ])
    const unkept = await device.store.loadVault(VAULT)
    for (const typed of [[], ['zebra', 'zebra'], ['zoo', ''], words.slice(0, 2).map((word) => `${word}x`)]) {
      expect((await page.ask('keepKit', { typed })).kind).toBe('wrong-word')
    }
    expect(await device.store.loadVault(VAULT)).toEqual(unkept)
    expect(await page.ask('keepKit', { typed: askedBack })).toEqual({ kind: 'kept' })
    await page.ask('refresh', null)

    const kept = await device.store.loadVault(VAULT)
    const [locked, elsewhere] = [openPage(device), openPage(await bench.device(bench.world.second, 1))]
    for (const typo of typos) {
      const input = { words: typo.join(' ') }
      expect(['wrong-words', 'failed']).toContain((await locked.ask('tryKit', { id: VAULT, ...input })).kind)
      expect(['wrong-words', 'refused']).toContain((await elsewhere.ask('recover', input)).kind)
    }
    expect(await device.store.loadVault(VAULT)).toEqual(kept)
    const input = { words: words.join(' ') }
    expect(await elsewhere.ask('recover', input)).toMatchObject({ kind: 'recoverable' })
    expect(await locked.ask('tryKit', { id: VAULT, ...input })).toEqual({ kind: 'opens' })
    // Nor by reading it rightly, as whoever proves a kit does.
    expect(await openPage(device).ask('recover', input)).toMatchObject({ kind: 'recoverable' })
    expect(await device.store.loadVault(VAULT)).toEqual(kept)
    const next = openPage(device)
    expect(await next.ask('unlock', { id: VAULT, passphrase: PASSPHRASE })).toEqual({ kind: 'opened' })
    await next.ask('refresh', null)
    expect(next.state()).toMatchObject({ problems: [], kit: { kind: 'kept' }, keys: { liveDevices: 2 } })
  })

  it('is told apart from storage that does not work', async () => {
    const device = await bench.device(bench.world.front, 0)
    const page = openPage(device)
    await page.ask('unlock', { id: VAULT, passphrase: PASSPHRASE })
    const { typed } = await draftKit(page)
    device.store.fault = 'full'
    expect(await page.ask('keepKit', { typed })).toEqual({ kind: 'storage', code: 'full' })
    device.store.fault = null
    expect(await page.ask('keepKit', { typed })).toEqual({ kind: 'kept' })
  })
})
