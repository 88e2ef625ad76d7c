/**
 * What can happen in the world of model-world.ts: people report and speak, desks take in, write and get entries, in any order
 * and to any of them. Each step takes its choices as numbers, so that a failing run can be made smaller.
 */
import type { Case } from '../../../shared/case/case.ts'
import { createCaseEvent, createOwnEvent, createRecord } from '../../../shared/case/log-create.ts'
import type { CaseBodies, CaseType } from '../../../shared/case/log-event.ts'
import { envelopeName, incarnationName, type Pseudonym } from '../../../shared/case/names.ts'
import { RECORD_TYPES } from '../../../shared/case/codes.ts'
import { createReporterEvent, type ReporterBodies } from '../../../shared/case/reporter-event.ts'
import { agencyIdOf } from '../../../shared/wire/address.ts'
import { expectSame, fold, inLogOrder } from './model-claims.ts'
import * as world from './model-world.ts'
import type { Agency, Device, World } from './model-world.ts'
import { AT, dayFrom, reportBody } from './samples.ts'
import { present } from '../../present.ts'

/** Choices of one step; each takes them modulo what there is. */
export type Picks = readonly [number, number, number, number]
const pick = <T>(list: readonly T[], at: number): T | null => list[at % list.length] ?? null

/** Both agencies, or one. */
const receivers = (at: number): readonly number[] => pick([[0, 1], [0, 1], [0], [1]], at) ?? []

type Saying = Exclude<keyof ReporterBodies, 'report' | 'code-change'>
const SAYINGS: readonly Saying[] = ['follow-up', 'message', 'consent', 'feedback', 'withdrawal', 'reopening']

function bodyOf(now: World, type: Saying, n: number): ReporterBodies[Saying] {
  const agency = agencyIdOf(present(now.agencies[n % 2]).inbox)
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
  'erasure',
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
      return { report: reporters[0]?.hash ?? present(of.timeline[0]).hash, day: dayFrom(20_000 + (n % 9)), ...answer }
    case 'triage':
      return { triage: pick(['low', 'high', 'a_newer_one'], n) ?? '' }
    case 'note':
      return { words: `n${n}` }
    case 'assignment':
      return { to: n % 3 === 0 ? null : author }
    case 'erasure':
      return {
        withdrawal: (reporters.findLast(({ event }) => event.type === 'withdrawal') ?? present(of.timeline[0])).hash,
        entries: [],
        ...answer,
      }
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
export const STEPS: Readonly<Record<string, Step>> = {
  async report(now, [to]) {
    const ticket = await world.addTicket(now, null)
    if (ticket === null) return
    const { case: pseudonym, reply } = present(now.tickets[ticket])
    const event = createReporterEvent('report', { random: now.random, at: AT, case: pseudonym }, reportBody(reply))
    await world.say(now, ticket, event, receivers(to))
  },
  async say(now, [who, what, to, n]) {
    const ticket = pick([...now.tickets.keys()], who)
    const type = pick(SAYINGS, what)
    if (ticket === null || type === null) return
    const common = { random: now.random, at: AT, case: present(now.tickets[ticket]).case }
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
    const agency = present(pick(now.agencies, where))
    const mail = pick(agency.mail, what)
    if (mail !== null) await world.takeIn(now, agency, present(pick(agency.devices, who)), mail)
  },
  /** A desk is opened and takes in what waits. */
  async takeAll(now, [where, who]) {
    const agency = present(pick(now.agencies, where))
    const taken = new Set(agency.entries.map(({ mail }) => mail))
    for (const mail of agency.mail.filter((one) => !taken.has(one)))
      await world.takeIn(now, agency, present(pick(agency.devices, who)), mail)
  },
  async write(now, [where, who, what, n]) {
    const agency = present(pick(now.agencies, where))
    const device = present(pick(agency.devices, who))
    const about = pickCase(now, agency, device, n)
    const type = pick(STAFF, what)
    if (about === null || type === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    const event = createCaseEvent(type, common, staffBody(now, about.of, type, device, n))
    await world.append(agency, device, event, about.ticket)
  },
  async record(now, [where, who, what, n]) {
    const agency = present(pick(now.agencies, where))
    const device = present(pick(agency.devices, who))
    const about = pickCase(now, agency, device, n)
    const type = pick(RECORD_TYPES, what)
    if (about === null || type === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    const known = createRecord(type, common, { goal: n })
    // Now and then a type that only a newer desk knows.
    await world.append(agency, device, n % 4 === 0 ? ({ ...known, type: 'dance' } as never) : known, about.ticket)
  },
  async own(now, [where, who, what, n]) {
    const agency = present(pick(now.agencies, where))
    const device = present(pick(agency.devices, who))
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
    await world.append(agency, device, present(pick(events, what))(), null)
  },
  async stranger(now, [where, who, , n]) {
    const agency = present(pick(now.agencies, where))
    const about = pickCase(now, agency, present(pick(agency.devices, who)), n)
    if (about === null) return
    const common = { random: now.random, at: AT, case: about.name, heads: about.of.heads }
    await world.appendStranger(agency, createCaseEvent('status', common, { status: 'closed' }))
  },
  async deliver(now, [where, who, what, n]) {
    const agency = present(pick(now.agencies, where))
    const device = present(pick(agency.devices, who))
    // Some entries, from anywhere in the log, those it has among them.
    for (let some = 0; some <= n % 5; some++) {
      const entry = pick(agency.entries, what + some * (1 + (n % 7)))
      if (entry !== null) device.known.push(entry.record)
    }
    expectSame(fold(agency, device), world.foldOf(agency, inLogOrder(agency, device)))
  },
}
