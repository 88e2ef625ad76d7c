import { beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import type { AgencyContext } from '../../../client/agency/context.ts'
import { eraseEntry } from '../../../client/agency/erase-entry.ts'
import { foundAgency } from '../../../client/agency/found-agency.ts'
import { sealHandover } from '../../../client/agency/handover.ts'
import { deriveInvitation } from '../../../client/agency/invitation.ts'
import { inviteMember } from '../../../client/agency/invite-member.ts'
import type { JoinLink } from '../../../client/agency/link.ts'
import { type AdministratorKeys, createAgencyKeys, withKeys } from '../../../client/agency/member-keys.ts'
import { changeMemberSheet } from '../../../client/agency/member-sheet.ts'
import { chainFrom, createChain, intakeKeyOf } from '../../../shared/crypto/chain.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { markOf } from '../../../shared/crypto/chain-mark.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { epochOf } from '../../../shared/day.ts'
import { renewedSheet, withNewKeys, withoutMember } from '../../../shared/trust/member-change.ts'
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

/** Chain and team key made anew, and the next sheet with them. */
async function replaceKeys(sheet: MemberSheet): Promise<{ keys: AdministratorKeys; sheet: MemberSheetContent }> {
  const chain = createChain(context.random, 2, epochOf(TODAY)!)
  const team = { team: 0, version: 2, seed: generateXWingSeed<'team'>(context.random) }
  const { publicKey } = await expandXWing(p, team.seed)
  const made = { chain: await markOf(p, chain), teams: [{ team: 0, key: publicKey }] }
  return { keys: withKeys(keys, { chains: [chain], teams: [team] }), sheet: await withNewKeys(p, sheet, made, TODAY) }
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
    const { handovers } = expectKind(await openInvitation(context, await invite('caseworker')), 'opened')
    expect(handovers.map(({ number }) => number)).toEqual([5])
  })

  it('leaves nothing that the link could open once the hand-over is erased', async () => {
    const link = await invite('caseworker')
    const { keys: own, handovers } = expectKind(await openInvitation(context, link), 'opened')
    const [handover] = handovers
    fake.lost.add('tombstone')
    expectKind(await eraseEntry(context, own, handover!), 'unreachable')
    expectKind(await eraseEntry(context, own, handover!), 'erased')
    expect(fake.log[handover!.number - 1]?.kind).toBe('tombstone')
    expectKind(await openInvitation(context, link), 'used')
  })

  it('is withdrawn when the device is no longer on the member sheet', async () => {
    const link = await invite('caseworker')
    const { members } = await setting.sheetNow()
    await changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(renewedSheet(sheet, TODAY), members[1]!.device),
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

  async function handoverOf(handed: AdministratorKeys, { secret }: JoinLink, roles: readonly string[] = []) {
    const { oneTime } = await deriveInvitation(p, secret)
    const { chains, teams, signing } = handed
    const also = roles.includes('administrator') ? { signing: signing.seed } : {}
    return sealHandover(context, handed, oneTime.publicKey, { chains, teams, ...also })
  }

  describe('refuses a hand-over, says why, and erases nothing,', () => {
    let link: JoinLink
    beforeEach(async () => {
      link = await invite('caseworker')
    })

    /** What comes of the hand-over of these keys in the place of the good one. */
    async function handedOver(handed: AdministratorKeys, ...roles: readonly string[]): Promise<unknown> {
      const bytes = await handoverOf(handed, link, roles)
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
      const leave = (sheet: MemberSheet): MemberSheetContent =>
        withoutMember(renewedSheet(sheet, TODAY), device.publicKey)
      await changeMemberSheet(context, keys, leave, await setting.seenNow())
      expect(await handedOver({ ...keys, device })).toEqual(wrong('author'))
    })

    it('of a stranger', async () => {
      expect(await handedOver({ ...keys, device: await pair('device', 'stranger') })).toEqual(wrong('author'))
    })

    it('with chains other than those of the member sheet', async () => {
      const [chain] = keys.chains
      const later = { ...chain!, number: 2 }
      const foreign = createChain(context.random, 1, chain!.epoch)
      const before = { ...chain!, epoch: chain!.epoch - 1 }
      const shifted = { ...chain!, epoch: chain!.epoch + 1 }
      for (const chains of [[], [later], [chain!, later], [chain!, chain!], [foreign], [before], [shifted]]) {
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

  it('takes what is genuine of all that the link opens, older keys along with the newest, and names each to be erased', async () => {
    const link = await invite('caseworker')
    const first = fake.log[0]!
    const made = await replaceKeys(await setting.sheetNow())
    fake.documents.set(`member-sheet/${keys.agency}`, await signMemberSheet(made.sheet, keys.signing))
    const foreign = {
      ...made.keys,
      chains: made.keys.chains.map((chain) => createChain(context.random, chain.number, chain.epoch)),
    }
    fake.log.push({ ...first, number: 2, bytes: await handoverOf(foreign, link) })
    const older = expectKind(await openInvitation(context, link), 'opened')
    expect(older.keys).toMatchObject({ chains: keys.chains, teams: keys.teams })
    fake.log.push({ ...first, number: 3, bytes: await handoverOf(made.keys, link) })
    const opened = expectKind(await openInvitation(context, link), 'opened')
    expect(opened.keys).toMatchObject({ chains: made.keys.chains, teams: made.keys.teams })
    expect(opened.handovers.map(({ number }) => number)).toEqual([1, 2, 3])
  })

  it('refuses a team key of an older version that is not the one which the agency had', async () => {
    const link = await invite('caseworker')
    const made = await replaceKeys(await setting.sheetNow())
    fake.documents.set(`member-sheet/${keys.agency}`, await signMemberSheet(made.sheet, keys.signing))
    const [, newest] = made.keys.teams
    const teams = [{ team: 0, version: 1, seed: generateXWingSeed<'team'>(context.random) }, newest!]
    fake.log.splice(0, 1, { ...fake.log[0]!, bytes: await handoverOf({ ...made.keys, teams }, link) })
    expect(await openInvitation(context, link)).toEqual({ kind: 'wrong-handover', reason: 'team-key' })
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
