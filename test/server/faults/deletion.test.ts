/** Whatever is removed, in whatever way, has left every file below the data folder when the relay's next round is over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Relay } from '../../../client/relay/relay.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { createKit, deriveKitKeys, type KitKeys } from '../../../shared/crypto/kit.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { addDays } from '../../../shared/day.ts'
import { INBOX_EXPIRY_DAYS, SEALED_CHUNK_BYTES, TAKEN_ROW_DAYS, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { documentHash } from '../../../shared/trust/document.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import { copyPreimage } from '../../../shared/wire/recovery.ts'
import { isLong } from '../../long.ts'
import { p, signMemberSheet } from '../../shared/trust/world.ts'
import { filled, idOf, noIncarnation, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress, ticket } from '../relay-fixture.ts'
import { clientOf, eraseEntry, makeDeployment, memberOf, now, postPaid, type Deployment } from './deployment.ts'
import { rounded, sayFigures } from './figures.ts'
import { bytesBelow, markedBytes, markedEnvelope, markOf } from './marked.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

let folder: string
let daysFile: string
let deployment: Deployment
let relay: RelayProcess
let passed: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-deletion-'))
  daysFile = `${folder}-days`
  writeFileSync(daysFile, '0')
  passed = 0
  deployment = await makeDeployment()
  relay = await startRelayProcess({
    folder,
    rootHash: deployment.rootHash,
    preload: [join(import.meta.dirname, 'days-pass.ts')],
    env: { DAYS_FILE: daysFile },
    // In the long run the relay keeps its own time: a minute.
    ...(isLong ? {} : { upkeepEveryMs: 100 }),
  })
})
afterEach(async () => {
  relay.kill('SIGKILL')
  await relay.ended
  rmSync(folder, { recursive: true, force: true })
  rmSync(daysFile, { force: true })
})

const client = (): Relay => clientOf(relay.origin, () => addDays(now(), passed))
const desk = (index: number): ReturnType<typeof memberOf> => memberOf(client(), deployment.front, index)
const log = (): { agency: ReturnType<typeof inboxAddress>; team: number } => ({
  agency: inboxAddress(deployment.front),
  team: 0,
})

/** Names of what was made, and what of it stands in files as it is. */
const traces = new Map<string, Uint8Array[]>()
function trace(name: string, ...more: Uint8Array[]): void {
  traces.set(name, [markOf(name), ...more])
}

function found(): string[] {
  const bytes = bytesBelow(folder)
  return [...traces].filter(([, all]) => all.some((one) => bytes.includes(one))).map(([name]) => name)
}

async function post(name: string, address: Uint8Array<ArrayBuffer>, size: 0 | 1 | 2 = 0): Promise<void> {
  const mail = markedEnvelope(name, size)
  expect(await postPaid(client(), address, mail)).toEqual({ kind: 'stored' })
  trace(name, idOf(mail))
}

/** The log keeps the id of what was taken in. */
async function take(name: string): Promise<void> {
  const entry = markedEnvelope(`entry of ${name}`)
  const taken = await desk(0).take({ ...log(), envelopeId: idOf(markedEnvelope(name)), entry })
  expect(taken.kind).toBe('taken')
  trace(name)
  trace(`entry of ${name}`)
}

async function append(name: string): Promise<number> {
  const outcome = await desk(0).append({ ...log(), entry: markedEnvelope(name) })
  if (outcome.kind !== 'appended') throw new Error(outcome.kind)
  trace(name)
  return outcome.number
}

async function put(name: string): Promise<void> {
  const id = present(parseBlobId(new Uint8Array(markedBytes(`id of ${name}`, 32))))
  const nonce = await solveWork({ address: null, id }, WORK_MIN_BITS + 2)
  const outcome = await client().putBlob({ id, nonce, chunk: markedBytes(name, SEALED_CHUNK_BYTES) })
  expect(outcome).toEqual({ kind: 'stored' })
  trace(name, markOf(`id of ${name}`))
}

const kitOf = (number: number): Promise<KitKeys> =>
  deriveKitKeys(
    p,
    createKit((length) => filled(length, number)),
  )
async function keep(name: string, by: number, kit: KitKeys, serial: number): Promise<void> {
  const envelope = markedEnvelope(name)
  const signature = await sign(p, kit.reading.seed, copyPreimage(kit.address, serial, idOf(envelope)))
  const request = { agency: log().agency, readingKey: kit.reading.publicKey, serial, signature, envelope }
  expect(await desk(by).keepCopy(request)).toEqual({ kind: 'kept' })
  trace(name, signature)
}

/** Strikes the second device off. */
async function removeDevice(): Promise<void> {
  const { memberSheet, signing, id } = deployment.front
  const before = await signMemberSheet(memberSheet, signing)
  traces.set('the sheet before', [Buffer.from(encodeBase64url(present(before.signatures[0]).signature))])
  expect(found()).toContain('the sheet before')
  const version = memberSheet.version + 1
  const members = memberSheet.members.map((one, at) => (at === 1 ? { ...one, to: version } : one))
  const previous = await documentHash(p, 'member-sheet', before.payload)
  const document = await signMemberSheet({ ...memberSheet, version, previous, members }, signing)
  expect(await client().putDocument({ kind: 'member-sheet', agency: id, document })).toMatchObject({ kind: 'stored' })
}

/** Waits until no more is found than this; how long it took. */
async function left(expected: readonly string[]): Promise<number> {
  const begun = performance.now()
  await expect.poll(found, { timeout: isLong ? 75_000 : 20_000, interval: 100 }).toEqual(expected)
  return (performance.now() - begun) / 1000
}

function days(count: number): void {
  passed += count
  writeFileSync(daysFile, String(passed))
}

describe('a minute after it was removed', () => {
  it('nothing of it is in any file: erased, taken in and confirmed or not, expired, replaced, its device removed', async () => {
    traces.clear()
    await deployment.publish(client())
    const [mine, other] = [await ticket('mine'), await ticket('other')]
    for (const size of [0, 1, 2] as const) await post(`reply ${size}, erased`, mine.address, size)
    await post('reply', other.address)
    await post('inbox, confirmed', log().agency)
    await post('inbox, taken in', log().agency)
    await post('inbox', log().agency, 1)
    await take('inbox, confirmed')
    await take('inbox, taken in')
    const number = await append('entry, erased')
    await append('entry')
    await put('chunk')
    const [kit, newer, lost] = [await kitOf(1), await kitOf(2), await kitOf(3)]
    await keep('copy, replaced', 0, kit, 1)
    await keep('copy, of a kit before', 0, kit, 2)
    await keep('copy, of a removed device', 1, lost, 1)
    trace('dummy')
    expect(await postPaid(client(), filled(32, 0), markedEnvelope('dummy'))).toEqual({ kind: 'stored' })
    // Two are gone with the next round already.
    const there = [...traces.keys()].filter((name) => name !== 'dummy' && name !== 'copy, replaced')
    expect(found()).toEqual(expect.arrayContaining(there))

    const reader = client().asReader(signerOf(p, mine.reading))
    expect(await reader.erase(mine.address)).toEqual({ kind: 'erased' })
    const confirmed = [idOf(markedEnvelope('inbox, confirmed'))]
    expect((await desk(1).sync({ ...log(), incarnation: noIncarnation, after: 0, confirmed })).kind).toBe('page')
    const tombstone = { ...log(), replaces: number }
    expect((await eraseEntry(client(), deployment.front, tombstone, markedEnvelope('entry, erased'))).kind).toBe(
      'replaced',
    )
    await keep('copy', 0, newer, 1)
    await removeDevice()
    const entries = ['entry of inbox, confirmed', 'entry of inbox, taken in', 'entry']
    const longer = ['reply', 'inbox, taken in', 'inbox', ...entries, 'chunk', 'copy']
    const seconds = [await left([...traces.keys()].filter((name) => longer.includes(name)))]

    days(TAKEN_ROW_DAYS + 1)
    seconds.push(await left([...traces.keys()].filter((name) => longer.includes(name) && name !== 'inbox, taken in')))
    await post('inbox, later', log().agency)

    days(INBOX_EXPIRY_DAYS - TAKEN_ROW_DAYS)
    seconds.push(await left([...entries, 'copy', 'inbox, later']))

    sayFigures('removed', {
      things: traces.size,
      'seconds until gone': Math.max(...seconds.map((one) => rounded(one))),
      'bytes looked through': bytesBelow(folder).length,
    })
    // What is looked for is found where it lies.
    const page = await desk(0).listInbox({ agency: log().agency, after: zeros })
    expect(page.kind === 'page' && page.items.length).toBe(1)
  }, 300_000)
})
