/** Both ends of the line between page and worker, over a real channel: what is asked, what is told, and what never is. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDeskEnd, type DeskEnd } from '../../../../client/desk/bridge/desk-end.ts'
import { serveDesk } from '../../../../client/desk/bridge/serve-desk.ts'
import type { Told } from '../../../../client/desk/bridge/messages.ts'
import { StorageError } from '../../../../client/storage/connection.ts'
import { encodeBase64url } from '../../../../shared/bytes/base64url.ts'
import { addDays } from '../../../../shared/day.ts'
import { present } from '../../../present.ts'
import { ORIGIN } from '../../../server/relay-fixture.ts'
import { TODAY } from '../../../shared/trust/world.ts'
import { contentsOf, openBench, type Bench, type Device } from '../desk-fixture.ts'

const PASSPHRASE = 'a passphrase long enough'
const VAULT = 'Office front-0'
const VISIT = { isNew: false, marked: true }

let bench: Bench
let device: Device
let line: Line
const lines: Line[] = []

interface Line {
  readonly desk: DeskEnd
  /** Everything that the worker's end has posted, as it arrived. */
  readonly told: Told[]
  /** Everything that the page's end has posted. */
  readonly asked: unknown[]
  /** Posts what the page's end would not. */
  post(message: unknown): void
  close(): void
}

function openLine({ tools }: Device): Line {
  const { port1, port2 } = new MessageChannel()
  const told: Told[] = []
  const asked: unknown[] = []
  port1.addEventListener('message', ({ data }) => void told.push(data as Told))
  port2.addEventListener('message', ({ data }) => void asked.push(data))
  const desk = createDeskEnd(port1, () => undefined)
  serveDesk(port2, tools, ORIGIN)
  for (const port of [port1, port2]) port.start()
  const made: Line = {
    desk,
    told,
    asked,
    post: (message) => port1.postMessage(message),
    close: () => port1.close(),
  }
  lines.push(made)
  return made
}

beforeEach(async () => {
  bench = await openBench()
  device = await bench.device(bench.world.front, 0)
  line = openLine(device)
})
afterEach(async () => {
  for (const one of lines.splice(0)) one.close()
  await bench.close()
})

const unlock = (passphrase = PASSPHRASE): ReturnType<DeskEnd['ask']> =>
  line.desk.ask('unlock', { id: VAULT, passphrase })

/** Every text and every piece of bytes in plain data, wherever it hangs. */
function* leavesOf(value: unknown): Generator<string | Uint8Array> {
  if (typeof value === 'string' || value instanceof Uint8Array) yield value
  else if (value instanceof Map) for (const entry of value) yield* leavesOf(entry)
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* leavesOf(part)
}

/** Names of the secrets of the vault that stand in what was told. */
async function secretsIn(messages: unknown): Promise<string[]> {
  const { device: own, signing, chains, teams } = await contentsOf(bench.world.front, 0)
  const secrets: [string, Uint8Array][] = [
    ['device', own],
    ['signing', present(signing)],
    ...chains.map(({ seed }): [string, Uint8Array] => ['chain', seed]),
    ...teams.map(({ seed }): [string, Uint8Array] => ['team', seed]),
  ]
  const found = new Set<string>()
  for (const leaf of leavesOf(messages)) {
    const text = typeof leaf === 'string' ? leaf : Buffer.from(leaf).toString('latin1')
    for (const [name, secret] of secrets) {
      const forms = [
        Buffer.from(secret).toString('latin1'),
        encodeBase64url(secret),
        Buffer.from(secret).toString('hex'),
      ]
      if (forms.some((form) => text.includes(form))) found.add(name)
    }
  }
  return [...found].sort()
}

describe('what the worker tells the page', () => {
  it('holds no key, in a life from the first word to an invitation', async () => {
    const phone = await bench.report('Words of a reporter')
    await line.desk.ask('desks', VISIT)
    expect(await unlock()).toEqual({ kind: 'opened' })
    await line.desk.ask('refresh', null)
    line.desk.look(phone.case)
    await line.desk.ask('act', { pseudonym: phone.case, act: { kind: 'message', words: 'We have read it' } })
    const invited = await line.desk.ask('invite', { label: 'Desk 3', roles: ['caseworker'] })
    expect(invited).toMatchObject({ kind: 'invited', link: expect.stringContaining(`${ORIGIN}/desk/#join=`) as string })
    await line.desk.ask('refresh', null)
    expect(line.desk.state()?.opened?.of.said.map(({ words }) => words)).toContain('We have read it')
    expect(await secretsIn(line.told)).toEqual([])
    // the search finds what is there
    const contents = await contentsOf(bench.world.front, 0)
    expect(await secretsIn([{ kind: 'news', deep: new Map([[1, contents]]) }])).toEqual([
      'chain',
      'device',
      'signing',
      'team',
    ])
  })

  it('is everything at first, and then what has changed only', async () => {
    const [first, second] = [await bench.report('One'), await bench.report('Two')]
    await unlock()
    await line.desk.ask('refresh', null)
    expect([...(line.desk.state()?.rows.keys() ?? [])].sort()).toEqual([first.case, second.case].sort())
    const before = line.told.length
    await line.desk.ask('act', { pseudonym: second.case, act: { kind: 'note', words: 'x' } })
    const news = line.told.slice(before).flatMap((told) => (told.kind === 'news' ? [told.news] : []))
    expect(news.flatMap(({ rows }) => rows.map(({ pseudonym }) => pseudonym))).toEqual([second.case])
    for (const { parts } of news) {
      expect(Object.keys(parts).filter((name) => !['busy', 'waiting'].includes(name))).toEqual([])
    }
  })

  it('tells one case in full: the one that is looked at, whenever it changes', async () => {
    const phone = await bench.report('One')
    await unlock()
    await line.desk.ask('refresh', null)
    expect(line.desk.state()?.opened).toBeNull()
    await line.desk.ask('look', { pseudonym: phone.case })
    expect(line.desk.state()?.opened?.of.said).toHaveLength(1)
    await line.desk.ask('act', { pseudonym: phone.case, act: { kind: 'note', words: 'x' } })
    expect(line.desk.state()?.opened?.of.timeline.map(({ event }) => event.type)).toContain('note')
    await line.desk.ask('look', { pseudonym: null })
    expect(line.desk.state()?.opened).toBeNull()
  })

  it('calls back whoever listens, until they stop', async () => {
    let heard = 0
    const stop = line.desk.subscribe(() => (heard += 1))
    await unlock()
    expect(heard).toBeGreaterThan(0)
    stop()
    const before = heard
    await line.desk.ask('refresh', null)
    expect(heard).toBe(before)
  })
})

describe('a passphrase', () => {
  it('may be wrong any number of times: one answer, nothing used up, and the right one opens', async () => {
    for (let n = 0; n < 50; n++) expect(await unlock(`wrong ${n}`)).toEqual({ kind: 'failed' })
    expect(line.desk.state()).toBeNull()
    expect(await unlock()).toEqual({ kind: 'opened' })
  })

  it('for a vault that is not there, or damaged, has the same answer', async () => {
    expect(await line.desk.ask('unlock', { id: 'nobody', passphrase: PASSPHRASE })).toEqual({ kind: 'failed' })
    const sealed = present(await device.store.loadVault(VAULT))
    await device.store.saveVault(VAULT, 'desk', sealed.with(-1, (present(sealed.at(-1)) + 1) % 256) as typeof sealed)
    expect(await unlock()).toEqual({ kind: 'failed' })
  })
})

describe('a worker', () => {
  it('says that storage fails, in every answer that needs it', async () => {
    device.store.fault = 'blocked'
    expect(await line.desk.ask('desks', VISIT)).toEqual({ kind: 'storage', code: 'blocked' })
    expect(await unlock()).toEqual({ kind: 'storage', code: 'blocked' })
    device.store.fault = null
    expect(await unlock()).toEqual({ kind: 'opened' })
  })

  it('says that a link is none, and makes no desk of it', async () => {
    expect(await line.desk.ask('link', { fragment: '#join=abc' })).toEqual({ kind: 'bad' })
    const input = { passphrase: PASSPHRASE, name: 'x', label: '' }
    expect(await line.desk.ask('make', input)).toEqual({ kind: 'failed' })
  })

  it('makes a desk of a link, of which the page keeps nothing', async () => {
    const invited = await device.session.invite({ label: 'Desk 3', roles: ['caseworker'] })
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    await unlock()
    const made = await line.desk.ask('invite', { label: 'Desk 4', roles: ['caseworker'] })
    if (made.kind !== 'invited') throw new Error(made.kind)
    const other = openLine(await bench.device(bench.world.second, 1))
    const link = await other.desk.ask('link', { fragment: new URL(made.link).hash })
    expect(link).toMatchObject({ kind: 'join', label: 'Desk 4', names: bench.world.front.listed.names })
    const input = { passphrase: PASSPHRASE, name: 'Here', label: '' }
    expect(await other.desk.ask('make', input)).toMatchObject({ kind: 'made' })
    await other.desk.ask('refresh', null)
    expect(other.desk.state()?.members.filter(({ own }) => own)).toMatchObject([{ label: 'Desk 4' }])
    expect(await secretsIn(other.told)).toEqual([])
  })

  it('notes for each desk it finds whether it was kept, and for one it makes that it is not known', async () => {
    const visit = { isNew: true, marked: true }
    await device.store.saveProof(VAULT, { kind: 'unproven', madeDay: addDays(TODAY, -1), marked: true })
    expect(await line.desk.ask('desks', visit)).toMatchObject({ kind: 'desks', vaults: [{ id: VAULT }] })
    expect(await device.store.loadProof(VAULT)).toEqual({ kind: 'survived', day: TODAY })
    await unlock()
    const invited = await line.desk.ask('invite', { label: 'Desk 4', roles: ['caseworker'] })
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    const other = await bench.device(bench.world.second, 1)
    const there = openLine(other)
    await there.desk.ask('desks', visit)
    await there.desk.ask('link', { fragment: new URL(invited.link).hash })
    const made = await there.desk.ask('make', { passphrase: PASSPHRASE, name: 'Here', label: '' })
    if (made.kind !== 'made') throw new Error(made.kind)
    expect(there.desk.state()?.proof).toEqual({ kind: 'unproven', madeDay: TODAY, marked: true })
    expect(await other.store.loadProof(made.id)).toEqual({ kind: 'unproven', madeDay: TODAY, marked: true })
  })

  it('lists its desks also when what they have proven cannot be written down', async () => {
    await device.store.saveProof(VAULT, { kind: 'unproven', madeDay: addDays(TODAY, -1), marked: true })
    const { saveProof } = device.store
    device.store.saveProof = () => Promise.reject(new StorageError('full'))
    const listed = await line.desk.ask('desks', { isNew: true, marked: true })
    expect(listed).toMatchObject({ kind: 'desks', vaults: [{ id: VAULT }] })
    device.store.saveProof = saveProof
  })

  it('takes a desk away with all that belongs to it, and with what only it has when told so twice', async () => {
    const phone = await bench.report('One')
    await unlock()
    await line.desk.ask('refresh', null)
    device.network.down = true
    await line.desk.ask('act', { pseudonym: phone.case, act: { kind: 'note', words: 'x' } })
    await line.desk.ask('write-down', { changes: new Map(), place: { kind: 'team' } })
    expect(await line.desk.ask('remove-desk', { evenWaiting: false })).toEqual({ kind: 'waiting', count: 1 })
    expect(await device.store.loadVault(VAULT)).not.toBeNull()
    expect(await line.desk.ask('remove-desk', { evenWaiting: true })).toEqual({ kind: 'removed' })
    const left = await Promise.all([
      device.store.listVaults(),
      device.store.loadEntries(VAULT, 0, 0),
      device.store.loadWaiting(VAULT, 0),
      device.store.loadPosition(VAULT, 0),
      device.store.loadDocuments(VAULT),
      device.store.loadDrafts(VAULT),
    ])
    expect(left.filter((one) => one !== null && !(Array.isArray(one) && one.length === 0))).toEqual([])
  })

  it('refuses words that no number of parts holds, as a value', async () => {
    const phone = await bench.report('One')
    await unlock()
    await line.desk.ask('refresh', null)
    const act = { kind: 'message', words: 'x'.repeat(8_000_000) } as const
    expect(await line.desk.ask('act', { pseudonym: phone.case, act })).toEqual({ kind: 'too-long' })
  })

  it('that is asked for what makes no sense says that it broke, and goes on', async () => {
    await expect(line.desk.ask('refresh', null)).rejects.toMatchObject({ name: 'WorkerBroken' })
    expect(await unlock()).toEqual({ kind: 'opened' })
    await expect(unlock()).rejects.toMatchObject({ name: 'WorkerBroken' })
    await line.desk.ask('refresh', null)
  })
})
