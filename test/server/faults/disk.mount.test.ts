/** A disk that is full to the last byte, and one that cannot be written: at the start and while the relay runs. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAIL_TABLES } from '../../../server/mailboxes/sqlite-bodies.ts'
import { openToRead } from '../../../server/sqlite/database.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { SEALED_CHUNK_BYTES, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import { rounds } from '../../long.ts'
import { p } from '../../shared/trust/world.ts'
import { envelope, filled, idOf, noIncarnation, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import type { RelayOptions } from '../relay-child.ts'
import { inboxAddress, ticket, type Ticket } from '../relay-fixture.ts'
import { clientOf, makeDeployment, memberOf, postPaid, type Deployment } from './deployment.ts'
import { sayFigures } from './figures.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'
import { makeSmallDisk, type SmallDisk } from './small-disk.ts'

let disk: SmallDisk
let folder: string
let relay: RelayProcess | undefined
let deployment: Deployment
let mine: Ticket
beforeEach(async () => {
  disk = makeSmallDisk(256)
  folder = join(disk.folder, 'data')
  deployment = await makeDeployment()
  mine = await ticket('of a person')
})
afterEach(async () => {
  relay?.kill('SIGKILL')
  await relay?.ended
  relay = undefined
  disk.remove()
})

async function start(options: RelayOptions = { upkeepEveryMs: 200 }): Promise<RelayProcess> {
  relay = await startRelayProcess({ folder, rootHash: deployment.rootHash, ...options })
  return relay
}

const said = (from: RelayProcess, event: string): string[] =>
  [...from.output().matchAll(new RegExp(`"event":"${event}","code":"([a-z-]+)"`, 'g'))].map(([, code = '']) => code)

/** Ids of everything that waits for the first office. */
async function waiting(at: RelayProcess): Promise<string[]> {
  const member = memberOf(clientOf(at.origin), deployment.front, 0)
  const ids: string[] = []
  for (let after = zeros; ;) {
    const page = await member.listInbox({ agency: inboxAddress(deployment.front), after })
    if (page.kind !== 'page') throw new Error(page.kind)
    ids.push(...page.items.map((item) => Buffer.from(idOf(item.envelope)).toString('hex')))
    const last = page.items.at(-1)
    if (!page.more || last === undefined) return ids.toSorted()
    after = idOf(last.envelope)
  }
}

const hexOf = (number: number): string => Buffer.from(idOf(envelope(number))).toString('hex')

async function prepare(at: RelayProcess): Promise<string[]> {
  const client = clientOf(at.origin)
  await deployment.publish(client)
  for (let number = 0; number < 20; number++)
    expect(await postPaid(client, inboxAddress(deployment.front), envelope(number))).toEqual({ kind: 'stored' })
  expect(await postPaid(client, mine.address, envelope(500))).toEqual({ kind: 'stored' })
  return Array.from({ length: 20 }, (_, number) => hexOf(number))
}

const FULL = /ended with 1: The disk of \S+ is full, or it fails\. Make room and start again\.\n$/

interface Posted {
  /** Ids of what was acknowledged. */
  readonly stored: readonly string[]
  readonly refused: number
}

/** Posts to many reply mailboxes, as eight phones do, until so many were refused for the disk. */
async function postUntilRefused(at: RelayProcess, from: number, refusals: number): Promise<Posted> {
  const stored: string[] = []
  let [number, refused] = [from, 0]
  const phone = async (): Promise<void> => {
    while (refused < refusals && number < from + 2_000) {
      number += 1
      const mail = envelope(number, 2)
      const { kind } = await postPaid(clientOf(at.origin), filled(32, 1 + (number % 200)), mail)
      if (kind === 'stored') stored.push(Buffer.from(idOf(mail)).toString('hex'))
      if (kind === 'disk-full') refused += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, phone))
  return { stored, refused }
}

/** Ids of all mail in the files. */
function kept(): Set<string> {
  const sqlite = openToRead(join(folder, 'relay.db'))
  const ids = MAIL_TABLES.flatMap((table) =>
    sqlite.prepare<[], string>(`select lower(hex(id)) from ${table} where mailbox != zeroblob(32)`).pluck().all(),
  )
  sqlite.close()
  return new Set(ids)
}

const reader = (at: RelayProcess): ReturnType<ReturnType<typeof clientOf>['asReader']> =>
  clientOf(at.origin).asReader(signerOf(p, mine.reading))

function integrity(): unknown[] {
  return ['relay.db', 'blobs.db'].map((name) => {
    const sqlite = openToRead(join(folder, name))
    const found = sqlite.pragma('integrity_check', { simple: true })
    sqlite.close()
    return found
  })
}

describe('a disk that is full to the last byte', () => {
  it('is said once; mail is refused as `disk`, what lies there can be read, and nothing acknowledged is lost', async () => {
    // By default it looks at the disk every minute: here a post finds it full.
    const first = await start({ upkeepEveryMs: 60_000 })
    const before = await prepare(first)
    disk.fill()
    const enough = rounds(12, 40)
    const { stored, refused } = await postUntilRefused(first, 1_000, enough)
    expect(refused).toBeGreaterThanOrEqual(enough)
    const id = present(parseBlobId(filled(32, 7)))
    const nonce = await solveWork({ address: null, id }, WORK_MIN_BITS)
    const chunk = filled(SEALED_CHUNK_BYTES, 1)
    expect((await clientOf(first.origin).putBlob({ id, nonce, chunk })).kind).toBe('disk-full')
    expect(await waiting(first)).toEqual(before.toSorted())
    expect(said(first, 'store')).toEqual(['disk'])
    first.kill('SIGKILL')
    await first.ended
    // Its journal took the last room: then the start is refused, or what lies there is served.
    const again = await start().then(waiting, (error: unknown) => (FULL.test(String(error)) ? before : [String(error)]))
    expect(again.toSorted()).toEqual(before.toSorted())
    relay?.kill('SIGKILL')
    await relay?.ended

    disk.clear()
    const last = await start()
    expect(await postPaid(clientOf(last.origin), filled(32, 3), envelope(3_000))).toEqual({ kind: 'stored' })
    last.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    expect(integrity()).toEqual(['ok', 'ok'])
    expect(first.output()).not.toMatch(/"event":"failed"/)
    const found = kept()
    const wanted = [...before, hexOf(500), ...stored, hexOf(3_000)]
    const lost = wanted.filter((one) => !found.has(one))
    sayFigures('disk full', { acknowledged: wanted.length, 'refused while full': refused, lost: lost.length })
    expect(lost).toEqual([])
  }, 120_000)

  it('keeps room to take in and to erase', async () => {
    const second = await start()
    const before = await prepare(second)
    disk.fill()
    await expect.poll(() => said(second, 'store')).toEqual(['disk'])
    expect((await postUntilRefused(second, 5_000, 5)).stored).toEqual([])
    expect((await reader(second).listReplies(mine.address, zeros)).kind).toBe('page')
    expect((await reader(second).erase(mine.address)).kind).toBe('erased')
    expect(await reader(second).listReplies(mine.address, zeros)).toMatchObject({ kind: 'page', envelopes: [] })
    const agency = inboxAddress(deployment.front)
    const [member, colleague] = [0, 1].map((index) => memberOf(clientOf(second.origin), deployment.front, index))
    const take = { agency, team: 0, envelopeId: idOf(envelope(0)), entry: envelope(700) }
    expect(await present(member).take(take)).toEqual({ kind: 'taken', number: 1 })
    const confirmed = { agency, team: 0, incarnation: noIncarnation, after: 0, confirmed: [idOf(envelope(0))] }
    expect((await present(colleague).sync(confirmed)).kind).toBe('page')
    expect(said(second, 'store')).toEqual(['disk'])

    disk.clear()
    await expect.poll(() => said(second, 'store')).toEqual(['disk', 'well'])
    const after = await postPaid(clientOf(second.origin), filled(32, 3), envelope(3_000))
    expect(after).toEqual({ kind: 'stored' })
    await expect.poll(() => readdirSync(folder)).toContain('ballast')
    second.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(integrity()).toEqual(['ok', 'ok'])
    expect(second.output()).not.toMatch(/"event":"failed"/)
    const found = kept()
    expect(before.filter((one) => one !== hexOf(0) && !found.has(one))).toEqual([])
    expect([found.has(hexOf(0)), found.has(hexOf(500))]).toEqual([false, false])
  }, 120_000)

  it('from the first start on is said in one line', async () => {
    disk.fill()
    await expect(start()).rejects.toThrow(
      /ended with 1: The disk of \S+ is full, or it fails\. Make room and start again\.\n$/,
    )
  })
})

describe('a disk that cannot be written', () => {
  it('at the start is said in one line, and nothing was changed', async () => {
    const first = await start()
    const acknowledged = await prepare(first)
    first.kill('SIGKILL')
    await first.ended
    disk.remount('ro')
    await expect(start()).rejects.toThrow(/ended with 1: \S+ cannot be written: the disk is mounted read-only/)
    disk.remount('rw')
    const again = await start()
    expect(await waiting(again)).toEqual(acknowledged.toSorted())
  }, 60_000)

  it('from some moment on is said once; mail is refused as `disk`, reading goes on, and the relay can be stopped', async () => {
    const first = await start()
    const acknowledged = await prepare(first)
    disk.turnReadOnly()
    const { stored, refused } = await postUntilRefused(first, 1_000, 10)
    expect(stored).toEqual([])
    expect(await waiting(first)).toEqual(acknowledged.toSorted())
    expect((await reader(first).listReplies(mine.address, zeros)).kind).toBe('page')
    await expect.poll(() => said(first, 'store')).toEqual(['read-only'])
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(first.output()).not.toMatch(/"event":"failed"/)
    disk.remount('rw')
    const again = await start()
    const found = await waiting(again)
    expect(found).toEqual(acknowledged.toSorted())
    expect(await postPaid(clientOf(again.origin), filled(32, 3), envelope(2_000))).toEqual({ kind: 'stored' })
    again.kill('SIGTERM')
    expect(await again.ended).toBe(0)
    expect(integrity()).toEqual(['ok', 'ok'])
    sayFigures('disk turned read-only', {
      acknowledged: acknowledged.length,
      'refused while read-only': refused,
      lost: acknowledged.filter((one) => !found.includes(one)).length,
    })
  }, 60_000)
})
