import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../../client/desk/problem.ts'
import type { MailboxStore, Page } from '../../../server/mailboxes/store.ts'
import { createSqliteStore } from '../../../server/mailboxes/sqlite-store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase } from '../../../server/sqlite/database.ts'
import type { Case } from '../../../shared/case/case.ts'
import { addDays, epochOf, lastDayOf } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, EPOCH_DAYS, SEED_KEEP_DAYS } from '../../../shared/protocol.ts'
import { verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import { renewedSheet, withoutMember } from '../../../shared/trust/member-change.ts'
import { inboxOf, parseEnvelopeId } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import type { InboxAnswer } from '../../../shared/wire/list.ts'
import type { SyncAnswer } from '../../../shared/wire/log.ts'
import { present } from '../../present.ts'
import { memberOf } from '../../server/relay-fixture.ts'
import { p, signMemberSheet, TODAY } from '../../shared/trust/world.ts'
import { type Bench, type Device, openBench, type Phone, random, reportBody } from './desk-fixture.ts'

let bench: Bench
let store: MailboxStore
/** Numbers that the relay does not give. */
let hidden: Set<number>
/** How often it was asked for a page of an inbox that it shows again and again; null: it shows what there is. */
let circles: number | null

/** The relay's store, as the test wants it to be: another one after a restore, and not all of its entries. */
const asWanted = new Proxy({} as MailboxStore, {
  get: (_target, verb: keyof MailboxStore) => {
    const ask = store[verb].bind(store) as (input: unknown) => Promise<unknown>
    if (verb === 'listInbox' && circles !== null) return circling
    if (verb !== 'sync') return ask
    return async (request: unknown) => {
      const answer = (await ask(request)) as SyncAnswer
      return { ...answer, entries: answer.entries.filter(({ number }) => !hidden.has(number)) }
    }
  },
})

async function circling(page: Page): Promise<InboxAnswer> {
  circles = (circles ?? 0) + 1
  if (circles > 9) throw new Error('followed for ever')
  return { ...(await store.listInbox({ ...page, after: present(parseEnvelopeId(new Uint8Array(32))) })), more: true }
}

/** The relay comes back from a backup that was made before there was any mail. */
function restoreEmpty(): void {
  const sqlite = openDatabase(':memory:')
  store = createSqliteStore({ sqlite, queue: createCommitQueue(sqlite), random })
}

beforeEach(async () => {
  hidden = new Set()
  circles = null
  bench = await openBench({
    wrapStore: (real) => {
      store = real
      return asWanted
    },
  })
})
afterEach(() => bench.close())

const caseOf = (device: Device, phone: Phone): Case | undefined => device.session.state().fold.cases.get(phone.case)
const problems = (device: Device): readonly Problem[] => device.session.state().problems
const kinds = (device: Device): string[] => problems(device).map(({ kind }) => kind)

describe('a relay that is not whole', () => {
  it('is not followed when it shows a page of the inbox again and again: what is there is taken in', async () => {
    const a = await bench.device(bench.world.front, 0)
    // of another version: it stays there
    const strange = random(ENVELOPE_BYTES[0])
    strange[0] = 9
    await bench.setting.post(inboxOf(bench.world.front.id), present(parseEnvelopeBytes(strange)))
    const phone = await bench.report('I need a bed tonight')
    circles = 0
    await a.session.refresh()
    expect(circles).toBeLessThan(4)
    expect(kinds(a)).toContain('offline')
    circles = 0
    await a.session.refresh()
    expect(caseOf(a, phone)).toMatchObject({ status: 'received' })
  })

  it('is told on when it does not give an entry, while the work goes on', async () => {
    const a = await bench.device(bench.world.front, 0)
    const b = await bench.device(bench.world.front, 1)
    const first = await bench.report('First')
    await a.session.refresh()
    const second = await bench.report('Second')
    hidden.add(2)
    await b.session.refresh()
    expect(problems(b)).toContainEqual({ kind: 'missing', numbers: [2] })
    expect(caseOf(b, second)?.said).toHaveLength(1)
    expect(caseOf(b, first)).toBeUndefined()
  })

  it('is asked again at the next start for what it did not give', async () => {
    const a = await bench.device(bench.world.front, 0)
    const b = await bench.device(bench.world.front, 1)
    const first = await bench.report('First')
    await a.session.refresh()
    await bench.report('Second')
    hidden.add(2)
    await b.session.refresh()
    hidden.clear()
    const again = await b.restart()
    await again.session.refresh()
    expect(kinds(again)).toEqual([])
    expect(caseOf(again, first)?.said).toHaveLength(1)
  })

  it('names what is missing at the end of the log too', async () => {
    const a = await bench.device(bench.world.front, 0)
    await bench.report('Words')
    await a.session.refresh()
    const b = await bench.device(bench.world.front, 1)
    hidden.add(3)
    await b.session.refresh()
    expect(problems(b)).toContainEqual({ kind: 'missing', numbers: [3] })
  })

  it('gets back from its desks what it lost, each event once, and what it had to keep for the reporter', async () => {
    const a = await bench.device(bench.world.front, 0)
    const b = await bench.device(bench.world.front, 1)
    const phone = await bench.report('Words')
    await a.session.refresh()
    await a.session.act(phone.case, { kind: 'note', words: 'A note' })
    await a.session.refresh()
    await b.session.refresh()
    const before = { ...caseOf(b, phone), replies: expect.anything() as unknown }
    restoreEmpty()
    expect(await phone.read()).toEqual([])
    await a.session.refresh()
    expect(kinds(a)).toContain('restored')
    await b.session.refresh()
    for (const device of [a, b, a, b]) await device.session.refresh()
    expect(caseOf(a, phone)).toEqual(before)
    expect(caseOf(b, phone)).toEqual(before)
    const c = await bench.device(bench.world.front, 1)
    await c.session.refresh()
    expect(caseOf(c, phone)).toEqual(before)
    expect((await phone.read()).map(({ event }) => event.type)).toEqual(['received'])
  })
})

describe('what was posted to a ticket before it was replaced', () => {
  it('does not come back to its mailbox by a restore', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    await a.session.refresh()
    await a.session.act(phone.case, { kind: 'message', words: 'To the old code' })
    await a.session.refresh()
    expect(await phone.read()).toHaveLength(2)
    const next = await bench.changeCode(phone)
    await a.session.refresh()
    restoreEmpty()
    await a.session.refresh()
    await a.session.refresh()
    expect(await phone.read()).toEqual([])
    expect((await next.read()).map(({ event }) => event.type)).toEqual(['received'])
  })
})

describe('mail that comes once more after a restore', () => {
  it('is tied to the entry that holds it, and makes no second case', async () => {
    const { front } = bench.world
    const a = await bench.device(front, 0)
    const phone = await bench.phone()
    const envelope = await phone.send('report', reportBody(phone.ticket, 'Words'))
    await a.session.refresh()
    restoreEmpty()
    await a.session.refresh()
    await bench.setting.post(inboxOf(front.id), envelope)
    await a.session.refresh()
    const after = present(parseEnvelopeId(new Uint8Array(32)))
    const waiting = await memberOf(bench.setting, front, 0).listInbox({ agency: inboxOf(front.id), after })
    expect(waiting).toMatchObject({ kind: 'page', items: [] })
    const [report, ...rest] = caseOf(a, phone)?.timeline ?? []
    expect(rest).toEqual([])
    expect(report?.by === 'reporter' && report.taken).toHaveLength(1)
  })
})

describe('a member who was removed', () => {
  it('is told so, and keeps what the device has', async () => {
    const { front } = bench.world
    const b = await bench.device(front, 1)
    const phone = await bench.report('Words')
    await b.session.refresh()
    const signed = await signMemberSheet(front.memberSheet, front.signing)
    const options = { agency: front.id, signingKey: front.signing.publicKey, today: TODAY }
    const verified = await verifyMemberSheet(p, signed, options)
    if (!verified.ok) throw new Error(verified.reason)
    const next = withoutMember(renewedSheet(verified.value, TODAY), present(front.devices[1]).publicKey)
    const document = await signMemberSheet(next, front.signing)
    const put = await bench.setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })
    expect(put.kind).toBe('stored')
    await b.session.refresh()
    expect(kinds(b)).toContain('removed')
    expect(caseOf(b, phone)?.said).toHaveLength(1)
    const a = await bench.device(front, 0)
    await a.session.refresh()
    expect(caseOf(a, phone)?.timeline).toHaveLength(1)
  })
})

describe('mail that cannot be opened', () => {
  const junk = (size: 0 | 1 | 2, change: (bytes: Uint8Array) => void): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(ENVELOPE_BYTES[size])
    bytes.set([1, 1, 0, 10])
    crypto.getRandomValues(bytes.subarray(4))
    change(bytes)
    return bytes
  }

  it('stops no other mail, is logged once and stays where it is', async () => {
    const { front } = bench.world
    const a = await bench.device(front, 0)
    for (const size of [0, 1, 2] as const) {
      await bench.setting.post(inboxOf(front.id), present(parseEnvelopeBytes(junk(size, () => undefined))))
    }
    const phone = await bench.report('Words')
    await a.session.refresh()
    expect(caseOf(a, phone)?.said).toHaveLength(1)
    await a.session.refresh()
    expect(a.session.state().fold.unopenable).toHaveLength(3)
    const entries = a.network.asked.filter((path) => path === '/v1/append').length
    await a.session.refresh()
    expect(a.network.asked.filter((path) => path === '/v1/append')).toHaveLength(entries)
  })

  it('is left alone when it is of a version that this desk does not know', async () => {
    const { front } = bench.world
    const a = await bench.device(front, 0)
    const newer = junk(0, (bytes) => bytes.set([2, 7]))
    await bench.setting.post(inboxOf(front.id), present(parseEnvelopeBytes(newer)))
    await a.session.refresh()
    expect(problems(a)).toContainEqual({ kind: 'newer-mail', count: 1 })
    expect(a.session.state().fold.unopenable).toEqual([])
  })
})

describe('keys over time', () => {
  const epoch = present(epochOf(TODAY))
  const epochsHeld = async (device: Device): Promise<number[]> =>
    (await device.restart()).vault.contents.chains.map((chain) => chain.epoch)

  it('go when their time is over, and not a day before', async () => {
    const a = await bench.device(bench.world.front, 0)
    const last = addDays(lastDayOf(epoch), SEED_KEEP_DAYS)
    bench.setToday(last)
    await a.session.refresh()
    expect(await epochsHeld(a)).toEqual([epoch])
    bench.setToday(addDays(last, 1))
    await a.session.refresh()
    expect(await epochsHeld(a)).toEqual([epoch + 1])
  })

  it('open mail that was sealed long ago before they go', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    bench.setToday(addDays(lastDayOf(epoch), SEED_KEEP_DAYS + 2 * EPOCH_DAYS))
    await a.session.refresh()
    expect(caseOf(a, phone)?.said).toHaveLength(1)
    expect((await epochsHeld(a))[0]).toBeGreaterThan(epoch)
  })

  it('stay when this computer’s calendar is wrong, and the desk says so', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    const days = SEED_KEEP_DAYS + 3 * EPOCH_DAYS
    bench.setToday(addDays(TODAY, days))
    bench.setting.setToday(TODAY)
    await a.session.refresh()
    expect(problems(a)).toContainEqual({ kind: 'clock', days })
    expect(caseOf(a, phone)?.said).toHaveLength(1)
    expect(await epochsHeld(a)).toEqual([epoch])
    bench.setToday(TODAY)
    await a.session.refresh()
    expect(kinds(a)).not.toContain('clock')
  })

  it('are published anew on the day after, so that phones can seal to them', async () => {
    const a = await bench.device(bench.world.front, 1)
    bench.setToday(addDays(TODAY, 20))
    await a.session.refresh()
    const now = present(epochOf(addDays(TODAY, 20)))
    expect(a.session.state().keys.sealableUntil).toBe(lastDayOf(now + 4))
    expect(kinds(a)).toEqual([])
  })
})

describe('a browser that stores nothing more', () => {
  it('refuses an act and keeps nothing half done', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    await a.session.refresh()
    a.store.fault = 'full'
    expect(await a.session.act(phone.case, { kind: 'message', words: 'An answer' })).toEqual({
      kind: 'storage',
      code: 'full',
    })
    await a.session.refresh()
    expect(problems(a)).toContainEqual({ kind: 'storage', code: 'full' })
    a.store.fault = null
    await a.session.refresh()
    expect(kinds(a)).toEqual([])
    expect(caseOf(a, phone)?.said).toHaveLength(1)
  })

  it('says that its storage was emptied', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    await a.store.removeVault('Office front-0')
    await a.session.refresh()
    expect(kinds(a)).toContain('vault-gone')
  })
})

describe('two pages over one vault', () => {
  it('show the same, and one sees what the other wrote', async () => {
    const a = await bench.device(bench.world.front, 0)
    const tab = await a.restart()
    const phone = await bench.report('Words')
    await Promise.all([a.session.refresh(), tab.session.refresh()])
    await a.session.act(phone.case, { kind: 'message', words: 'An answer' })
    await Promise.all([tab.session.refresh(), a.session.refresh()])
    await Promise.all([tab.session.refresh(), a.session.refresh()])
    expect(caseOf(tab, phone)).toEqual(caseOf(a, phone))
    expect(caseOf(tab, phone)?.said).toHaveLength(2)
    expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
  })
})

describe('a locked desk', () => {
  it('has no cases, does nothing and asks the relay for nothing', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    await a.session.refresh()
    a.session.lock()
    const asked = a.network.asked.length
    expect(a.session.state().fold.cases.size).toBe(0)
    expect(await a.session.act(phone.case, { kind: 'note', words: 'x' })).toEqual({ kind: 'locked' })
    await a.session.refresh()
    expect(a.network.asked).toHaveLength(asked)
  })
})
