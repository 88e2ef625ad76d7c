import { beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { concat, encodeText, lp, type Bytes } from '../../../shared/bytes/cursor.ts'
import { H } from '../../../shared/crypto/hash.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { joinFrame, readFrame, signFrame, splitFrame } from '../../../shared/case/frame.ts'
import { createReporterEvent, TO_AGENCY, type KnownReporterEvent } from '../../../shared/case/reporter-event.ts'
import { createWatchSlip, TO_OVERSEER } from '../../../shared/case/slip-event.ts'
import { createReplyEvent, TO_REPORTER } from '../../../shared/case/reply-event.ts'
import { createCaseEvent, createOwnEvent, createTaken } from '../../../shared/case/log-create.ts'
import { LOG } from '../../../shared/case/log-event.ts'
import { authorName, envelopeName, eventHashName, incarnationName } from '../../../shared/case/names.ts'
import { readLogRecord } from '../../../shared/case/log-record.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import {
  AT,
  agencyOf,
  createOffice,
  createTicketKeys,
  dayFrom,
  envelopeOf,
  hashFrom,
  p,
  repeatable,
  reportBody,
} from './samples.ts'
import { present } from '../../present.ts'
import type { Office, Ticket } from './samples.ts'

const random = repeatable()
let ticket: Ticket
let office: Office
let report: KnownReporterEvent
let frame: Bytes

beforeAll(async () => {
  ticket = await createTicketKeys(random)
  office = await createOffice(random)
  report = createReporterEvent('report', { random, at: AT, case: ticket.case }, reportBody(ticket.reply))
  frame = (await signFrame(p, ticket.key, TO_AGENCY, office.inbox, report)).frame
})

describe('A frame', () => {
  it('gives back the event, its author and its hash (P6.1)', async () => {
    const read = present(await readFrame(p, frame, TO_AGENCY, office.inbox))
    expect(read.event).toEqual(report)
    expect(read.author).toBe(authorName(ticket.key.publicKey))
    expect(read.hash).toBe(eventHashName(await H(p, 'sosafe/v1/event-hash', frame)))
  })

  it('is author, signature and JSON, signed over label, purpose, receiver and JSON', async () => {
    const json = frame.slice(96)
    const message = concat(lp('sosafe/v1/event'), lp('to-agency'), lp(office.inbox), lp(json))
    expect(frame.slice(0, 32)).toEqual(ticket.key.publicKey)
    expect(frame.slice(32, 96)).toEqual(await sign(p, ticket.key.seed, message))
    expect(JSON.parse(new TextDecoder().decode(json))).toMatchObject({ type: 'report', case: ticket.case, at: AT })
  })

  it('is read for no other mailbox and for no other purpose', async () => {
    const elsewhere = await createOffice(random)
    expect(await readFrame(p, frame, TO_AGENCY, elsewhere.inbox)).toBeNull()
    expect(await readFrame(p, frame, TO_OVERSEER, office.inbox)).toBeNull()
  })

  it('is not read when any one bit of it is flipped', async () => {
    const bits = fc.nat({ max: frame.length * 8 - 1 })
    await fc.assert(
      fc.asyncProperty(bits, async (bit) => {
        const broken = frame.slice()
        broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await readFrame(p, broken, TO_AGENCY, office.inbox)).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('is not read when cut short, and any bytes at all are no reason to throw', async () => {
    for (const length of [0, 31, 95, 96, 97, frame.length - 1]) {
      expect(await readFrame(p, frame.slice(0, length), TO_AGENCY, office.inbox)).toBeNull()
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await readFrame(p, new Uint8Array(bytes), TO_AGENCY, office.inbox)).toBeNull()
      }),
    )
  })

  it('with a valid signature over text that is no event is not read', async () => {
    for (const text of ['', 'null', '[]', '{}', '\uFEFF{}', `{"type":"report"}`, '['.repeat(40) + ']'.repeat(40)]) {
      const message = concat(lp('sosafe/v1/event'), lp('to-agency'), lp(office.inbox), lp(text))
      const forged = concat(ticket.key.publicKey, await sign(p, ticket.key.seed, message), encodeText(text))
      expect(await readFrame(p, forged, TO_AGENCY, office.inbox)).toBeNull()
    }
  })

  it('is refused at signing when its words are too long for the purpose: they are cut first (P6.7)', async () => {
    const long = { ...report, body: { ...reportBody(ticket.reply), words: 'ก'.repeat(9000) } }
    await expect(signFrame(p, ticket.key, TO_AGENCY, office.inbox, { ...long, type: 'report' })).rejects.toThrow(
      RangeError,
    )
  })

  it('comes apart and together without a byte lost', () => {
    expect(joinFrame(present(splitFrame(frame)))).toEqual(frame)
  })
})

describe('An event of each purpose', () => {
  it('survives writing and reading: watch slip', async () => {
    const body = { agency: agencyOf(office), day: dayFrom(20_800), promisedDay: dayFrom(20_803) }
    const slip = createWatchSlip({ random, case: ticket.case }, body)
    const signed = await signFrame(p, ticket.key, TO_OVERSEER, office.inbox, slip)
    expect((await readFrame(p, signed.frame, TO_OVERSEER, office.inbox))?.event).toEqual(slip)
  })

  it('survives writing and reading: received', async () => {
    const common = { random, at: AT, case: ticket.case, previous: null, agency: agencyOf(office) }
    const received = createReplyEvent('received', common, { report: hashFrom(random), day: dayFrom(20_800) })
    const signed = await signFrame(p, office.device, TO_REPORTER, ticket.reply.address, received)
    expect((await readFrame(p, signed.frame, TO_REPORTER, ticket.reply.address))?.event).toEqual(received)
  })

  it('survives writing and reading: taken, with the report and the sealed answer in it (P9.13)', async () => {
    const reply = { address: ticket.reply.address, envelope: envelopeOf(random), event: hashFrom(random) }
    const taken = createTaken(
      { random, at: AT, heads: [] },
      { envelope: envelopeName(random(32)), epoch: 3, ...present(splitFrame(frame)), reply },
    )
    const signed = await signFrame(p, office.device, LOG, office.log, taken)
    const record = present(await readLogRecord(p, signed.frame, office))
    expect(record.event).toEqual(taken)
    expect(record.taken?.event).toEqual(report)
    expect(record.taken?.pseudonym).toBe(ticket.case)
    expect(record.replyId).toBe(encodeBase64url(await p.sha256(reply.envelope)))
  })

  it('survives writing and reading: message, posted, handover', async () => {
    const common = { random, at: AT, case: ticket.case, heads: [hashFrom(random), hashFrom(random)] }
    const message = createCaseEvent('message', common, { words: 'We are here until nine.' })
    const posted = createOwnEvent(
      'posted',
      { random, at: AT },
      {
        replies: [envelopeName(random(32))],
        incarnation: incarnationName(random(16)),
      },
    )
    for (const event of [message, posted]) {
      const signed = await signFrame(p, office.device, LOG, office.log, event)
      expect((await readFrame(p, signed.frame, LOG, office.log))?.event).toEqual(event)
    }
  })

  it('taken with a frame in it that was not signed for this inbox is a record without the reporter’s event', async () => {
    const elsewhere = await createOffice(random)
    const signed = await signFrame(p, ticket.key, TO_AGENCY, elsewhere.inbox, report)
    const body = { envelope: envelopeName(random(32)), epoch: 3, ...present(splitFrame(signed.frame)) }
    const taken = await signFrame(p, office.device, LOG, office.log, createTaken({ random, at: AT, heads: [] }, body))
    expect((await readLogRecord(p, taken.frame, office))?.taken).toBeNull()
  })
})
