import { describe, expect, it } from 'vitest'
import { createChain } from '../../../shared/crypto/chain.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { fitsIn } from '../../../shared/crypto/seal.ts'
import { MAX_MAIL_CONTENT_BYTES, MAX_REPLY_SIZE_INDEX } from '../../../shared/protocol.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { readFrame, signFrame, splitFrame } from '../../../shared/case/frame.ts'
import { MAX_ERASED, MAX_KEYS, REPLY_PART_CHARACTERS, REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { createCaseEvent, createOwnEvent, createTaken } from '../../../shared/case/log-create.ts'
import { LOG } from '../../../shared/case/log-event.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import { createReplyEvent, TO_REPORTER } from '../../../shared/case/reply-event.ts'
import { createReporterEvent, TO_AGENCY } from '../../../shared/case/reporter-event.ts'
import { AT, agencyOf, createOffice, createTicketKeys, hashFrom, p, repeatable, reportBody } from './samples.ts'
import { present } from '../../present.ts'

const random = repeatable(11)
const office = await createOffice(random)
const ticket = await createTicketKeys(random)

/** Letters of which none follows from another: what deflates worst of all that people could type. */
function letters(count: number, first: number, last: number): string {
  const draws = random(count * 2)
  return Array.from({ length: count }, (_, i) => {
    const draw = ((draws[2 * i] ?? 0) << 8) | (draws[2 * i + 1] ?? 0)
    return String.fromCharCode(first + (draw % (last - first + 1)))
  }).join('')
}

const worst = {
  CJK: (count: number) => letters(count, 0x4e00, 0x9fff),
  Thai: (count: number) => letters(count, 0x0e01, 0x0e4e),
  quotes: (count: number) => '"\\'.repeat(count / 2),
  emoji: (count: number) => '\u{1F600}\u{1F9FF}'.repeat(count / 4),
}

describe.each(Object.keys(worst) as (keyof typeof worst)[])('One part of words (%s), as long as it may be,', (kind) => {
  it('goes to an agency in one envelope, and the taken event made of it fits one too', async () => {
    const words = worst[kind](REPORTER_PART_CHARACTERS)
    const body = { ...reportBody(ticket.reply), words, notShowTo: worst[kind](200) }
    const report = createReporterEvent('report', { random, at: AT, case: ticket.case }, body)
    const { frame } = await signFrame(p, ticket.key, TO_AGENCY, office.inbox, report)
    expect((await p.deflate(frame)).length).toBeLessThanOrEqual(MAX_MAIL_CONTENT_BYTES)
    const parts = present(splitFrame(frame))
    const heads = Array.from({ length: 80 }, () => hashFrom(random))
    const taken = createTaken({ random, at: AT, heads }, { envelope: envelopeName(random(32)), epoch: 9, ...parts })
    const entry = await signFrame(p, office.device, LOG, office.log, taken)
    expect(await fitsIn(p, entry.frame)).not.toBeNull()
  })

  it('goes to a reporter in a middle envelope at most, and the log event that embeds it fits one', async () => {
    const words = worst[kind](REPLY_PART_CHARACTERS)
    const common = { random, at: AT, case: ticket.case, previous: hashFrom(random), agency: agencyOf(office) }
    const reply = createReplyEvent('message', common, { words, part: [1, 2] })
    const sealed = await signFrame(p, office.device, TO_REPORTER, ticket.reply.address, reply)
    const size = present(await fitsIn(p, sealed.frame))
    expect(size).toBeLessThanOrEqual(1)
    const envelope = present(parseEnvelopeBytes(random(ENVELOPE_BYTES[size])))
    const heads = Array.from({ length: 80 }, () => hashFrom(random))
    const message = createCaseEvent(
      'message',
      { random, at: AT, case: ticket.case, heads },
      { words, part: [1, 2], reply: { address: ticket.reply.address, envelope, event: sealed.hash } },
    )
    const entry = await signFrame(p, office.device, LOG, office.log, message)
    expect(await fitsIn(p, entry.frame)).not.toBeNull()
  })
})

describe('An erasure', () => {
  it('of as many entries as it may name fits one envelope, with a long answer to the person in it', async () => {
    const envelope = present(parseEnvelopeBytes(random(ENVELOPE_BYTES[MAX_REPLY_SIZE_INDEX])))
    const reply = { address: ticket.reply.address, envelope, event: hashFrom(random) }
    const entries = Array.from({ length: MAX_ERASED }, () => envelopeName(random(32)))
    const heads = Array.from({ length: 80 }, () => hashFrom(random))
    const common = { random, at: AT, case: ticket.case, heads }
    const erasure = createCaseEvent('erasure', common, { withdrawal: hashFrom(random), entries, reply })
    const entry = await signFrame(p, office.device, LOG, office.log, erasure)
    expect(await fitsIn(p, entry.frame)).not.toBeNull()
    expect((await readFrame(p, entry.frame, LOG, office.log))?.event).toMatchObject({
      type: 'erasure',
      body: { entries },
    })
  })
})

describe('A hand-over', () => {
  it('of as many versions and chains as may stand in one fits one envelope, and so does the question for it', async () => {
    const teams = Array.from({ length: MAX_KEYS }, (_, at) => {
      return { team: 0, version: 65_535 - at, seed: generateXWingSeed<'team'>(random) }
    })
    const chains = Array.from({ length: 8 }, (_, at) => createChain(random, 65_535 - at, 65_000))
    const handover = createOwnEvent('handover', { random, at: AT }, { chains, teams })
    const entry = await signFrame(p, office.device, LOG, office.log, handover)
    expect(await fitsIn(p, entry.frame)).not.toBeNull()
    const { publicKey: key } = await expandXWing(p, generateXWingSeed<'one-time'>(random))
    const named = teams.map(({ team, version }) => ({ team, version }))
    const holds = { chains: chains.map(({ number }) => number), teams: named }
    const question = createOwnEvent('one-time-key', { random, at: AT }, { number: 99, key, holds, asks: true })
    const asked = await signFrame(p, office.device, LOG, office.log, question)
    expect(await fitsIn(p, asked.frame)).not.toBeNull()
    const read = await readFrame(p, asked.frame, LOG, office.log)
    expect(read?.event).toMatchObject({
      type: 'one-time-key',
      body: { number: 99, asks: true, holds: { chains: holds.chains } },
    })
  })
})

describe('A frame of the most bytes that mail may have', () => {
  it('still fits the taken event made of it, whatever its heads, if without the answer', async () => {
    // Random bytes as base64url: JSON that deflates as badly as JSON can.
    const words = Buffer.from(random(11_900)).toString('base64url')
    const body = { ...reportBody(ticket.reply), words }
    const report = createReporterEvent('report', { random, at: AT, case: ticket.case }, body)
    const { frame } = await signFrame(p, ticket.key, TO_AGENCY, office.inbox, report)
    const deflated = (await p.deflate(frame)).length
    expect(deflated).toBeLessThanOrEqual(MAX_MAIL_CONTENT_BYTES)
    expect(deflated).toBeGreaterThan(MAX_MAIL_CONTENT_BYTES - 100)
    const taken = createTaken(
      { random, at: AT, heads: Array.from({ length: 80 }, () => hashFrom(random)) },
      { envelope: envelopeName(random(32)), epoch: 9, ...present(splitFrame(frame)) },
    )
    const entry = await signFrame(p, office.device, LOG, office.log, taken)
    expect(await fitsIn(p, entry.frame)).toBe(2)
  })
})
