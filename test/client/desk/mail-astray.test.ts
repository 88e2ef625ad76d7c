/** A member who takes mail out of the inbox with entries in which it does not stand. Source: docs/protocol.md P9.10, P9.16. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeskLink } from '../../../client/desk/desk-link.ts'
import { sealEntry } from '../../../client/desk/answer/seal-entry.ts'
import { openMail } from '../../../client/desk/intake/open-mail.ts'
import { createKeyring } from '../../../client/desk/keyring.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { splitFrame } from '../../../shared/case/frame.ts'
import { createTaken } from '../../../shared/case/log-create.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { dayStartMs, epochOf } from '../../../shared/day.ts'
import { inboxOf, type EnvelopeId } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { present } from '../../present.ts'
import { memberOf } from '../../server/relay-fixture.ts'
import { p, TODAY } from '../../shared/trust/world.ts'
import { contentsOf, openBench, random, reportBody, type Bench, type Device, type Phone } from './desk-fixture.ts'

let bench: Bench
let honest: Device
let bad: ReturnType<typeof memberOf>
let person: Phone
let report: Envelope
/** Of a letter that the member has made themselves. */
let made: Envelope

beforeEach(async () => {
  bench = await openBench()
  const { front } = bench.world
  honest = await bench.device(front, 1)
  bad = memberOf(bench.setting, front, 0)
  person = await bench.phone()
  report = await person.send('report', reportBody(person.ticket, 'help'))
  const stranger = await bench.phone()
  made = await stranger.send('report', reportBody(stranger.ticket, 'nothing'))
})
afterEach(() => bench.close())

const agency = () => inboxOf(bench.world.front.id)
const idOf = (envelope: Envelope): Promise<EnvelopeId> => envelopeIdOf(p, envelope)

/** An entry that says to hold `named`, and holds what is in `made`. */
async function entryNaming(named: Envelope): Promise<Envelope> {
  const keyring = present(await createKeyring(p, await contentsOf(bench.world.front, 0)))
  const link = { p, random, keyring } as unknown as DeskLink
  const epoch = present(epochOf(TODAY))
  const mail = present(await openMail(link, 'agency', made, epoch))
  const common = { random, at: eventTime(dayStartMs(TODAY)), heads: [] }
  const body = { envelope: envelopeName(await idOf(named)), epoch, ...present(splitFrame(mail.frame)) }
  return (await sealEntry(link, createTaken(common, body))).entry
}
const rounds = async (): Promise<void> => {
  for (let n = 0; n < 3; n++) await honest.session.refresh()
}
const holdsReport = (): boolean => {
  const of = honest.session.state().fold.cases.get(person.case)
  return of?.said.some(({ words }) => words === 'help') === true
}
const lies = async (envelope: Envelope): Promise<boolean> => {
  const id = await idOf(envelope)
  return [0, 1, 2].some((size) =>
    bench.setting.sqlite.prepare(`select 1 from mail_${size} where id = ?`).pluck().get(id),
  )
}

describe('mail that a member has taken out of the inbox with other words', () => {
  it('is confirmed by no colleague, whose desk says that it is gone and whose device wrote it', async () => {
    await bad.take({ agency: agency(), team: 0, envelopeId: await idOf(report), entry: await entryNaming(made) })
    await rounds()
    expect(await lies(report)).toBe(true)
    const { label } = present(bench.world.front.memberSheet.members[0])
    expect(honest.session.state().problems).toContainEqual({ kind: 'mail-astray', count: 1, labels: [label] })
  })

  it('is taken in as it is where it still waits, whatever an entry says that names it', async () => {
    await bad.append({ agency: agency(), team: 0, entry: await entryNaming(report) })
    await rounds()
    expect(holdsReport()).toBe(true)
    expect(honest.session.state().problems).toEqual([])
  })
})

describe('mail that a member would take out of the inbox without a trace', () => {
  it('is not given for an entry that came from other mail', async () => {
    const entry = await entryNaming(made)
    expect(await bad.take({ agency: agency(), team: 0, envelopeId: await idOf(made), entry })).toMatchObject({
      kind: 'taken',
    })
    expect(await bad.take({ agency: agency(), team: 0, envelopeId: await idOf(report), entry })).toMatchObject({
      kind: 'conflict',
    })
    await rounds()
    expect(holdsReport()).toBe(true)
  })

  it('is not given into the log of a team that nobody is in', async () => {
    const taken = await bad.take({ agency: agency(), team: 7, envelopeId: await idOf(report), entry: made })
    expect(taken).toEqual({ kind: 'refused', code: 'not-a-member' })
    await rounds()
    expect(holdsReport()).toBe(true)
  })
})
