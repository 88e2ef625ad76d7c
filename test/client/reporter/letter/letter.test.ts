import { describe, expect, test } from 'vitest'
import { keepReport, makeTicket } from '../../../../client/reporter/letter/keep-letter.ts'
import { sealFollowUp } from '../../../../client/reporter/letter/follow-up.ts'
import { sealReport } from '../../../../client/reporter/letter/report.ts'
import {
  type Feedback,
  sealCodeChange,
  sealConsents,
  sealFeedback,
  sealReopening,
  sealWithdrawal,
} from '../../../../client/reporter/letter/wishes.ts'
import { NoKeyError } from '../../../../client/reporter/letter/seal-event.ts'
import type { System } from '../../../../client/reporter/system.ts'
import type { OutboxItem } from '../../../../client/outbox/item.ts'
import { successorOf } from '../../../../shared/case/code-change.ts'
import { eventTime } from '../../../../shared/case/event.ts'
import { readFrame } from '../../../../shared/case/frame.ts'
import { eventHashName, pseudonymName } from '../../../../shared/case/names.ts'
import { type OverseerEvent, TO_OVERSEER } from '../../../../shared/case/slip-event.ts'
import { envelopeIdOf } from '../../../../shared/crypto/envelope-id.ts'
import { parseTicket } from '../../../../shared/crypto/ticket.ts'
import { type Day, addDays, dayStartMs, lastDayOf } from '../../../../shared/day.ts'
import { OUTBOX_DAYS } from '../../../../shared/protocol.ts'
import { inboxOf } from '../../../../shared/wire/address.ts'
import { TODAY, p } from '../../../shared/trust/world.ts'
import { door, eventIn, letter, openAs, overseer, system, ticket, to, withoutGetters, world } from './letter-fixture.ts'

describe('a report', () => {
  test('opens at the office that was chosen, signed with the ticket, and says what was told', async () => {
    const { report } = await sealReport(system(), ticket.keys, letter, to)
    expect(report).toHaveLength(1)
    const event = await eventIn(report[0])
    expect(event).toMatchObject({ type: 'report', case: pseudonymName(ticket.keys.pseudonym) })
    expect(event.body).toMatchObject({
      danger: true,
      needs: ['shelter', 'legal'],
      ...letter.details,
      area: 'lamphun',
      words: letter.words,
      contact: letter.contact,
      consents: ['get_help'],
      language: 'th',
      reply: { address: ticket.keys.address, key: ticket.keys.reply.publicKey },
    })
  })

  test('has a watch slip for the overseer with the office and the day, and no content', async () => {
    const { slip } = await sealReport(system(), ticket.keys, letter, to)
    if (slip === null) throw new Error('no slip')
    const signed = await readFrame(p, await openAs(world.overseer, slip), TO_OVERSEER, inboxOf(world.overseer.id))
    expect(signed?.event).toMatchObject({
      type: 'watch-slip',
      case: pseudonymName(ticket.keys.pseudonym),
      body: { agency: world.front.id, day: TODAY, promisedDay: TODAY + 7 },
    })
    expect(Object.keys(signed?.event.body as object).toSorted()).toEqual(['agency', 'day', 'promisedDay'])
  })

  test('has on its slip its day and the day that the office has promised, whatever the hour of the letter', async () => {
    const contactDay = (day: Day): Day => addDays(day, 3)
    const dayBegins = eventTime(dayStartMs(TODAY))
    const slipAt = async (hour: number): Promise<OverseerEvent> => {
      const at = { ...withoutGetters(), now: () => dayStartMs(TODAY) + hour * 3_600_000 }
      const { slip } = await sealReport(at, ticket.keys, letter, { ...to, contactDay })
      if (slip === null) throw new Error('no slip')
      const signed = await readFrame(p, await openAs(world.overseer, slip), TO_OVERSEER, inboxOf(world.overseer.id))
      if (signed === null) throw new Error('no event')
      return signed.event
    }
    for (const hour of [0, 11, 13, 23]) {
      expect(await slipAt(hour)).toMatchObject({ at: dayBegins, body: { day: TODAY, promisedDay: TODAY + 3 } })
    }
  })

  test('goes without a slip where the overseer has no valid keys', async () => {
    expect(await sealReport(system(), ticket.keys, letter, { ...to, overseer: null })).toMatchObject({ slip: null })
  })

  test('longer than one envelope travels in numbered parts with one id, and no word is lost', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `คำที่ ${index} `).join('')
    const { report } = await sealReport(system(), ticket.keys, { ...letter, words }, to)
    expect(report.length).toBeGreaterThan(2)
    const events = await Promise.all(report.map(eventIn))
    expect(events.map(({ type }) => type)).toEqual(['report', ...report.slice(1).map(() => 'follow-up')])
    expect(new Set(events.map(({ id }) => id)).size).toBe(1)
    const bodies = events.map(({ body }) => body as { words: string; part: readonly [number, number] })
    expect(bodies.map(({ part }) => part)).toEqual(report.map((_, index) => [index + 1, report.length]))
    expect(bodies.map((body) => body.words).join('')).toBe(words)
  })

  test('is never sealed to a key that has run out', async () => {
    const late = system(addDays(door.intakeSheet.expiresDay, 1))
    await expect(sealReport(late, ticket.keys, letter, to)).rejects.toThrow(NoKeyError)
  })

  test('waits for OUTBOX_DAYS, counted from the last use of the key when the clock is behind the sheet', async () => {
    const { report } = await sealReport(system(), ticket.keys, letter, to)
    expect(report[0]?.expiresDay).toBe(TODAY + OUTBOX_DAYS)
    const slow = await sealReport(system(addDays(TODAY, -9000)), ticket.keys, letter, to)
    const [last] = door.intakeSheet.epochs.slice(-1)
    expect(slow.report[0]?.expiresDay).toBe(lastDayOf(last?.epoch ?? 0) + OUTBOX_DAYS)
  })

  test('is kept with its slip at once, under the id of its envelope', async () => {
    const added: OutboxItem[][] = []
    const outbox = {
      ...({} as System['outbox']),
      add: async (items: readonly OutboxItem[]) => void added.push([...items]),
    }
    const kept = await keepReport({ ...withoutGetters(), outbox }, ticket, letter, to)
    expect(added).toHaveLength(1)
    expect(added[0]).toHaveLength(2)
    const [first] = added[0] ?? []
    if (first === undefined) throw new Error('nothing added')
    expect(kept).toEqual({ ids: [await envelopeIdOf(p, first.envelope)], untilDay: TODAY + OUTBOX_DAYS })
  })
})

describe('what is kept', () => {
  test('is told of only when the outbox has it durably: no ticket is shown before', async () => {
    let durable = (): void => undefined
    const disk = new Promise<void>((done) => void (durable = done))
    const outbox = { ...({} as System['outbox']), add: () => disk }
    let told = false
    const keeping = keepReport({ ...withoutGetters(), outbox }, ticket, letter, to).then(() => void (told = true))
    await new Promise((done) => void setTimeout(done, 200))
    expect(told).toBe(false)
    durable()
    await keeping
    expect(told).toBe(true)
  })

  test('is told of by nobody when the outbox has failed', async () => {
    const outbox = { ...({} as System['outbox']), add: () => Promise.reject(new Error('no disk')) }
    const keeping = keepReport({ ...withoutGetters(), outbox }, ticket, letter, to)
    await expect(keeping).rejects.toThrow('no disk')
  })
})

describe('what is said later', () => {
  test('says where to answer, because the report may never have arrived', async () => {
    const [item] = await sealFollowUp(system(), ticket.keys, door, 'อีกเรื่อง')
    const event = await eventIn(item)
    expect(event).toMatchObject({ type: 'follow-up', case: pseudonymName(ticket.keys.pseudonym) })
    expect(event.body).toMatchObject({ words: 'อีกเรื่อง', reply: { address: ticket.keys.address } })
  })

  test('is cut into parts like the report', async () => {
    const items = await sealFollowUp(system(), ticket.keys, door, 'ก'.repeat(12_000))
    const events = await Promise.all(items.map(eventIn))
    expect(new Set(events.map(({ id }) => id)).size).toBe(1)
    expect(events.map(({ body }) => (body as { words: string }).words).join('')).toBe('ก'.repeat(12_000))
  })

  test('can be another way to be answered, or what the report left out, with no words at all', async () => {
    const contact = { method: 'safe_phone', phone: '081', say: 'the library' } as const
    const details = { issues: ['pregnancy'], role: 'guardian', knows: 'no', reach: 'at school' } as const
    const items = await sealFollowUp(system(), ticket.keys, door, '', { contact, ...details })
    expect(items).toHaveLength(1)
    const event = await eventIn(items[0])
    expect(event).toMatchObject({ type: 'follow-up', case: pseudonymName(ticket.keys.pseudonym) })
    expect(event.body).toMatchObject({ words: '', contact, ...details, reply: { address: ticket.keys.address } })
  })

  test('can be a withdrawal of everything', async () => {
    const item = await sealWithdrawal(system(), ticket.keys, door)
    expect(await eventIn(item)).toMatchObject({ type: 'withdrawal', body: { scope: 'all' } })
  })
})

describe('what is wished with a ticket', () => {
  const answers = [['safe', 'no'] as const, ['helped', 'partly'] as const]
  const words = 'they called me at home'
  const atThree = { ...withoutGetters(), now: () => dayStartMs(TODAY) + 15 * 3_600_000 }
  const aboveIn = async (item: OutboxItem | undefined): Promise<OverseerEvent | undefined> => {
    if (item === undefined) throw new Error('nothing there')
    const frame = await openAs(world.overseer, item)
    return (await readFrame(p, frame, TO_OVERSEER, inboxOf(world.overseer.id)))?.event
  }
  const said = (changes: Partial<Feedback>): Promise<readonly OutboxItem[]> =>
    sealFeedback(atThree, ticket.keys, { agency: door, overseer }, { answers, words, forAgency: false, ...changes })

  test('is feedback: the answers to the agency and to its overseer, the words to the overseer only', async () => {
    const [toAgency, toOverseer, ...others] = await said({})
    expect(others).toEqual([])
    expect(await eventIn(toAgency)).toMatchObject({ type: 'feedback', body: { answers } })
    expect(JSON.stringify(await eventIn(toAgency))).not.toContain(words)
    const above = await aboveIn(toOverseer)
    expect(above).toMatchObject({ type: 'feedback', body: { agency: world.front.id, answers, words } })
    // of the day, never of the hour
    expect(above?.at).toBe(eventTime(dayStartMs(TODAY)))
  })

  test('is feedback whose words the agency may read as well, once the person has said so', async () => {
    const [toAgency] = await said({ forAgency: true })
    expect(await eventIn(toAgency)).toMatchObject({ body: { answers, words } })
  })

  test('is words to the overseer alone: then the agency is not told that there are any', async () => {
    const letters = await said({ answers: [] })
    expect(letters).toHaveLength(1)
    expect(await aboveIn(letters[0])).toMatchObject({ body: { answers: [], words } })
  })

  test('goes to the agency only where nobody above it takes letters', async () => {
    const to = { agency: door, overseer: null }
    const letters = await sealFeedback(system(), ticket.keys, to, { answers, words: '', forAgency: false })
    expect(letters).toHaveLength(1)
    expect((await eventIn(letters[0])).body).toEqual({ answers })
  })

  test('is to go on, with what is missing if they like', async () => {
    expect((await eventIn(await sealReopening(system(), ticket.keys, door, ' '))).body).toEqual({})
    const event = await eventIn(await sealReopening(system(), ticket.keys, door, 'still here'))
    expect(event).toMatchObject({ type: 'reopening', body: { words: 'still here' } })
  })

  test('is what one agrees to, each by itself, with the wording that was shown', async () => {
    const consents = [
      { consent: 'share_with', given: true, textVersion: '2/th' },
      { consent: 'anonymous_statistics', given: false, textVersion: '2/th' },
    ]
    const letters = await sealConsents(system(), ticket.keys, door, consents, null)
    expect((await Promise.all(letters.map(eventIn))).map(({ body }) => body)).toEqual(consents)
    const seen = eventHashName(new Uint8Array(32).fill(7))
    const later = await sealConsents(system(), ticket.keys, door, consents, seen)
    expect((await eventIn(later[0])).body).toEqual({ ...consents[0], seen })
  })

  test('is another code: told with the old key, and what follows is signed with the new one', async () => {
    const next = await makeTicket(system())
    const event = await eventIn(await sealCodeChange(system(), ticket.keys, next.keys, door))
    expect(event).toMatchObject({ type: 'code-change', case: pseudonymName(ticket.keys.pseudonym) })
    const old = pseudonymName(ticket.keys.pseudonym)
    expect(await successorOf(p, old, event)).toBe(pseudonymName(next.keys.pseudonym))
    expect(event.body).toMatchObject({ reply: { address: next.keys.address } })
  })
})

describe('a ticket', () => {
  test('is a valid code whose keys are the same on every phone', async () => {
    expect(parseTicket(ticket.code)).toEqual({ ok: true, code: ticket.code })
    const other = await makeTicket(system())
    expect(other.code).not.toBe(ticket.code)
  })
})
