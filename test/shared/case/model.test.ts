/**
 * Any interleaving of any events, on four devices of each of two agencies, any entry delayed or repeated: folds to the same
 * cases everywhere. Beside the world goes a model that knows nothing of orders and heads, only who said what to whom.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case, Fold } from '../../../shared/case/case.ts'
import { createCaseEvent, createOwnEvent, createRecord } from '../../../shared/case/log-create.ts'
import type { CaseBodies, CaseType } from '../../../shared/case/log-event.ts'
import { envelopeName, incarnationName, type Pseudonym } from '../../../shared/case/names.ts'
import { RECORD_TYPES } from '../../../shared/case/codes.ts'
import { createReporterEvent, type ReporterBodies } from '../../../shared/case/reporter-event.ts'
import { agencyIdOf } from '../../../shared/wire/address.ts'
import { rounds } from '../../long.ts'
import * as world from './model-world.ts'
import type { Agency, Device, Entry, World } from './model-world.ts'
import { AT, dayFrom, must, reportBody } from './samples.ts'

/** Choices of one step; each takes them modulo what there is. */
type Picks = readonly [number, number, number, number]
const pick = <T>(list: readonly T[], at: number): T | null => list[at % list.length] ?? null

/** Both agencies, or one. */
const receivers = (at: number): readonly number[] => pick([[0, 1], [0, 1], [0], [1]], at) ?? []

type Saying = Exclude<keyof ReporterBodies, 'report' | 'code-change'>
const SAYINGS: readonly Saying[] = ['follow-up', 'message', 'consent', 'feedback', 'withdrawal', 'reopening']

function bodyOf(now: World, type: Saying, n: number): ReporterBodies[Saying] {
  const agency = agencyIdOf(must(now.agencies[n % 2]).inbox)
  switch (type) {
    case 'follow-up':
      return { words: `f${n}`, ...(n % 3 === 0 ? { part: [(n % 2) + 1, 2] as const } : {}) }
    case 'message':
      return { words: `m${n}` }
    case 'consent':
      return { consent: 'share_with', given: n % 2 === 0, ...(n % 3 === 0 ? { agency } : {}) }
    case 'feedback':
      return { answers: [['safe', 'yes']] }
    case 'withdrawal':
      return { scope: pick(['all', { consent: 'contact_me' }, { agency }] as const, n) ?? 'all' }
    case 'reopening':
      return n % 2 === 0 ? {} : { words: 'again' }
  }
}

const STAFF: readonly CaseType[] = [
  'message',
  'status',
  'closure',
  'reopening',
  'received',
  'triage',
  'note',
  'assignment',
  'ticket',
]

function staffBody(now: World, of: Case, type: CaseType, { author }: Device, n: number): CaseBodies[CaseType] {
  const answer = n % 2 === 0 ? world.replyTo(now, of.replyTo) : {}
  const reporters = of.timeline.filter((item) => item.by === 'reporter')
  switch (type) {
    case 'message':
      return { words: `w${n}`, ...answer }
    case 'status':
      return { status: pick(['assessing', 'planned', 'closed', 'a_newer_one'], n) ?? '', ...answer }
    case 'closure':
      return { reason: 'other', ...answer }
    case 'reopening':
      return answer
    case 'received':
      return { report: reporters[0]?.hash ?? must(of.timeline[0]).hash, day: dayFrom(20_000 + (n % 9)), ...answer }
    case 'triage':
      return { triage: pick(['low', 'high', 'a_newer_one'], n) ?? '' }
    case 'note':
      return { words: `n${n}` }
    case 'assignment':
      return { to: n % 3 === 0 ? null : author }
    case 'ticket':
      return { key: pick(of.ticketCandidates, n)?.key ?? of.ticketKey ?? reporters[0]?.author ?? author }
  }
}

/** A case as this device sees it, and whose it is. */
function pickCase(
  now: World,
  agency: Agency,
  device: Device,
  at: number,
): { of: Case; name: Pseudonym; ticket: number } | null {
  const of = pick([...world.foldOf(agency, device.known).cases.values()], at)
  const name = of === null ? null : pick(of.names, at >> 3)
  const ticket = now.tickets.findIndex((one) => one.case === name)
  return of === null || name === null || ticket === -1 ? null : { of, name, ticket }
}

type Step = (now: World, picks: Picks) => Promise<void>

/** What can happen. A step for which there is nothing yet does nothing. */
const STEPS: Readonly<Record<string, Step>> = {
  async report(now, [to]) {
    const ticket = await world.addTicket(now, null)
    if (ticket === null) return
    const { case: pseudonym, reply } = must(now.tickets[ticket])
    const event = createReporterEvent('report', { random: now.random, at: AT, case: pseudonym }, reportBody(reply))
    await world.say(now, ticket, event, receivers(to))
  },
  async say(now, [who, what, to, n]) {
    const ticket = pick([...now.tickets.keys()], who)
    const type = pick(SAYINGS, what)
    if (ticket === null || type === null) return
    const common = { random: now.random, at: AT, case: must(now.tickets[ticket]).case }
    await world.say(now, ticket, createReporterEvent(type, common, bodyOf(now, type, n)) as never, receivers(to))
  },
  async change(now, [who, to, , n]) {
    const ticket = pick([...now.tickets.keys()], who)
    if (ticket === null) return
    await world.passOn(now, ticket, receivers(to))
    // Somebody else holds the old ticket, too.
    if (n % 3 === 0) await world.passOn(now, ticket, receivers(to))
  },
  async take(now, [where, who, what]) {
    const agency = must(pick(now.agencies, where))
    const mail = pick(agency.mail, what)
    if (mail !== null) await world.takeIn(now, agency, must(pick(agency.devices, who)), mail)
  },
  /** A desk is opened and takes in what waits. */
  async takeAll(now, [where, who]) {
    const agency = must(pick(now.agencies, where))
    const taken = new Set(agency.entries.map(({ mail }) => mail))
    for (const mail of agency.mail.filter((one) => !taken.has(one)))
      await world.takeIn(now, agency, must(pick(agency.devices, who)), mail)
  },
  async write(now, [where, who, what, n]) {
    const agency = must(pick(now.agencies, where))
    const device = must(pick(agency.devices, who))
    const about = pickCase(now, agency, device, n)
    const type = pick(STAFF, what)
    if (about === null || type === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    const event = createCaseEvent(type, common, staffBody(now, about.of, type, device, n))
    await world.append(agency, device, event, about.ticket)
  },
  async record(now, [where, who, what, n]) {
    const agency = must(pick(now.agencies, where))
    const device = must(pick(agency.devices, who))
    const about = pickCase(now, agency, device, n)
    const type = pick(RECORD_TYPES, what)
    if (about === null || type === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    const known = createRecord(type, common, { goal: n })
    // Now and then a type that only a newer desk knows.
    await world.append(agency, device, n % 4 === 0 ? ({ ...known, type: 'dance' } as never) : known, about.ticket)
  },
  async own(now, [where, who, what, n]) {
    const agency = must(pick(now.agencies, where))
    const device = must(pick(agency.devices, who))
    const common = { random: now.random, at: AT }
    const replies = agency.entries.flatMap(({ record: { replyId } }) => replyId ?? [])
    const events = [
      () =>
        createOwnEvent('posted', common, {
          replies: replies.slice(n % 3),
          incarnation: incarnationName(new Uint8Array(16).fill(n % 2)),
        }),
      () => createOwnEvent('unopenable', common, { envelope: envelopeName(new Uint8Array(32).fill(n % 5)) }),
      () => createOwnEvent('handover', common, { chains: [], teams: [] }),
      () =>
        createOwnEvent('tombstone', common, { number: 1 + (n % 9), entry: envelopeName(new Uint8Array(32).fill(n)) }),
    ]
    await world.append(agency, device, must(pick(events, what))(), null)
  },
  async stranger(now, [where, who, , n]) {
    const agency = must(pick(now.agencies, where))
    const about = pickCase(now, agency, must(pick(agency.devices, who)), n)
    if (about === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    await world.appendStranger(agency, createCaseEvent('status', common, { status: 'closed' }))
  },
  async deliver(now, [where, who, what, n]) {
    const agency = must(pick(now.agencies, where))
    const device = must(pick(agency.devices, who))
    // Some entries, from anywhere in the log, those it has among them.
    for (let some = 0; some <= n % 5; some++) {
      const entry = pick(agency.entries, what + some * (1 + (n % 7)))
      if (entry !== null) device.known.push(entry.record)
    }
    expectSame(fold(agency, device), world.foldOf(agency, inLogOrder(agency, device)))
  },
}

const fold = (agency: Agency, { known }: Device): Fold => world.foldOf(agency, known)
const inLogOrder = ({ entries }: Agency, { known }: Device): Entry['record'][] => {
  const has = new Set(known.map(({ hash }) => hash))
  return entries.map(({ record }) => record).filter(({ hash }) => has.has(hash))
}

function expectSame(one: Fold, other: Fold): void {
  expect(one).toEqual(other)
  // A Map compares equal in any order of keys; a screen does not.
  expect([...one.cases.keys()]).toEqual([...other.cases.keys()])
}

/** Everything that is missing, in an order of its own for each device. */
function deliverAll(agency: Agency): void {
  for (const [index, device] of agency.devices.entries()) {
    const has = new Set(device.known.map(({ hash }) => hash))
    const missing = agency.entries.map(({ record }) => record).filter(({ hash }) => !has.has(hash))
    const turned = index % 2 === 0 ? missing : missing.toReversed()
    device.known.push(...turned.slice(index), ...turned.slice(0, index))
  }
}

/** Of a ticket: the first one that leads to it by code changes that this agency has taken in. */
function firstOf(now: World, changes: ReadonlySet<number | null>, ticket: number): number {
  const { before } = must(now.tickets[ticket])
  return before === null || !changes.has(ticket) ? ticket : firstOf(now, changes, before)
}

interface Expected {
  readonly said: Set<string>
  readonly written: Set<string>
}

const changesIn = ({ entries }: Agency): ReadonlySet<number | null> =>
  new Set(entries.map(({ mail }) => mail?.successor ?? null))

/** By case: whose words and which members' events have to stand in it. */
function expectedOf(now: World, agency: Agency): ReadonlyMap<Pseudonym, Expected> {
  const changes = changesIn(agency)
  const expected = new Map<Pseudonym, Expected>()
  for (const { record, mail, ticket } of agency.entries) {
    const whose = mail?.ticket ?? ticket
    if (whose === null) continue
    const name = must(now.tickets[firstOf(now, changes, whose)]).case
    const one = expected.get(name) ?? { said: new Set(), written: new Set() }
    expected.set(name, one)
    if (mail === null) one.written.add(record.hash)
    else one.said.add(mail.event.id)
  }
  return expected
}

function foundIn({ cases }: Fold): ReadonlyMap<Pseudonym, Expected> {
  return new Map(
    [...cases].map(([name, { timeline }]) => [
      name,
      {
        said: new Set(timeline.flatMap((item) => (item.by === 'reporter' ? [item.event.id] : []))),
        written: new Set(timeline.flatMap((item) => (item.by === 'staff' ? [item.hash] : []))),
      },
    ]),
  )
}

/** The ticket in use where no member had to decide: nobody's order plays a part in it. */
function ticketBy(
  now: World,
  changes: ReadonlySet<number | null>,
  first: number,
): Pick<Case, 'ticketKey' | 'ticketContested'> {
  const next = [...now.tickets.keys()].filter((one) => must(now.tickets[one]).before === first && changes.has(one))
  if (next.length > 1) return { ticketKey: null, ticketContested: true }
  const [only] = next
  return only === undefined
    ? { ticketKey: must(now.tickets[first]).author, ticketContested: false }
    : ticketBy(now, changes, only)
}

const wasDecided = ({ timeline }: Case): boolean => timeline.some(({ event }) => event.type === 'ticket')
const wordsOf = ({ timeline }: Case): readonly unknown[] =>
  timeline
    .flatMap((item) => (item.by === 'reporter' ? [{ event: item.event, author: item.author }] : []))
    .toSorted((a, b) => (a.event.id < b.event.id ? -1 : 1))

/** What both agencies were sent of a case they see alike; what only one of them knows, the other must not. */
function expectAgreement([one, other]: readonly [Fold, Fold]): void {
  for (const [name, mine] of one.cases) {
    const theirs = other.cases.get(name)
    if (theirs === undefined || JSON.stringify(wordsOf(mine)) !== JSON.stringify(wordsOf(theirs))) continue
    expect(theirs.names).toEqual(mine.names)
    expect(theirs.told).toEqual(mine.told)
    const scopes = ({ withdrawals }: Case): readonly string[] =>
      withdrawals.map(({ scope }) => JSON.stringify(scope)).toSorted()
    expect(scopes(theirs)).toEqual(scopes(mine))
    if (wasDecided(mine) || wasDecided(theirs)) continue
    expect(theirs.ticketKey).toBe(mine.ticketKey)
    expect(new Set(theirs.ticketCandidates.map(({ key }) => key))).toEqual(
      new Set(mine.ticketCandidates.map(({ key }) => key)),
    )
  }
  const writtenIn = ({ cases }: Fold): readonly string[] =>
    [...cases.values()].flatMap(({ timeline }) => timeline.map(({ hash }) => hash))
  expect(writtenIn(one).filter((hash) => writtenIn(other).includes(hash))).toEqual([])
}

/** Each member's event stands behind all that it names, and the next one will name what nothing names yet. */
function expectCausal({ entries }: Agency, { timeline, heads }: Case): void {
  const placeOf = new Map<string, number>()
  for (const [place, item] of timeline.entries())
    for (const hash of item.by === 'reporter' ? item.taken : [item.hash]) placeOf.set(hash, place)
  const here = entries.flatMap(({ record: { hash, event } }) =>
    placeOf.has(hash) && 'heads' in event ? [{ hash, named: event.heads }] : [],
  )
  for (const [place, item] of timeline.entries()) {
    if (item.by !== 'staff') continue
    for (const head of here.find(({ hash }) => hash === item.hash)?.named ?? [])
      expect(placeOf.get(head)).toBeLessThan(place)
  }
  const named = new Set<string>(here.flatMap((one) => one.named))
  expect(heads).toEqual([...new Set(here.map(({ hash }) => hash))].filter((hash) => !named.has(hash)).toSorted())
}

function expectSettled(now: World): void {
  const folds = now.agencies.map((agency) => {
    deliverAll(agency)
    const [first, ...others] = agency.devices.map((device) => fold(agency, device))
    for (const one of others) expectSame(one, must(first))
    const settled = must(first)
    expect(foundIn(settled)).toEqual(expectedOf(now, agency))
    const changes = changesIn(agency)
    for (const one of settled.cases.values()) {
      expectCausal(agency, one)
      // Nobody names what the log does not have.
      expect(one.gaps).toEqual([])
      const spoke = one.timeline.some(
        (item) =>
          item.by === 'reporter' &&
          item.author === must(now.tickets.find((ticket) => ticket.case === one.pseudonym)).author,
      )
      if (wasDecided(one) || !spoke) continue
      const root = now.tickets.findIndex((ticket) => ticket.case === one.pseudonym)
      const { ticketKey, ticketContested } = one
      expect({ ticketKey, ticketContested }).toEqual(ticketBy(now, changes, root))
    }
    const strangers = new Set(settled.aside.map(({ reason }) => reason))
    strangers.delete('unknown-author')
    expect(strangers).toEqual(new Set())
    return settled
  })
  expectAgreement([must(folds[0]), must(folds[1])])
}

class Command implements fc.AsyncCommand<object, World> {
  readonly name: string
  readonly picks: Picks
  constructor(name: string, picks: Picks) {
    this.name = name
    this.picks = picks
  }
  check(): boolean {
    return true
  }
  run(_model: object, now: World): Promise<void> {
    return must(STEPS[this.name])(now, this.picks)
  }
  toString(): string {
    return `${this.name}(${this.picks.join(', ')})`
  }
}

const number = fc.nat({ max: 1000 })
const commandOf = (name: string): fc.Arbitrary<Command> =>
  fc.tuple(number, number, number, number).map((picks) => new Command(name, picks))
/** As often as such things happen: more is taken in, written and delivered than anything else. */
const names = [
  'report',
  'say',
  'say',
  'change',
  'take',
  'takeAll',
  'takeAll',
  'write',
  'write',
  'write',
  'record',
  'own',
  'stranger',
  'deliver',
  'deliver',
  'deliver',
]

describe('the cases of two agencies', () => {
  it(
    'are the same on all devices of each, hold all that was said, and agree where both were told',
    async () => {
      let steps = 0
      await fc.assert(
        fc.asyncProperty(
          fc.commands(names.map(commandOf), { size: '+1', maxCommands: 60 }),
          fc.nat(),
          async (commands, seed) => {
            const now = await world.createWorld(seed + 1)
            await fc.asyncModelRun(() => ({ model: {}, real: now }), commands)
            steps += now.agencies[0].entries.length + now.agencies[1].entries.length
            expectSettled(now)
          },
        ),
        { numRuns: rounds(60, 3_000) },
      )
      // Or nothing ever happened.
      expect(steps).toBeGreaterThan(rounds(200, 10_000))
    },
    rounds(60_000, 1_800_000),
  )
})
