import { beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import { type IntakeOutcome, publishIntakeSheet } from '../../../client/agency/intake-sheet.ts'
import { createAgencyKeys, type MemberKeys } from '../../../client/agency/member-keys.ts'
import { changeMemberSheet } from '../../../client/agency/member-sheet.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText, encodeText } from '../../../shared/bytes/cursor.ts'
import { chainFrom, createChain, intakeKeyOf } from '../../../shared/crypto/chain.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { markOf } from '../../../shared/crypto/chain-mark.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { addDays, epochOf } from '../../../shared/day.ts'
import { EPOCH_DAYS } from '../../../shared/protocol.ts'
import { NOTHING_SEEN, seenKey, type SeenVersions } from '../../../shared/trust/area.ts'
import { renewedSheet, withNewKeys, withoutMember } from '../../../shared/trust/member-change.ts'
import type { MemberSheet, MemberSheetContent } from '../../../shared/trust/member-sheet.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import { TODAY, day, p, pair } from '../../shared/trust/world.ts'
import { headOf } from './fake-relay.ts'
import { expectKind, openSetting, type Setting } from './setting.ts'

/** What a member who means harm would bring a chain to. */
const HIGHEST = { version: 0xffffffff, hash: new Uint8Array(32) }

let setting: Setting

beforeEach(async () => {
  setting = await openSetting()
  expectKind(await setting.found(), 'founded')
})

const publish = (keys: MemberKeys = setting.keys, seen: SeenVersions = NOTHING_SEEN): Promise<IntakeOutcome> =>
  publishIntakeSheet(setting.context, keys, setting.keys.signing.publicKey, seen)
const name = (): string => `intake-sheet/${setting.keys.agency}`
const stored = (): number => headOf(setting.fake.documents.get(name())!).version

async function newMember(): Promise<MemberKeys> {
  const { link } = await setting.invite('caseworker')
  return expectKind(await openInvitation(setting.context, link), 'opened').keys
}

describe('the intake sheet (P7.5)', () => {
  it('is left alone on the day it was issued, and renewed on the next', async () => {
    expectKind(await publish(), 'fresh')
    expect(stored()).toBe(1)
    setting.clock.today = addDays(TODAY, 1)
    const { intakeSheet } = expectKind(await publish(), 'fresh')
    expect(intakeSheet).toMatchObject({ version: 2, issuedDay: setting.clock.today })
  })

  it('moves on with the epochs by itself, on any member’s device', async () => {
    const { clock, keys } = setting
    const worker = await newMember()
    clock.today = addDays(TODAY, 3 * EPOCH_DAYS)
    const { intakeSheet } = expectKind(await publish(worker), 'fresh')
    expect(intakeSheet.epochs[0]?.epoch).toBe(epochOf(clock.today))
    const chain = await chainFrom(p, keys.chains[0]!, epochOf(clock.today)!)
    expect(intakeSheet.epochs[0]?.key).toEqual((await intakeKeyOf(p, chain!.seed)).publicKey)
  })

  it('follows one of a member who has left since', async () => {
    const { context, keys, seenNow } = setting
    const worker = await newMember()
    const { publicKey } = keys.device
    await changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(renewedSheet(sheet, TODAY), publicKey),
      await seenNow(),
    )
    expect(expectKind(await publish(worker), 'fresh').intakeSheet.version).toBe(2)
  })

  it('gives way to a colleague who was faster, and takes theirs', async () => {
    setting.clock.today = addDays(TODAY, 1)
    let theirs: ReturnType<typeof publish> | null = null
    setting.fake.beforePut = () => {
      theirs = publish()
    }
    const ours = publish()
    expectKind(await ours, 'fresh')
    expectKind(await theirs!, 'fresh')
    expect(stored()).toBe(2)
  })

  it('is not published without the chain that the member sheet names', async () => {
    const { clock, keys } = setting
    clock.today = addDays(TODAY, 1)
    expectKind(await publish({ ...keys, chains: [] }), 'no-chain')
    expectKind(await publish({ ...keys, chains: keys.chains.map((chain) => ({ ...chain, number: 2 })) }), 'no-chain')
    const later = { ...keys, chains: keys.chains.map((chain) => ({ ...chain, epoch: chain.epoch + 1 })) }
    expectKind(await publish(later), 'no-chain')
  })

  it('follows no predecessor that nobody of the agency signed', async () => {
    const { fake, clock } = setting
    const stranger = await pair('device', 'stranger')
    const { payload } = fake.documents.get(name())!
    fake.documents.set(name(), await signDocument(p, 'intake-sheet', payload, [stranger.seed]))
    clock.today = addDays(TODAY, 1)
    expect(await publish()).toEqual({ kind: 'distrusted', reason: 'signature' })
  })

  it('is not made by a device that is no member', async () => {
    setting.clock.today = addDays(TODAY, 1)
    const stranger = { ...setting.keys, device: await pair('device', 'stranger') }
    expect(await publish(stranger)).toEqual({ kind: 'distrusted', reason: 'not-a-member' })
  })

  it('is never made for a day before the first epoch', async () => {
    const { clock, context } = setting
    clock.today = day(10)
    await expect(createAgencyKeys(p, context.random, clock.today)).rejects.toThrow(RangeError)
    expect((await publish()).kind).toBe('distrusted')
  })
})

describe('an intake sheet with keys that are not of the own chain', () => {
  const published = async (keys: MemberKeys): Promise<readonly string[]> =>
    expectKind(await publish(keys), 'fresh').foreign
  /** A member who signs keys that only they hold. */
  async function rogue(): Promise<MemberKeys> {
    const worker = await newMember()
    const chains = worker.chains.map((chain) => createChain(setting.context.random, chain.number, chain.epoch))
    return { ...worker, chains }
  }
  const keysNow = async (): Promise<readonly unknown[]> => {
    const { intakeSheet } = expectKind(await publish(), 'fresh')
    return intakeSheet.epochs.map(({ key }) => key)
  }

  it('is replaced at once, though it was issued today, and its signer named', async () => {
    const ours = await keysNow()
    await publish(await rogue())
    expect(stored()).toBe(2)
    const outcome = expectKind(await publish(), 'fresh')
    expect(outcome.foreign).toEqual(['Desk 2'])
    expect(outcome.intakeSheet.version).toBe(3)
    expect(outcome.intakeSheet.epochs.map(({ key }) => key)).toEqual(ours)
    expect(stored()).toBe(3)
    expect(await published(setting.keys)).toEqual([])
    expect(stored()).toBe(3)
  })

  it('is named also when it was issued before, when its signer has left, and when only one key is another', async () => {
    const { clock, context, keys, seenNow } = setting
    const worker = await rogue()
    await publish(worker)
    clock.today = addDays(TODAY, 1)
    expect(await published(keys)).toEqual(['Desk 2'])
    const { publicKey } = worker.device
    const shown = JSON.parse(decodeText(setting.fake.documents.get(name())!.payload) ?? '') as {
      epochs: { key: string }[]
    }
    const other = encodeBase64url((await expandXWing(p, generateXWingSeed(context.random))).publicKey)
    const epochs = shown.epochs.map((entry, index) => (index === 4 ? { ...entry, key: other } : entry))
    const payload = encodeText(JSON.stringify({ ...shown, epochs }))
    setting.fake.documents.set(name(), await signDocument(p, 'intake-sheet', payload, [worker.device.seed]))
    await changeMemberSheet(
      context,
      keys,
      (sheet) => withoutMember(renewedSheet(sheet, clock.today), publicKey),
      await seenNow(),
    )
    expect(await published(keys)).toEqual(['Desk 2'])
  })

  it('is told from one of which this device has erased the first seeds, or has no chain', async () => {
    const { clock, keys } = setting
    clock.today = addDays(TODAY, EPOCH_DAYS)
    const stepped = await Promise.all(keys.chains.map(async (chain) => (await chainFrom(p, chain, chain.epoch + 1))!))
    expect(await published({ ...keys, chains: stepped })).toEqual([])
    expect(await published({ ...keys, chains: [] })).toEqual([])
  })
})

describe('what a device has seen of intake sheets (P7.6)', () => {
  const versionIn = (seen: SeenVersions, chain = 1): number | undefined =>
    seen.get(seenKey('intake-sheet', setting.keys.agency, chain))?.version

  it('is given back with its own one', async () => {
    setting.clock.today = addDays(TODAY, 1)
    const { seen, intakeSheet } = expectKind(await publish(), 'fresh')
    expect(versionIn(seen)).toBe(2)
    expect(expectKind(await publish(setting.keys, seen), 'fresh').intakeSheet).toEqual(intakeSheet)
    expect(stored()).toBe(2)
  })

  it('is what it builds on when the relay shows an older one, and that is said when the relay does not take it', async () => {
    const { fake, clock } = setting
    const first = fake.documents.get(name())!
    let seen: SeenVersions = NOTHING_SEEN
    for (const days of [1, 2, 3]) {
      clock.today = addDays(TODAY, days)
      seen = expectKind(await publish(setting.keys, seen), 'fresh').seen
    }
    expect(versionIn(seen)).toBe(4)
    for (const shown of [first, null]) {
      if (shown === null) fake.documents.delete(name())
      else fake.documents.set(name(), shown)
      expect(await publish(setting.keys, seen)).toEqual({ kind: 'distrusted', reason: 'rolled-back' })
      fake.takesJumps = true
      const { intakeSheet } = expectKind(await publish(setting.keys, seen), 'fresh')
      expect(intakeSheet).toMatchObject({ version: 5, previous: [...seen.values()].at(-1)?.hash })
      fake.takesJumps = false
    }
  })

  it('is counted anew with a new chain, over whatever version the old one has reached', async () => {
    const { context, keys, sheetNow, seenNow } = setting
    const second = createChain(context.random, 2, keys.chains[0]!.epoch)
    const heir = { ...keys, chains: [...keys.chains, second] }
    const blocked = new Map([...(await seenNow()), [seenKey('intake-sheet', keys.agency, 1), HIGHEST]])
    const made = { chain: await markOf(p, second), teams: [] }
    const replace = (sheet: MemberSheet): Promise<MemberSheetContent> => withNewKeys(p, sheet, made, TODAY)
    const { seen } = expectKind(await changeMemberSheet(context, keys, replace, blocked), 'published')
    expect((await sheetNow()).chain).toBe(2)
    const fresh = expectKind(await publish(heir, seen), 'fresh')
    expect(fresh.intakeSheet).toMatchObject({ version: 1, previous: null, chain: 2 })
    expect([versionIn(fresh.seen, 1), versionIn(fresh.seen, 2)]).toEqual([HIGHEST.version, 1])
  })

  it('leaves one version out when the relay shows another sheet of the version that was seen', async () => {
    const { fake, clock, keys } = setting
    const worker = await newMember()
    const first = fake.documents.get(name())!
    const { seen } = expectKind(await publish(keys, NOTHING_SEEN), 'fresh')
    clock.today = addDays(TODAY, 1)
    const mine = expectKind(await publish(keys, seen), 'fresh').seen
    fake.documents.set(name(), first)
    // Under another member sheet, or it would be the very same document.
    await setting.invite('caseworker')
    expectKind(await publish(worker, seen), 'fresh')
    expect(await publish(keys, mine)).toEqual({ kind: 'distrusted', reason: 'fork' })
    fake.takesJumps = true
    expect(expectKind(await publish(keys, mine), 'fresh').intakeSheet.version).toBe(4)
  })
})
