import { beforeEach, describe, expect, it } from 'vitest'
import { eraseHandover, openInvitation } from '../../../client/agency/accept-invitation.ts'
import type { AgencyContext } from '../../../client/agency/context.ts'
import { foundAgency } from '../../../client/agency/found-agency.ts'
import { sealHandover } from '../../../client/agency/handover.ts'
import { deriveInvitation } from '../../../client/agency/invitation.ts'
import { inviteMember } from '../../../client/agency/invite-member.ts'
import type { JoinLink } from '../../../client/agency/link.ts'
import { type AdministratorKeys, createAgencyKeys } from '../../../client/agency/member-keys.ts'
import { changeMemberSheet } from '../../../client/agency/member-sheet.ts'
import { intakeKeyOf, chainFrom } from '../../../shared/crypto/chain.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { epochOf } from '../../../shared/day.ts'
import { renewedSheet, withoutMember } from '../../../shared/trust/member-change.ts'
import type { MemberSheet, MemberSheetContent } from '../../../shared/trust/member-sheet.ts'
import { TODAY, p, pair, signMemberSheet } from '../../shared/trust/world.ts'
import { type FakeRelay, issueToken } from './fake-relay.ts'
import { DESCRIPTION, expectKind, openSetting, type Setting } from './setting.ts'

let setting: Setting
let fake: FakeRelay
let context: AgencyContext
let keys: AdministratorKeys

beforeEach(async () => {
  setting = await openSetting()
  fake = setting.fake
  context = setting.context
  keys = setting.keys
})

describe('founding an agency', () => {
  it('introduces it and publishes both first sheets, with the keys of its own chain', async () => {
    const { memberSheet, intakeSheet, description } = expectKind(await setting.found(), 'founded')
    expect(description).toMatchObject(DESCRIPTION)
    expect(fake.introduced).toMatchObject([{ id: keys.agency, type: 'hospital' }])
    expect(memberSheet).toMatchObject({ version: 1, chain: 1, agency: keys.agency })
    expect(memberSheet.members).toHaveLength(1)
    expect(memberSheet.teams[0]?.key).toEqual((await expandXWing(p, keys.teams[0]!.seed)).publicKey)
    const chain = await chainFrom(p, keys.chains[0]!, epochOf(TODAY)! + 4)
    expect(intakeSheet.epochs[4]?.key).toEqual((await intakeKeyOf(p, chain!.seed)).publicKey)
  })

  it.each(['introduce', 'member-sheet', 'intake-sheet'])(
    'can be repeated when the answer to %s was lost',
    async (verb) => {
      const token = issueToken(fake, DESCRIPTION)
      const input = { token, label: 'Desk 1', roles: ['administrator'] }
      fake.lost.add(verb)
      expectKind(await foundAgency(context, keys, input), 'unreachable')
      const { memberSheet } = expectKind(await foundAgency(context, keys, input), 'founded')
      expect(memberSheet.version).toBe(1)
      expect(fake.introduced).toHaveLength(1)
    },
  )

  it('is refused with a token that another agency has used, or nobody made', async () => {
    const token = issueToken(fake, DESCRIPTION)
    const input = { token, label: 'Desk 1', roles: ['administrator'] }
    expectKind(await foundAgency(context, await createAgencyKeys(p, context.random, TODAY), input), 'founded')
    expectKind(await foundAgency(context, keys, input), 'token')
    expectKind(await foundAgency(context, keys, { ...input, token: context.random(32) }), 'token')
    expect(fake.documents.has(`member-sheet/${keys.agency}`)).toBe(false)
  })
})

/** The next sheet, after chain and team key were replaced (here by themselves). */
function withNewKeys(sheet: MemberSheet): MemberSheetContent {
  const teams = sheet.teams.map((entry) => ({ ...entry, version: entry.version + 1 }))
  return { ...renewedSheet(sheet, TODAY), chain: 2, teams }
}

describe('inviting and accepting (9.25 to 9.27)', () => {
  beforeEach(async () => {
    expectKind(await setting.found(), 'founded')
  })

  const invite = async (...roles: readonly string[]): Promise<JoinLink> => (await setting.invite(...roles)).link

  it('gives a caseworker chains and team key, and an administrator the signing key too', async () => {
    const worker = expectKind(await openInvitation(context, await invite('caseworker')), 'opened')
    expect(worker.keys).toMatchObject({ agency: keys.agency, chains: keys.chains, teams: keys.teams, signing: null })
    const administrator = expectKind(await openInvitation(context, await invite('administrator')), 'opened')
    expect(administrator.keys.signing).toEqual(keys.signing)
    const { members, version } = await setting.sheetNow()
    expect(version).toBe(3)
    expect(members.map(({ from, roles }) => [from, roles[0]])).toEqual([
      [1, 'administrator'],
      [2, 'caseworker'],
      [3, 'administrator'],
    ])
  })

  it('finds the hand-over on whatever page of the log it lies', async () => {
    for (let before = 0; before < 4; before++) await invite('caseworker')
    const { handover } = expectKind(await openInvitation(context, await invite('caseworker')), 'opened')
    expect(handover.number).toBe(5)
  })

  it('leaves nothing that the link could open once the hand-over is erased', async () => {
    const link = await invite('caseworker')
    const { keys: own, handover } = expectKind(await openInvitation(context, link), 'opened')
    fake.lost.add('tombstone')
    expectKind(await eraseHandover(context, own, handover), 'unreachable')
    expectKind(await eraseHandover(context, own, handover), 'erased')
    expect(fake.log[handover.number - 1]?.kind).toBe('tombstone')
    expectKind(await openInvitation(context, link), 'used')
  })

  it('is withdrawn when the device is no longer on the member sheet', async () => {
    const link = await invite('caseworker')
    const { members } = await setting.sheetNow()
    await changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(sheet, members[1]!.device, TODAY),
      await setting.seenNow(),
    )
    expectKind(await openInvitation(context, link), 'withdrawn')
  })

  it('is not accepted under a member sheet that another key signed', async () => {
    const link = await invite('caseworker')
    const other = await pair('agency', 'another')
    expect(await openInvitation(context, { ...link, signingKey: other.publicKey })).toEqual({
      kind: 'distrusted',
      reason: 'signature',
    })
  })

  describe('refuses a hand-over, says why, and erases nothing,', () => {
    let link: JoinLink
    beforeEach(async () => {
      link = await invite('caseworker')
    })

    /** What comes of the hand-over of these keys in the place of the good one. */
    async function handedOver(handed: AdministratorKeys, ...roles: readonly string[]): Promise<unknown> {
      const bytes = await sealHandover(context, handed, await deriveInvitation(p, link.secret), roles)
      fake.log.forEach((entry, index) => {
        if (entry.kind === 'entry') fake.log[index] = { ...entry, bytes }
      })
      const before = [...fake.log]
      const outcome = await openInvitation(context, link)
      expect(fake.log).toEqual(before)
      return outcome
    }
    const wrong = (reason: string): object => ({ kind: 'wrong-handover', reason })
    const teamSeed = (): (typeof keys.teams)[0] => ({
      ...keys.teams[0]!,
      seed: generateXWingSeed<'team'>(context.random),
    })

    it('of a member who is no administrator, or was one', async () => {
      const worker = await setting.invite('caseworker')
      expect(await handedOver({ ...keys, device: worker.keys.device })).toEqual(wrong('author'))
      const former = await setting.invite('administrator')
      const { device } = former.keys
      expect(await handedOver({ ...keys, device })).toMatchObject({ kind: 'opened' })
      const leave = (sheet: MemberSheet): MemberSheetContent => withoutMember(sheet, device.publicKey, TODAY)
      await changeMemberSheet(context, keys, leave, await setting.seenNow())
      expect(await handedOver({ ...keys, device })).toEqual(wrong('author'))
    })

    it('of a stranger', async () => {
      expect(await handedOver({ ...keys, device: await pair('device', 'stranger') })).toEqual(wrong('author'))
    })

    it('with chains other than those of the member sheet', async () => {
      const [chain] = keys.chains
      const later = { ...chain!, number: 2 }
      for (const chains of [[], [later], [chain!, later], [chain!, chain!]]) {
        expect(await handedOver({ ...keys, chains })).toEqual(wrong('chain'))
      }
    })

    it('with a team key that is not the member sheet’s', async () => {
      const [team] = keys.teams
      for (const teams of [[], [teamSeed()], [team!, team!], [team!, { ...teamSeed(), version: 2 }]]) {
        expect(await handedOver({ ...keys, teams })).toEqual(wrong('team-key'))
      }
    })

    it('with a signing key that is not the link’s', async () => {
      const { seed } = await pair('agency', 'another')
      const handed = { ...keys, signing: { ...keys.signing, seed } }
      expect(await handedOver(handed, 'administrator')).toEqual(wrong('signing-key'))
      expect(await handedOver(keys, 'administrator')).toMatchObject({ kind: 'opened' })
    })
  })

  it('takes the good hand-over though a wrong one lies before it, and older keys along with the newest', async () => {
    const link = await invite('caseworker')
    const invitation = await deriveInvitation(p, link.secret)
    const [team] = keys.teams
    fake.documents.set(
      `member-sheet/${keys.agency}`,
      await signMemberSheet(withNewKeys(await setting.sheetNow()), keys.signing),
    )
    const [first] = keys.chains
    const older = { ...keys, chains: [first!, { ...first!, number: 2 }], teams: [team!, { ...team!, version: 2 }] }
    fake.log.push({ ...fake.log[0]!, number: 2, bytes: await sealHandover(context, older, invitation, []) })
    const opened = expectKind(await openInvitation(context, link), 'opened')
    expect(opened.handover.number).toBe(2)
    expect(opened.keys.teams.map(({ version }) => version)).toEqual([1, 2])
  })

  it('lists nobody and gives no link with keys that are not the newest', async () => {
    const old = { ...keys, chains: keys.chains.map((chain) => ({ ...chain, number: 7 })) }
    expectKind(
      await inviteMember(context, old, { roles: ['caseworker'], label: 'x' }, await setting.seenNow()),
      'superseded',
    )
    expect((await setting.sheetNow()).members).toHaveLength(1)
  })

  it('lists nobody when the hand-over did not arrive', async () => {
    fake.lost.add('append')
    expectKind(
      await inviteMember(context, keys, { roles: ['caseworker'], label: 'x' }, await setting.seenNow()),
      'unreachable',
    )
    expect((await setting.sheetNow()).members).toHaveLength(1)
  })
})
