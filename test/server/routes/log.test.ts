import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logAddressOf } from '../../../shared/crypto/addresses.ts'
import type { SigningKey } from '../../../shared/crypto/keys.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { encodeTombstone, tombstonePreimage } from '../../../shared/wire/tombstone.ts'
import { envelope, filled, idOf, noIncarnation, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { p, pair } from '../../shared/trust/world.ts'
import { inboxAddress, memberOf, openSetting, publish, type Setting } from '../relay-fixture.ts'

let setting: Setting
beforeEach(async () => {
  setting = await openSetting()
  await publish(setting)
})
afterEach(() => setting.close())

const agency = (): ReturnType<typeof inboxAddress> => inboxAddress(setting.world.front)
const member = (index: number): ReturnType<typeof memberOf> => memberOf(setting, setting.world.front, index)
const fromStart = { team: 0, incarnation: noIncarnation, after: 0, confirmed: [] }

async function stone(
  device: SigningKey<'device'>,
  replaces: number,
  entry: Envelope,
  named = replaces,
): Promise<Bytes> {
  const hash = idOf(entry)
  const preimage = tombstonePreimage(await logAddressOf(p, agency(), 0), named, hash)
  return encodeTombstone({
    device: device.publicKey,
    signature: await sign(p, device.seed, preimage),
    number: replaces,
    hash,
  })
}

describe('the log over HTTP', () => {
  it('goes the whole way: posted, taken by one of two, synced, confirmed, gone from the inbox', async () => {
    await setting.post(agency(), envelope(1))
    const take = { agency: agency(), team: 0, envelopeId: idOf(envelope(1)) }
    expect(await member(0).take({ ...take, entry: envelope(101, 1) })).toEqual({ kind: 'taken', number: 1 })
    expect(await member(1).take({ ...take, entry: envelope(102, 1) })).toEqual({ kind: 'conflict', number: 1 })
    const synced = await member(1).sync({ agency: agency(), ...fromStart })
    expect(synced).toMatchObject({
      kind: 'page',
      head: 1,
      entries: [{ kind: 'entry', number: 1, from: idOf(envelope(1)), bytes: envelope(101, 1) }],
    })
    const held = (): unknown =>
      setting.sqlite.prepare('select count(*) from mail_0 where mailbox != zeroblob(32)').pluck().get()
    await member(0).sync({ agency: agency(), ...fromStart, confirmed: [idOf(envelope(1))] })
    expect(held()).toBe(1)
    await member(1).sync({ agency: agency(), ...fromStart, confirmed: [idOf(envelope(1))] })
    expect(held()).toBe(0)
    await setting.post(agency(), envelope(1))
    expect(await member(0).listInbox({ agency: agency(), after: zeros })).toEqual({
      kind: 'page',
      more: false,
      items: [],
    })
  })

  it('refuses a take of what never came', async () => {
    const take = { agency: agency(), team: 0, envelopeId: idOf(envelope(1)), entry: envelope(101) }
    expect(await member(0).take(take)).toEqual({ kind: 'unknown-envelope' })
  })

  it('takes entries, once each', async () => {
    expect(await member(0).append({ agency: agency(), team: 0, entry: envelope(1) })).toEqual({
      kind: 'appended',
      number: 1,
    })
    expect(await member(1).append({ agency: agency(), team: 0, entry: envelope(2) })).toEqual({
      kind: 'appended',
      number: 2,
    })
    expect(await member(1).append({ agency: agency(), team: 0, entry: envelope(1) })).toEqual({
      kind: 'appended',
      number: 1,
    })
  })

  it('of another agency takes, gives and erases nothing', async () => {
    const stranger = memberOf(setting, setting.world.second, 0)
    const refused = { kind: 'refused', code: 'not-a-member' }
    expect(await stranger.append({ agency: agency(), team: 0, entry: envelope(1) })).toEqual(refused)
    expect(await stranger.sync({ agency: agency(), ...fromStart })).toEqual(refused)
    expect(await stranger.take({ agency: agency(), team: 0, envelopeId: zeros, entry: envelope(1) })).toEqual(refused)
    const tombstone = await stone(present(setting.world.second.devices[0]), 1, envelope(1))
    expect(await stranger.tombstone({ agency: agency(), team: 0, replaces: 1, tombstone })).toEqual(refused)
  })
})

describe('a tombstone over HTTP', () => {
  beforeEach(() => member(0).append({ agency: agency(), team: 0, entry: envelope(1) }))
  const erase = (tombstone: Bytes, replaces = 1): Promise<unknown> =>
    member(0).tombstone({ agency: agency(), team: 0, replaces, tombstone })
  const device = (index: number): SigningKey<'device'> => present(setting.world.front.devices[index])

  it('signed by a member stands in the place of the entry, and is set once', async () => {
    const tombstone = await stone(device(0), 1, envelope(1))
    expect(await erase(tombstone)).toEqual({ kind: 'replaced', number: 1 })
    expect(await erase(tombstone)).toEqual({ kind: 'replaced', number: 1 })
    expect(await member(1).sync({ agency: agency(), ...fromStart })).toMatchObject({
      entries: [{ kind: 'tombstone', number: 1, bytes: tombstone }],
    })
    expect(await erase(await stone(device(1), 1, envelope(1)))).toEqual({ kind: 'already-erased' })
  })

  it('may be brought by a colleague of who signed it', async () => {
    expect(await erase(await stone(device(1), 1, envelope(1)))).toEqual({ kind: 'replaced', number: 1 })
  })

  it('with a wrong signature, of a stranger, or for another number is refused, and the entry stays', async () => {
    const refused = { kind: 'refused', code: 'not-authorised' }
    const wrong = await stone(device(0), 1, envelope(1))
    wrong.set(filled(4, 1), 40)
    expect(await erase(wrong)).toEqual(refused)
    expect(await erase(await stone(await pair('device', 'nobody'), 1, envelope(1)))).toEqual(refused)
    expect(await erase(await stone(device(0), 1, envelope(1), 2))).toEqual(refused)
    expect(await erase(await stone(device(0), 2, envelope(1)))).toEqual({ kind: 'refused', code: 'malformed' })
    expect(await erase(await stone(device(0), 1, envelope(2)))).toEqual({ kind: 'unknown-entry' })
    expect(await member(1).sync({ agency: agency(), ...fromStart })).toMatchObject({ entries: [{ kind: 'entry' }] })
  })
})
