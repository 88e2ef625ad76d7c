/** A whole relay whose machine has lost its clock: what was told before, meanwhile and after is there when it is right again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openToRead } from '../../../server/sqlite/database.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { addDays } from '../../../shared/day.ts'
import { INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS, SEALED_CHUNK_BYTES, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import { envelope, filled, idOf, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress, ticket } from '../relay-fixture.ts'
import { clientOf, makeDeployment, memberOf, now, postPaid, type Deployment } from './deployment.ts'
import { sayFigures } from './figures.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

const clock = join(import.meta.dirname, '../../e2e/harness/shift-clock.ts')
const daysTo = (year: number): number => Math.round((Date.UTC(year, 5) - Date.now()) / 86_400_000)

let folder: string
let relay: RelayProcess | undefined
let deployment: Deployment
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-clock-'))
  deployment = await makeDeployment()
})
afterEach(() => {
  relay?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(shiftDays: number): Promise<RelayProcess> {
  relay = await startRelayProcess({
    folder,
    rootHash: deployment.rootHash,
    upkeepEveryMs: 100,
    ...(shiftDays === 0 ? {} : { preload: [clock], env: { SHIFT_DAYS: String(shiftDays) } }),
  })
  return relay
}

let posted = 0
async function post(to: RelayProcess, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    posted += 1
    const address = inboxAddress(deployment.front)
    expect(await postPaid(clientOf(to.origin), address, envelope(posted))).toEqual({ kind: 'stored' })
  }
}

async function waiting(at: RelayProcess): Promise<string[]> {
  const member = memberOf(clientOf(at.origin), deployment.front, 0)
  const page = await member.listInbox({ agency: inboxAddress(deployment.front), after: zeros })
  return page.kind === 'page'
    ? page.items.map((item) => Buffer.from(idOf(item.envelope)).toString('hex')).toSorted()
    : []
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<string> {
  relay?.kill(signal)
  await relay?.ended
  return relay?.output() ?? ''
}

const said = (output: string): string[] =>
  [...output.matchAll(/"event":"(clock","code":"\w+|failed)"/g)].map(([line]) => line)

describe('a relay that starts', () => {
  it('in 2001, in 2040 and in 2061 loses nothing, serves, says it once, and brings its rows back to the right days', async () => {
    posted = 0
    const right = await start(0)
    await deployment.publish(clientOf(right.origin))
    await post(right, 3)
    expect(said(await end('SIGTERM'))).toEqual([])

    for (const [year, word] of [
      [2001, 'behind'],
      [2040, 'ahead'],
      [2061, 'ahead'],
    ] as const) {
      const wrong = await start(daysTo(year))
      await post(wrong, 3)
      expect(await waiting(wrong)).toHaveLength(posted)
      // A clock that is wrong when the machine dies, too.
      expect(said(await end(year === 2040 ? 'SIGKILL' : 'SIGTERM'))).toEqual([`"event":"clock","code":"${word}"`])
    }

    const again = await start(0)
    const ids = Array.from({ length: posted }, (_, number) => Buffer.from(idOf(envelope(number + 1))).toString('hex'))
    const left = await waiting(again)
    expect(left).toEqual(ids.toSorted())
    const days = (): unknown => {
      const sqlite = openToRead(join(folder, 'relay.db'))
      const row: unknown = sqlite
        .prepare('select max(received) as received, max(expires) as expires from mail_0 where mailbox != zeroblob(32)')
        .get()
      sqlite.close()
      return row
    }
    await expect.poll(days).toEqual({ received: now(), expires: addDays(now(), INBOX_EXPIRY_DAYS) })
    expect(said(await end('SIGTERM'))).toEqual([])
    sayFigures('clock in 2001, 2040, 2061', { posted, lost: posted - left.length })
  }, 120_000)

  it('after 40 days switched off gives mail and chunks those days when two agencies name the day', async () => {
    const right = await start(0)
    const { address } = await ticket('away')
    expect(await postPaid(clientOf(right.origin), address, envelope(1))).toEqual({ kind: 'stored' })
    const id = present(parseBlobId(filled(32, 7)))
    const nonce = await solveWork({ address: null, id }, WORK_MIN_BITS)
    const chunk = filled(SEALED_CHUNK_BYTES, 1)
    expect(await clientOf(right.origin).putBlob({ id, nonce, chunk })).toEqual({ kind: 'stored' })
    await end('SIGTERM')

    const later = await start(40)
    await (await makeDeployment(addDays(now(), 40))).publish(clientOf(later.origin))
    const expiry = (file: string, table: string): unknown => {
      const sqlite = openToRead(join(folder, file))
      const day = sqlite.prepare(`select max(expires) from ${table} where mailbox != zeroblob(32)`).pluck().get()
      sqlite.close()
      return day
    }
    const days = [addDays(now(), 40 + REPLY_EXPIRY_DAYS), addDays(now(), 40 + INBOX_EXPIRY_DAYS)]
    await expect.poll(() => [expiry('relay.db', 'mail_0'), expiry('blobs.db', 'blob')]).toEqual(days)
    const words = ['ahead', 'right'].map((word) => `"event":"clock","code":"${word}"`)
    await expect.poll(() => said(later.output())).toEqual(words)
    await end('SIGTERM')
  }, 60_000)
})
