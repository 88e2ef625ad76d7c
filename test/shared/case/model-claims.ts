/**
 * What has to be true of the world of model-world.ts whatever happened in it: the same cases on every device of an agency,
 * all that was said and written in them, and agreement between agencies where both were told.
 */
import { expect } from 'vitest'
import type { Case, Fold } from '../../../shared/case/case.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'
import * as world from './model-world.ts'
import type { Agency, Device, Entry, World } from './model-world.ts'
import { present } from '../../present.ts'

export const fold = (agency: Agency, { known }: Device): Fold => world.foldOf(agency, known)
export const inLogOrder = ({ entries }: Agency, { known }: Device): Entry['record'][] => {
  const has = new Set(known.map(({ hash }) => hash))
  return entries.map(({ record }) => record).filter(({ hash }) => has.has(hash))
}

export function expectSame(one: Fold, other: Fold): void {
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
  const { before } = present(now.tickets[ticket])
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
    const name = present(now.tickets[firstOf(now, changes, whose)]).case
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
  const next = [...now.tickets.keys()].filter((one) => present(now.tickets[one]).before === first && changes.has(one))
  if (next.length > 1) return { ticketKey: null, ticketContested: true }
  const [only] = next
  return only === undefined
    ? { ticketKey: present(now.tickets[first]).author, ticketContested: false }
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

export function expectSettled(now: World): void {
  const folds = now.agencies.map((agency) => {
    deliverAll(agency)
    const [first, ...others] = agency.devices.map((device) => fold(agency, device))
    for (const one of others) expectSame(one, present(first))
    const settled = present(first)
    expect(foundIn(settled)).toEqual(expectedOf(now, agency))
    const changes = changesIn(agency)
    for (const one of settled.cases.values()) {
      expectCausal(agency, one)
      // Nobody names what the log does not have.
      expect(one.gaps).toEqual([])
      const spoke = one.timeline.some(
        (item) =>
          item.by === 'reporter' &&
          item.author === present(now.tickets.find((ticket) => ticket.case === one.pseudonym)).author,
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
  expectAgreement([present(folds[0]), present(folds[1])])
}
