/**
 * The flood drill of decision 010: attackers in another process fill one mailbox with a hundred times its normal load, and
 * with as much rubbish again. The real relay, outbox and work. Normal is taken to be twelve posts a minute for one mailbox:
 * 17,000 a day, more than any office reads. Two relays that do it another way must fail where this one holds.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flush, type FlushReport } from '../../../client/outbox/flush.ts'
import { createItem } from '../../../client/outbox/item.ts'
import type { Dates } from '../../../client/outbox/policy.ts'
import { solve, type Solve } from '../../../client/outbox/solve.ts'
import { createMailRelay, type MailRelay } from '../../../client/relay/mail.ts'
import { createTransport } from '../../../client/relay/transport.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { dayOf } from '../../../shared/day.ts'
import { WORK_MIN_BITS, WORK_PARTS } from '../../../shared/protocol.ts'
import { rounds } from '../../long.ts'
import { memoryStore } from '../../client/outbox/fakes.ts'
import { envelope, filled, idOf } from '../mailboxes/contract-fixture.ts'
import type { RelayOptions } from '../relay-child.ts'
import { medianOf, rounded, sayFigures } from './figures.ts'
import type { FloodCount } from './flood-child.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

/** The slice is the same drill at half size: half the flood, against half the allowance. */
const SIZE = rounds(0.5, 1)
const NORMAL_PER_MINUTE = 12 * SIZE
/** What comes in a minute of the flood; above it the drill begins. */
const FLOOD = 100 * NORMAL_PER_MINUTE
const FLOODED = filled(32, 1)
/** A twentieth of what all may post together: were the flood counted whole, everybody would have to pay for it. */
const SCARCE = { perMailbox: 120 * SIZE, overall: 300 * SIZE }
/** A phone with 2 GB, by decision 010. */
const PHONE_TRIES_PER_MS = 100

let folder: string
let relay: RelayProcess | undefined
let attackers: ChildProcess | undefined
let number = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-flood-'))
})
afterEach(async () => {
  attackers?.kill('SIGKILL')
  relay?.kill('SIGKILL')
  await relay?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: RelayOptions): Promise<MailRelay> {
  relay = await startRelayProcess({ folder, rootHash: filled(32, 1), ...options })
  return createMailRelay(createTransport((url, init) => fetch(url, init), relay.origin))
}

/** What the attackers have done until now. */
function flood(): () => FloodCount {
  const args = [join(import.meta.dirname, 'flood-child.ts'), relay?.origin ?? '', Buffer.from(FLOODED).toString('hex')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  attackers = child
  let last: FloodCount = { accepted: 0, paid: 0, turnedAway: 0, refused: 0 }
  createInterface({ input: child.stdout }).on('line', (line) => (last = JSON.parse(line) as FloodCount))
  return () => last
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await wait(20)
}

/** How often was tried until this was found: all sixteen searches begin with zero. */
function triesOf(nonce: Bytes | null): number {
  const view = nonce === null ? null : new DataView(nonce.buffer, nonce.byteOffset, nonce.byteLength)
  return Array.from({ length: WORK_PARTS }, (_, part) => view?.getUint32(part * 4) ?? 0).reduce((sum, one) => sum + one)
}

interface Report {
  readonly ms: number
  /** Of these, at work. */
  readonly workMs: number
  readonly waiting: FlushReport['waiting']
}

/** One report by the outbox of a slow phone, in one pass. */
async function report(to: MailRelay): Promise<Report> {
  const mail = envelope(number++)
  const today = dayOf(Date.now())
  const item = createItem((length) => new Uint8Array(randomBytes(length)), idOf(mail), FLOODED, mail, today)
  const store = memoryStore()
  await store.put([item])
  let workMs = 0
  const solveSlowly: Solve = async (what, bits, from) => {
    const solved = performance.now()
    const nonce = await solve(what, bits, from)
    const phoneMs = (triesOf(nonce) - triesOf(from)) / PHONE_TRIES_PER_MS
    workMs += phoneMs
    await wait(Math.max(0, phoneMs - (performance.now() - solved)))
    return nonce
  }
  const begun = performance.now()
  const dates = async (): Promise<Dates> => ({ today, provenDay: null })
  const parts = { store, relay: to, solve: solveSlowly, dates, onHandedOver: () => undefined }
  const { waiting } = await flush([item], parts)
  return { ms: performance.now() - begun, workMs, waiting }
}

/** So many phones at the same time, so many times. */
async function reportFrom(phones: number, times: number, to: MailRelay): Promise<Report[]> {
  const reports: Report[] = []
  for (let n = 0; n < times; n++) reports.push(...(await Promise.all(Array.from({ length: phones }, () => report(to)))))
  return reports
}

interface Others {
  readonly ms: readonly number[]
  /** Posts with the work of a relay at rest that were not stored at once. */
  readonly noticed: number
}

/** Posts to mailboxes that nobody floods, with the least work, one after the other. */
async function postElsewhere(to: MailRelay, times: number): Promise<Others> {
  const ms: number[] = []
  let noticed = 0
  for (let n = 0; n < times; n++) {
    const mail = envelope(number++)
    const address = filled(32, 2 + (n % 100))
    const nonce = await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS)
    const begun = performance.now()
    const outcome = await to.post({ address, nonce, envelope: mail })
    ms.push(performance.now() - begun)
    if (outcome.kind !== 'stored') noticed++
    await wait(20)
  }
  return { ms, noticed }
}

const priceOf = (from: FloodCount, to: FloodCount): number => (to.paid - from.paid) / (to.accepted - from.accepted)

describe('a mailbox with a hundred times its normal load', () => {
  it(
    'takes an honest report within a minute, its flood gets dear, and other mailboxes notice nothing',
    async () => {
      const to = await start({ allowance: SCARCE })
      const before = await postElsewhere(to, rounds(20, 200))
      const count = flood()
      const begun = performance.now()
      await until(() => count().accepted >= rounds(FLOOD, 4 * FLOOD))
      const floodedMs = performance.now() - begun
      const from = { ...count() }
      const [during, honest] = await Promise.all([postElsewhere(to, rounds(40, 400)), reportFrom(5, rounds(1, 10), to)])
      await until(() => count().accepted > from.accepted + 20)
      const price = priceOf(from, count())
      const slowest = Math.max(...honest.map(({ ms }) => ms))
      sayFigures('flood of one mailbox', {
        'posts before the drill': from.accepted,
        'in s': rounded(floodedMs / 1000),
        'refused beside them': from.refused,
        'hashes per flooding post then': Math.round(price),
        'honest reports': honest.length,
        'slowest s': rounded(slowest / 1000, 2),
        'of which at work': rounded(Math.max(...honest.map(({ workMs }) => workMs)) / 1000, 2),
        'elsewhere, median ms before': rounded(medianOf(before.ms)),
        during: rounded(medianOf(during.ms)),
        'had to pay more': during.noticed,
      })
      expect(honest.flatMap(({ waiting }) => waiting)).toEqual([])
      expect(slowest).toBeLessThan(60_000)
      expect(price).toBeGreaterThanOrEqual(2 * 2 ** WORK_MIN_BITS)
      expect([before.noticed, during.noticed]).toEqual([0, 0])
      // Five times what it was, on a machine of which the attackers have one core of two.
      expect(medianOf(during.ms)).toBeLessThan(5 * medianOf(before.ms) + 20)
    },
    rounds(120_000, 900_000),
  )

  it('would be silenced by a relay that refuses instead: reports are not taken', async () => {
    const to = await start({ refusing: true, allowance: SCARCE })
    const count = flood()
    await until(() => count().turnedAway > 20)
    // The attackers are many; now and then one of ours may come before them.
    expect((await reportFrom(5, 1, to)).flatMap(({ waiting }) => waiting)).toContain('price')
  }, 120_000)

  it('would be flooded at no cost by a relay without prices', async () => {
    await start({ allowance: { perMailbox: 1e9, overall: 1e9 } })
    const count = flood()
    // After so many the relay with prices asks twice as much.
    await until(() => count().accepted >= FLOOD / 3)
    const from = { ...count() }
    await until(() => count().accepted > from.accepted + 20)
    expect(priceOf(from, count())).toBe(2 ** WORK_MIN_BITS)
  }, 120_000)
})
