import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKit, deriveKitKeys, type KitKeys } from '../../../shared/crypto/kit.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { nextHead } from '../../../shared/trust/document.ts'
import type { MemberSheetContent } from '../../../shared/trust/member-sheet.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { copyPreimage, type KeepRequest } from '../../../shared/wire/recovery.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { p, signMemberSheet, TODAY } from '../../shared/trust/world.ts'
import { MEMBER_SHEET_DAYS } from '../../../shared/protocol.ts'
import { documentHash } from '../../../shared/trust/document.ts'
import { envelope, filled, idOf } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress, memberOf, openSetting, publish, type Setting } from '../relay-fixture.ts'

let setting: Setting
let kit: KitKeys
beforeEach(async () => {
  setting = await openSetting()
  await publish(setting)
  kit = await newKit()
})
afterEach(() => setting.close())

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
const newKit = (): Promise<KitKeys> => deriveKitKeys(p, createKit(random))
const member = (index: number): ReturnType<typeof memberOf> => memberOf(setting, setting.world.front, index)
const recover = (of: KitKeys): ReturnType<ReturnType<ReturnType<Setting['client']>['asKit']>['recover']> =>
  setting.client().asKit(signerOf(p, of.reading)).recover(of.address)

async function request(of: KitKeys, serial: number, sealed: Envelope): Promise<KeepRequest> {
  const signature = await sign(p, of.reading.seed, copyPreimage(of.address, serial, idOf(sealed)))
  const agency = inboxAddress(setting.world.front)
  return { agency, readingKey: of.reading.publicKey, serial, signature, envelope: sealed }
}

/** The newest sheet with this device struck off. */
async function without(index: number): Promise<void> {
  const { front } = setting.world
  const stored = await signMemberSheet(front.memberSheet, front.signing)
  const hash = await documentHash(p, 'member-sheet', stored.payload)
  const head = nextHead({ version: front.memberSheet.version, hash }, TODAY, MEMBER_SHEET_DAYS)
  const members = front.memberSheet.members.map((one, at) => (at === index ? { ...one, to: head.version } : one))
  const sheet: MemberSheetContent = { ...front.memberSheet, ...head, members }
  const document = await signMemberSheet(sheet, front.signing)
  const put = await setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })
  expect(put).toEqual({ kind: 'stored', version: head.version })
}

describe('a recovery copy', () => {
  it('is kept by a member and given back to the kit, the newest only, as often as asked', async () => {
    for (const serial of [1, 2]) {
      expect(await member(0).keepCopy(await request(kit, serial, envelope(serial)))).toEqual({ kind: 'kept' })
    }
    const kept = await request(kit, 2, envelope(2))
    const copy = { serial: 2, signature: kept.signature, envelope: kept.envelope }
    for (const _ of [1, 2]) expect(await recover(kit)).toEqual({ kind: 'copy', copy })
  })

  it('is not there for another kit, nor for one that was never kept', async () => {
    await member(0).keepCopy(await request(kit, 1, envelope(1)))
    expect(await recover(await newKit())).toEqual({ kind: 'absent' })
  })

  it('is given to nobody who asks for an address that is not of their key', async () => {
    await member(0).keepCopy(await request(kit, 1, envelope(1)))
    const other = await newKit()
    const asked = await setting.client().asKit(signerOf(p, other.reading)).recover(kit.address)
    expect(asked).toEqual({ kind: 'refused', code: 'signature' })
  })

  it('is kept for members only', async () => {
    const stranger = memberOf(setting, setting.world.second, 0)
    expect(await stranger.keepCopy(await request(kit, 1, envelope(1)))).toEqual({
      kind: 'refused',
      code: 'not-a-member',
    })
    expect(await recover(kit)).toEqual({ kind: 'absent' })
  })

  it('cannot be replaced by a colleague, who does not have the kit', async () => {
    const own = await request(kit, 1, envelope(1))
    await member(0).keepCopy(own)
    const thief = await newKit()
    const forged = [
      { ...(await request(thief, 2, envelope(2))), readingKey: kit.reading.publicKey },
      { ...own, serial: 2 },
      { ...own, envelope: envelope(2) },
      { ...own, signature: filled(64, 0) },
      { ...own, readingKey: filled(32, 0) },
    ]
    for (const one of forged) {
      expect(await member(1).keepCopy(one)).toEqual({ kind: 'refused', code: 'not-authorised' })
    }
    expect(await recover(kit)).toMatchObject({ kind: 'copy', copy: { serial: 1, envelope: envelope(1) } })
  })

  it('is not taken back to an older one by a request that comes late', async () => {
    const late = await request(kit, 1, envelope(1))
    await member(0).keepCopy(await request(kit, 5, envelope(5)))
    expect(await member(0).keepCopy(late)).toEqual({ kind: 'superseded', serial: 5 })
    expect(await recover(kit)).toMatchObject({ kind: 'copy', copy: { serial: 5 } })
  })

  it('goes when its device makes a new kit, and when the device is removed; others stay', async () => {
    const [old, next, others] = [kit, await newKit(), await newKit()]
    await member(0).keepCopy(await request(old, 3, envelope(3)))
    await member(1).keepCopy(await request(others, 1, envelope(4)))
    await member(0).keepCopy(await request(next, 1, envelope(5)))
    expect(await recover(old)).toEqual({ kind: 'absent' })
    await without(1)
    expect(await recover(others)).toEqual({ kind: 'absent' })
    expect(await recover(next)).toMatchObject({ kind: 'copy', copy: { envelope: envelope(5) } })
    expect(await member(1).keepCopy(await request(others, 2, envelope(6)))).toMatchObject({ code: 'not-a-member' })
  })

  it('stands under keyed names: neither address nor device nor agency is in the database', async () => {
    await member(0).keepCopy(await request(kit, 1, envelope(1)))
    const row = setting.sqlite.prepare('select * from recovery_copy').get() as Record<string, unknown>
    expect(Object.keys(row)).toEqual(['address', 'keeper', 'serial', 'signature', 'envelope'])
    const names = [kit.address, kit.reading.publicKey, present(setting.world.front.devices[0]).publicKey]
    for (const name of [...names, inboxAddress(setting.world.front)]) {
      expect(Buffer.from(setting.sqlite.serialize()).includes(name)).toBe(false)
    }
  })
})
