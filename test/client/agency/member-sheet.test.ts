import { beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import { inviteMember } from '../../../client/agency/invite-member.ts'
import { publishIntakeSheet } from '../../../client/agency/intake-sheet.ts'
import { changeMemberSheet, fetchSheets, renewMemberSheet } from '../../../client/agency/member-sheet.ts'
import { addDays } from '../../../shared/day.ts'
import { MEMBER_SHEET_DAYS, MEMBER_SHEET_RENEW_DAYS } from '../../../shared/protocol.ts'
import { NOTHING_SEEN, seenKey, type SeenVersions } from '../../../shared/trust/area.ts'
import { renewedSheet, withMember, withoutMember } from '../../../shared/trust/member-change.ts'
import { findMember, memberState } from '../../../shared/trust/member-sheet.ts'
import { TODAY, pair, signMemberSheet, tamper } from '../../shared/trust/world.ts'
import { expectKind, openSetting, type Setting } from './setting.ts'

let setting: Setting

beforeEach(async () => {
  setting = await openSetting()
  expectKind(await setting.found(), 'founded')
})

const name = (): string => `member-sheet/${setting.keys.agency}`
const renew = (seen: SeenVersions): ReturnType<typeof renewMemberSheet> =>
  renewMemberSheet(setting.context, setting.keys, seen)

describe('the member sheet', () => {
  it('is made again of what another administrator wrote meanwhile, and loses neither change', async () => {
    const { fake, context, keys, sheetNow, seenNow } = setting
    const [first, second] = [await pair('device', 'first'), await pair('device', 'second')]
    const other = withMember(renewedSheet(await sheetNow(), TODAY), {
      device: first.publicKey,
      roles: ['caseworker'],
      label: 'first',
    })
    const document = await signMemberSheet(other, keys.signing)
    fake.beforePut = () => void fake.documents.set(name(), document)
    const add = { device: second.publicKey, roles: ['caseworker'], label: 'second' }
    const outcome = await changeMemberSheet(
      context,
      keys,
      (sheet) => withMember(renewedSheet(sheet, TODAY), add),
      await seenNow(),
    )
    const { memberSheet } = expectKind(outcome, 'published')
    expect(memberSheet.members.map(({ label }) => label)).toEqual(['Desk 1', 'first', 'second'])
  })

  it('keeps former members, with the version at which they left', async () => {
    const { context, keys, sheetNow, seenNow } = setting
    const { device } = (await sheetNow()).members[0]!
    const leave = changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(renewedSheet(sheet, TODAY), device),
      await seenNow(),
    )
    const { memberSheet } = expectKind(await leave, 'published')
    expect(findMember(memberSheet, device)).toMatchObject({ from: 1, to: 2 })
  })

  it('is renewed after a week, and even when it has run out', async () => {
    const { clock, seenNow } = setting
    clock.today = addDays(TODAY, MEMBER_SHEET_RENEW_DAYS - 1)
    expect(expectKind(await renew(await seenNow()), 'published').memberSheet.version).toBe(1)
    clock.today = addDays(TODAY, MEMBER_SHEET_RENEW_DAYS)
    expect(expectKind(await renew(await seenNow()), 'published').memberSheet.version).toBe(2)
    clock.today = addDays(TODAY, 300)
    expect(expectKind(await renew(await seenNow()), 'published').memberSheet).toMatchObject({
      version: 3,
      expiresDay: addDays(clock.today, MEMBER_SHEET_DAYS),
    })
  })

  it('is not followed when it does not hold', async () => {
    const { fake, context, keys } = setting
    const first = fake.documents.get(name())!
    fake.documents.set(name(), tamper(first, first.payload.length - 3))
    const outcome = await fetchSheets(context, keys.agency, keys.signing.publicKey, NOTHING_SEEN)
    expect(outcome.kind).toBe('distrusted')
  })
})

describe('what a device has seen (P7.6)', () => {
  /** Everything that builds on the relay's member sheet. */
  async function everyStep(seen: SeenVersions): Promise<readonly unknown[]> {
    const { context, keys } = setting
    const signingKey = keys.signing.publicKey
    return [
      await fetchSheets(context, keys.agency, signingKey, seen),
      await changeMemberSheet(context, keys, (sheet) => renewedSheet(sheet, context.today()), seen),
      await inviteMember(context, keys, { roles: ['caseworker'], label: 'x' }, seen),
      await renew(seen),
      await publishIntakeSheet(context, keys, signingKey, seen),
    ]
  }

  it('never brings a removed device back, though the relay shows the sheet of before', async () => {
    const { fake, clock, context, keys, invite, seenNow } = setting
    const removed = (await invite('caseworker')).keys.device.publicKey
    const withIt = fake.documents.get(name())!
    const leave = changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(renewedSheet(sheet, TODAY), removed),
      await seenNow(),
    )
    const { memberSheet, seen } = expectKind(await leave, 'published')
    expect(memberState(memberSheet, removed)).toBe('former')
    fake.documents.set(name(), withIt)
    clock.today = addDays(TODAY, 8)
    for (const outcome of await everyStep(seen)) {
      expect(outcome).toEqual({ kind: 'distrusted', reason: 'rolled-back' })
    }
    expect(fake.documents.get(name())).toBe(withIt)
  })

  it('refuses another sheet of the same version, and one that grew beside it', async () => {
    const { fake, clock, keys, sheetNow, seenNow } = setting
    const before = await sheetNow()
    clock.today = addDays(TODAY, 7)
    const { seen } = expectKind(await renew(await seenNow()), 'published')
    const beside = { ...renewedSheet(before, clock.today), expiresDay: addDays(clock.today, 1) }
    fake.documents.set(name(), await signMemberSheet(beside, keys.signing))
    const shown = await sheetNow()
    const next = await signMemberSheet(renewedSheet(shown, clock.today), keys.signing)
    for (const document of [fake.documents.get(name())!, next]) {
      fake.documents.set(name(), document)
      clock.today = addDays(TODAY, 14)
      for (const outcome of await everyStep(seen)) expect(outcome).toEqual({ kind: 'distrusted', reason: 'fork' })
    }
  })

  it('is given back by each step with the newest sheet, one’s own included', async () => {
    const { clock, context, keys, invite, sheetNow, seenNow } = setting
    const member = seenKey('member-sheet', keys.agency)
    const versions = async (seen: SeenVersions): Promise<void> => {
      const { version, hash } = await sheetNow()
      expect(seen.get(member)).toEqual({ version, hash })
      expect(seen.get('other')).toBe(other)
    }
    const other = { version: 9, hash: new Uint8Array(32) }
    const start = new Map([...(await seenNow()), ['other', other]])
    const added = expectKind(await inviteMember(context, keys, { roles: [], label: 'x' }, start), 'invited').seen
    await versions(added)
    clock.today = addDays(TODAY, 7)
    const renewed = expectKind(await renew(added), 'published').seen
    await versions(renewed)
    expect(renewed.get(member)?.version).toBe(3)
    // Nothing to do: what another administrator published is noted all the same.
    await invite('caseworker')
    await versions(expectKind(await renew(renewed), 'published').seen)
    const fresh = await publishIntakeSheet(context, keys, keys.signing.publicKey, renewed)
    await versions(expectKind(fresh, 'fresh').seen)
  })

  it('begins for a founder and for a newcomer with the sheets they found', async () => {
    const { fake, context, keys, found } = await openSetting()
    const { memberSheet, intakeSheet, seen } = expectKind(await found(), 'founded')
    expect(seen.get(seenKey('member-sheet', keys.agency))).toEqual({ version: 1, hash: memberSheet.hash })
    expect([...seen.values()].map(({ hash }) => hash)).toContainEqual(intakeSheet.hash)
    const invited = await inviteMember(context, keys, { roles: ['caseworker'], label: 'x' }, seen)
    const { link } = expectKind(invited, 'invited')
    const opened = expectKind(await openInvitation(context, link), 'opened')
    expect(opened.seen).toEqual(
      new Map([[seenKey('member-sheet', keys.agency), { version: 2, hash: opened.memberSheet.hash }]]),
    )
    expect(fake.log).toHaveLength(1)
  })
})
