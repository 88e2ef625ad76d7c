import { describe, expect, it } from 'vitest'
import { concat, encodeText, lp, type Bytes } from '../../../shared/bytes/cursor.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { createCodeChange, type NewTicket } from '../../../shared/case/code-change.ts'
import { writeEvent } from '../../../shared/case/event.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import { signFrame, splitFrame } from '../../../shared/case/frame.ts'
import { createTaken } from '../../../shared/case/log-create.ts'
import { LOG } from '../../../shared/case/log-event.ts'
import { readLogRecord, type LogRecord } from '../../../shared/case/log-record.ts'
import { authorName, envelopeName } from '../../../shared/case/names.ts'
import { createReporterEvent, TO_AGENCY, type CodeChangeBody } from '../../../shared/case/reporter-event.ts'
import type { KnownReporterEvent } from '../../../shared/case/reporter-event.ts'
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import { AT, createOffice, createTicketKeys, p, repeatable, reportBody, type Ticket } from './samples.ts'
import { present } from '../../present.ts'

const random = repeatable(31)
const office = await createOffice(random)
const [old, next, other] = [
  await createTicketKeys(random),
  await createTicketKeys(random),
  await createTicketKeys(random),
]
const common = { random, at: AT }
const pseudonymBytes = (of: Ticket): Bytes => present(parseBase64url(of.case))
const keysOf = (of: Ticket): NewTicket => ({ followUp: of.key, reply: of.reply })

/** As a desk reads it out of the log. */
async function takenIn(by: Ticket, event: KnownReporterEvent): Promise<LogRecord> {
  const { frame } = await signFrame(p, by.key, TO_AGENCY, office.inbox, event)
  const body = { envelope: envelopeName(random(32)), epoch: 3, ...present(splitFrame(frame)) }
  const signed = await signFrame(p, office.device, LOG, office.log, createTaken({ random, at: AT, heads: [] }, body))
  return present(await readLogRecord(p, signed.frame, office))
}

const withBody = (change: Partial<CodeChangeBody>, body: CodeChangeBody, of = old): KnownReporterEvent =>
  createReporterEvent('code-change', { ...common, case: of.case }, { ...body, ...change })

describe('A code change', () => {
  it('is signed by the old key as an event and by the new key as a proof that it is there (P6.3)', async () => {
    const event = await createCodeChange(p, common, old.key, keysOf(next))
    const message = concat(lp('sosafe/v1/code-change'), lp(pseudonymBytes(old)), lp(next.key.publicKey))
    expect(event).toMatchObject({ type: 'code-change', case: old.case })
    expect(event.body).toEqual({
      reply: next.reply,
      followUp: next.key.publicKey,
      proof: await sign(p, next.key.seed, message),
    })
    const record = await takenIn(old, event)
    expect(record.taken).toMatchObject({ event, successor: next.case })
  })

  it.each<[string, (body: CodeChangeBody) => Promise<LogRecord>]>([
    ['with a flipped bit in the proof', (body) => takenIn(old, withBody({ proof: flipped(body.proof) }, body))],
    [
      'that names a key which has not signed',
      (body) => takenIn(old, withBody({ followUp: other.key.publicKey }, body)),
    ],
    ['with a proof given to another ticket', (body) => takenIn(other, withBody({}, body, other))],
    ['that names another’s case', (body) => takenIn(other, withBody({}, body))],
    [
      'with a proof over other words',
      async (body) => takenIn(old, withBody({ proof: await sign(p, next.key.seed, encodeText('sosafe')) }, body)),
    ],
  ])('%s is kept and leads nowhere', async (_what, make) => {
    const { body } = await createCodeChange(p, common, old.key, keysOf(next))
    const record = await make(body)
    expect(record.taken?.event.type).toBe('code-change')
    expect(record.taken?.successor).toBeNull()
  })

  it('without a proof is kept as unknown', async () => {
    const { body, ...event } = await createCodeChange(p, common, old.key, keysOf(next))
    const { proof: _, ...rest } = body
    const text = JSON.parse(writeEvent({ ...event, body: rest } as KnownReporterEvent)) as unknown
    const record = await takenIn(old, text as KnownReporterEvent)
    expect(record.taken).toMatchObject({ successor: null, event: { type: 'unknown', name: 'code-change' } })
  })

  it('carries the case over to the ticket whose digits give nothing but its own name', async () => {
    const report = createReporterEvent('report', { ...common, case: old.case }, reportBody(old.reply))
    const words = createReporterEvent('follow-up', { ...common, case: next.case }, { words: 'it is me' })
    const records = [
      await takenIn(next, words),
      await takenIn(old, await createCodeChange(p, common, old.key, keysOf(next))),
      await takenIn(old, report),
    ]
    const { cases, aside } = foldCases(records, () => 'current')
    expect(aside).toEqual([])
    expect([...cases.keys()]).toEqual([old.case])
    expect(cases.get(old.case)).toMatchObject({
      pseudonym: old.case,
      replyPseudonym: next.case,
      ticketKey: authorName(next.key.publicKey),
      replyTo: next.reply,
      timeline: { length: 3 },
    })
  })
})

function flipped(bytes: Bytes): Bytes {
  const out = bytes.slice()
  out[5] = (out[5] ?? 0) ^ 1
  return out
}
