import { beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import { type AdministratorKeys } from '../../../client/agency/member-keys.ts'
import { changeMemberSheet } from '../../../client/agency/member-sheet.ts'
import { createNewKeys, type KeyChange, publishNewKeys } from '../../../client/agency/replace-keys.ts'
import { isMarked } from '../../../shared/crypto/chain-mark.ts'
import { teamCheckOf } from '../../../shared/crypto/key-check.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { addDays, epochOf } from '../../../shared/day.ts'
import { CHAIN_KEEP_DAYS, CLOCK_TOLERANCE_DAYS, EPOCH_DAYS } from '../../../shared/protocol.ts'
import { renewedSheet, withoutMember } from '../../../shared/trust/member-change.ts'
import { TODAY, day, p } from '../../shared/trust/world.ts'
import { expectKind, openSetting, type Setting } from './setting.ts'

let setting: Setting
let second: AdministratorKeys

/** An agency with two administrators. */
beforeEach(async () => {
  setting = await openSetting()
  expectKind(await setting.found(), 'founded')
  const { link } = await setting.invite('administrator')
  const { keys } = expectKind(await openInvitation(setting.context, link), 'opened')
  second = { ...keys, signing: setting.keys.signing }
})

async function newKeys(change: Partial<KeyChange> = {}): Promise<KeyChange> {
  return { ...createNewKeys(setting.context, await setting.sheetNow()), remove: [], handedTo: [], ...change }
}
const publish = async (keys: AdministratorKeys, change: KeyChange): ReturnType<typeof publishNewKeys> =>
  publishNewKeys(setting.context, keys, change, await setting.seenNow())
async function strike(device: Uint8Array): Promise<void> {
  const { context, keys, seenNow } = setting
  const leave = changeMemberSheet(
    context,
    keys,
    (sheet) => withoutMember(renewedSheet(sheet, TODAY), device),
    await seenNow(),
  )
  expectKind(await leave, 'published')
}

describe('new keys on the member sheet (9.31)', () => {
  it('are named with their checks, beside those that they replace', async () => {
    const [old] = (await setting.sheetNow()).teams
    const change = await newKeys({ remove: [second.device.publicKey] })
    const { memberSheet } = expectKind(await publish(setting.keys, change), 'published')
    expect(memberSheet.chain).toBe(2)
    expect(memberSheet.chains.map(({ number, replacedDay }) => [number, replacedDay])).toEqual([
      [1, TODAY],
      [2, null],
    ])
    expect(await isMarked(p, change.chain, memberSheet.chains[1]!)).toBe(true)
    expect(await isMarked(p, setting.keys.chains[0]!, memberSheet.chains[0]!)).toBe(true)
    const [team] = memberSheet.teams
    expect(team?.key).toEqual((await expandXWing(p, change.teams[0]!.seed)).publicKey)
    expect(team?.past).toEqual([await teamCheckOf(p, old!)])
    expect(memberSheet.members.map(({ to }) => to)).toEqual([null, memberSheet.version])
  })

  it('begin in an epoch that no colleague’s clock is before', async () => {
    setting.clock.today = day(TODAY + EPOCH_DAYS)
    expect((await newKeys()).chain.epoch).toBe(epochOf(addDays(setting.clock.today, -CLOCK_TOLERANCE_DAYS)))
  })

  it('are published once, though the answer was lost', async () => {
    const change = await newKeys()
    setting.fake.lost.add('member-sheet')
    expectKind(await publish(setting.keys, change), 'unreachable')
    const { memberSheet } = expectKind(await publish(setting.keys, change), 'published')
    expect([memberSheet.version, memberSheet.chain]).toEqual([3, 2])
  })

  it('are the second’s own no more when the first was faster', async () => {
    const [mine, theirs] = [await newKeys(), await newKeys()]
    expectKind(await publish(setting.keys, mine), 'published')
    expectKind(await publish(second, theirs), 'overtaken')
    expect((await setting.sheetNow()).version).toBe(3)
  })

  it('are made of what another administrator wrote meanwhile, as long as it took no number', async () => {
    const change = await newKeys()
    await setting.invite('caseworker')
    const { memberSheet } = expectKind(await publish(second, change), 'published')
    expect([memberSheet.chain, memberSheet.members.length]).toEqual([2, 3])
  })

  it('are not published by whoever has been struck off, with the signing key in their hands', async () => {
    const change = await newKeys()
    await strike(second.device.publicKey)
    expectKind(await publish(second, change), 'not-a-member')
  })

  it('are not published when somebody who was handed them has been struck off since', async () => {
    const change = await newKeys({ handedTo: [second.device.publicKey] })
    await strike(second.device.publicKey)
    expectKind(await publish(setting.keys, change), 'overtaken')
  })

  it('let a chain that has run out fall off the sheet', async () => {
    expectKind(await publish(setting.keys, await newKeys()), 'published')
    setting.clock.today = addDays(TODAY, CHAIN_KEEP_DAYS)
    expect((await newKeysPublished()).map(({ number }) => number)).toEqual([1, 2, 3])
    setting.clock.today = addDays(TODAY, CHAIN_KEEP_DAYS + 1)
    expect((await newKeysPublished()).map(({ number }) => number)).toEqual([2, 3, 4])
  })

  const newKeysPublished = async (): Promise<readonly { readonly number: number }[]> =>
    expectKind(await publish(setting.keys, await newKeys()), 'published').memberSheet.chains
})
