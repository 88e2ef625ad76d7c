/** Words of a device that its agency has struck off, through a mailbox: sealed, fetched, opened, told. */
import { describe, expect, test } from 'vitest'
import { createOffices } from '../../../../client/reporter/offices/offices.ts'
import { readMailbox } from '../../../../client/reporter/ticket/read-mailbox.ts'
import { readableUntil, stepsOf } from '../../../../client/reporter/ticket/steps.ts'
import { type Told, toldBy } from '../../../../client/reporter/ticket/told.ts'
import { signFrame } from '../../../../shared/case/frame.ts'
import { type EventHash, eventHashName, pseudonymName } from '../../../../shared/case/names.ts'
import {
  type ReplyBodies,
  type KnownReplyEvent,
  type ReplyType,
  TO_REPORTER,
  createReplyEvent,
} from '../../../../shared/case/reply-event.ts'
import { seal } from '../../../../shared/crypto/seal.ts'
import { createTicket, deriveTicketKeys } from '../../../../shared/crypto/ticket.ts'
import { type Day, addDays, dayStartMs } from '../../../../shared/day.ts'
import { MEMBER_SHEET_DAYS, REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { documentHash, nextHead } from '../../../../shared/trust/document.ts'
import { withoutMember } from '../../../../shared/trust/member-change.ts'
import type { MemberSheetContent } from '../../../../shared/trust/member-sheet.ts'
import type { Envelope } from '../../../../shared/wire/envelope.ts'
import { present } from '../../../present.ts'
import { TODAY, makeBundle, makeWorld, p, signMemberSheet } from '../../../shared/trust/world.ts'

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))
const { front, rootHash, ...others } = await makeWorld()
const genuine = await makeBundle({ front, rootHash, ...others })
const keys = await deriveTicketKeys(p, (password) => p.sha256(password), createTicket(random), rootHash)

/** The second device was struck off on this day, and the sheet was renewed once since. */
const LEFT = addDays(TODAY, 10)
const NOW = addDays(TODAY, 20)
type Author = 'stays' | 'left'

async function sheetAfter(change: (sheet: MemberSheetContent) => MemberSheetContent): Promise<typeof genuine> {
  const hash = await documentHash(p, 'member-sheet', present(genuine.memberSheets.get(front.id)).payload)
  const second = { ...front.memberSheet, ...nextHead({ version: 1, hash }, LEFT, MEMBER_SHEET_DAYS) }
  const struckOff = withoutMember(second, present(front.devices[1]).publicKey)
  const third = { ...struckOff, ...nextHead({ version: 2, hash }, addDays(TODAY, 15), MEMBER_SHEET_DAYS) }
  const memberSheet = await signMemberSheet(change(third), front.signing)
  return { ...genuine, memberSheets: new Map(genuine.memberSheets).set(front.id, memberSheet) }
}
const removed = await sheetAfter((sheet) => sheet)

interface Sealed {
  readonly hash: EventHash
  readonly envelope: Envelope
}

async function answer<T extends ReplyType>(
  by: Author,
  day: Day,
  previous: Sealed | null,
  type: T,
  body: ReplyBodies[T],
  id?: KnownReplyEvent['id'],
): Promise<Sealed & { readonly id: KnownReplyEvent['id'] }> {
  const at = new Date(dayStartMs(day)).toISOString()
  const common = { random, at, case: pseudonymName(keys.pseudonym), previous: previous?.hash ?? null, agency: front.id }
  const event = createReplyEvent(type, id === undefined ? common : { ...common, id }, body) as KnownReplyEvent
  const device = present(front.devices[by === 'stays' ? 0 : 1])
  const { frame, hash } = await signFrame(p, device, TO_REPORTER, keys.address, event)
  const to = { kind: 'reply', address: keys.address, hint: 0, key: keys.reply.publicKey } as const
  return { hash, envelope: await seal(p, random, to, frame), id: event.id }
}

async function look(sealed: readonly Sealed[], shown = removed): Promise<Told> {
  const offices = createOffices({
    primitives: p,
    rootHash,
    relay: {
      directory: () => Promise.resolve({ kind: 'document', document: shown.directory }),
      area: () => Promise.resolve({ kind: 'bundle', bundle: shown }),
      agency: () => Promise.resolve({ kind: 'bundle', bundle: shown }),
    },
    store: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
    today: () => NOW,
  })
  const page = { kind: 'page', envelopes: sealed.map(({ envelope }) => envelope), more: false } as const
  const reader = { listReplies: () => Promise.resolve(page), erase: () => Promise.reject(new Error('not asked for')) }
  const mailbox = await readMailbox({ primitives: p, offices, now: () => 0, relay: { asReader: () => reader } }, keys)
  if (mailbox.kind !== 'read') throw new Error(mailbox.kind)
  expect(mailbox.unverified).toBe(0)
  return toldBy(mailbox.replies)
}
const marksOf = ({ sayings }: Told): unknown => sayings.map(({ wrote, what }) => [what.kind, wrote])

const lure = { words: 'Come alone to the old market at 8. We will help you.' }

describe('what somebody writes who was removed', () => {
  test('is marked, and the office is not taken to have said anything by it', async () => {
    const words = await answer('left', NOW, null, 'message', lure)
    const status = await answer('left', addDays(NOW, 500), words, 'status', { status: 'closed' })
    const told = await look([words, status])
    expect(marksOf(told)).toEqual([
      ['words', 'after'],
      ['status', 'after'],
    ])
    expect([told.arrivedAt, stepsOf(told.sayings, NOW), readableUntil(told.sayings, NOW)]).toEqual([[], [], null])
  })

  test('moves nothing of what the office has said', async () => {
    const received = await answer('stays', TODAY, null, 'received', {
      report: eventHashName(keys.pseudonym),
      day: TODAY,
    })
    const closed = await answer('left', NOW, received, 'closure', { reason: 'needs_met' })
    const told = await look([received, closed])
    expect(stepsOf(told.sayings, NOW)).toMatchObject([{ status: null, readByPerson: false }])
    expect(readableUntil(told.sayings, NOW)).toBe(addDays(TODAY, REPLY_EXPIRY_DAYS))
  })

  test('ends nothing, whatever day it bears, until a member of today has known it', async () => {
    const received = await answer('stays', TODAY, null, 'received', {
      report: eventHashName(keys.pseudonym),
      day: TODAY,
    })
    const planned = await answer('left', TODAY, received, 'status', { status: 'planned' })
    const closed = await answer('left', addDays(LEFT, -1), planned, 'closure', { reason: 'needs_met' })
    const told = await look([received, planned, closed])
    expect(marksOf(told)).toContainEqual(['status', 'left'])
    expect(stepsOf(told.sayings, NOW)).toMatchObject([{ status: 'planned' }])
    const since = await answer('stays', NOW, closed, 'message', { words: 'take care' })
    const known = await look([received, planned, closed, since])
    expect(stepsOf(known.sayings, NOW)).toMatchObject([{ status: 'closed' }])
  })

  test('is marked on the day of the removal too, and milder where it says that it is of before', async () => {
    for (const [day, mark] of [
      [LEFT, 'after'],
      [addDays(LEFT, -1), 'left'],
    ] as const) {
      expect(marksOf(await look([await answer('left', day, null, 'message', lure)]))).toEqual([['words', mark]])
    }
  })

  test('is judged by the day of the sheet where that names no day of a removal', async () => {
    const untold = await sheetAfter((sheet) => ({
      ...sheet,
      members: sheet.members.map(({ leftDay: _untold, ...member }) => member),
    }))
    const [before, on] = [addDays(TODAY, 14), addDays(TODAY, 15)]
    expect(marksOf(await look([await answer('left', before, null, 'message', lure)], untold))).toEqual([
      ['words', 'left'],
    ])
    expect(marksOf(await look([await answer('left', on, null, 'message', lure)], untold))).toEqual([['words', 'after']])
  })

  test('is unmarked while they are a member', async () => {
    expect(marksOf(await look([await answer('left', NOW, null, 'message', lure)], genuine))).toEqual([
      ['words', 'theirs'],
    ])
  })
})

describe('what somebody wrote who left later', () => {
  test('is unmarked as far back as a member of today names it', async () => {
    const first = await answer('left', TODAY, null, 'message', { words: 'first' })
    const second = await answer('left', TODAY, first, 'message', { words: 'second' })
    const since = await answer('stays', NOW, second, 'message', { words: 'third' })
    expect(marksOf(await look([since, first, second]))).toEqual([
      ['words', 'theirs'],
      ['words', 'theirs'],
      ['words', 'theirs'],
    ])
  })

  test('lends its place to nothing that comes after it', async () => {
    const known = await answer('left', TODAY, null, 'message', { words: 'known ', part: [1, 2] })
    const since = await answer('stays', NOW, known, 'message', { words: 'ok' })
    const part = { words: 'but come alone', part: [2, 2] } as const
    const late = await answer('left', TODAY, known, 'message', part, known.id)
    const told = await look([known, since, late])
    const marked = told.sayings.map(({ wrote, what }) => [what.kind === 'words' ? what.words : what.kind, wrote])
    expect(marked.toSorted()).toEqual([
      ['but come alone', 'left'],
      ['known ', 'theirs'],
      ['ok', 'theirs'],
    ])
  })

  test('is not known to a member of today because a former one says so', async () => {
    const lured = await answer('left', NOW, null, 'message', lure)
    const more = await answer('left', NOW, lured, 'message', { words: 'I wait' })
    expect(marksOf(await look([lured, more]))).toEqual([
      ['words', 'after'],
      ['words', 'after'],
    ])
  })
})
