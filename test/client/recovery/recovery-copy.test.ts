/** The copy that a kit opens: what is in it, who can make, keep, find and open it. Against the real relay in process. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  encodeRecoveryCopy,
  fitRecoveryCopy,
  parseRecoveryCopy,
  type RecoveryCopy,
} from '../../../client/recovery/copy.ts'
import { keepCopy, type CopyKeeper, type KeepCopyOutcome } from '../../../client/recovery/keep-copy.ts'
import { openCopy, type OpenCopyOutcome } from '../../../client/recovery/open-copy.ts'
import type { HeldTeamKey, VaultContents } from '../../../client/vault/contents.ts'
import type { HeldKit } from '../../../client/vault/held-kit.ts'
import { decodeText } from '../../../shared/bytes/cursor.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { createKit, deriveKitKeys, type KitKeys } from '../../../shared/crypto/kit.ts'
import { open as openEnvelope } from '../../../shared/crypto/open.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { fitsIn, seal } from '../../../shared/crypto/seal.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { inboxOf } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { copyPreimage, type KeepRequest } from '../../../shared/wire/recovery.ts'
import { idOf } from '../../server/mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { memberOf, openSetting, publish, type Setting } from '../../server/relay-fixture.ts'
import { p, TODAY } from '../../shared/trust/world.ts'
import { contentsOf, random } from '../desk/desk-fixture.ts'

let setting: Setting
let kit: KitKeys
let contents: VaultContents
beforeEach(async () => {
  setting = await openSetting()
  await publish(setting)
  kit = await newKit()
  contents = { ...(await contentsOf(setting.world.front, 0)), kit: heldOf(kit) }
})
afterEach(() => setting.close())

const newKit = (): Promise<KitKeys> => deriveKitKeys(p, createKit(random))
const heldOf = (of: KitKeys): HeldKit => ({
  reading: of.reading.seed,
  key: of.recovery.publicKey,
  madeDay: TODAY,
  serial: 0,
  copied: null,
})

const keeper = (changes: Partial<CopyKeeper> = {}): CopyKeeper => ({
  p,
  random,
  today: TODAY,
  relay: memberOf(setting, setting.world.front, 0),
  device: present(setting.world.front.devices[0]).publicKey,
  incarnation: new Uint8Array(16),
  ...changes,
})
const open = (of: KitKeys = kit): Promise<OpenCopyOutcome> => openCopy(p, setting.client(), of)

function kept(outcome: KeepCopyOutcome): HeldKit {
  if (outcome.kind !== 'kept') throw new Error(outcome.kind)
  return outcome.kit
}
const teamKeys = (count: number): readonly HeldTeamKey[] =>
  Array.from({ length: count }, (_, at) => ({ team: 0, version: at + 1, seed: generateXWingSeed<'team'>(random) }))
const copyWith = (teams: readonly HeldTeamKey[]): RecoveryCopy => {
  const { agency, agencyKey, signing } = contents
  const device = present(setting.world.front.devices[0]).publicKey
  return { agency, agencyKey, signing: present(signing), device, teams, seen: [], day: TODAY, madeDay: TODAY }
}

describe('a recovery copy', () => {
  it('gives whoever holds the kit the agency, its signing key and its team keys', async () => {
    expect((await keepCopy(keeper(), contents)).kind).toBe('kept')
    const { agency, agencyKey, signing, teams } = contents
    const device = present(setting.world.front.devices[0]).publicKey
    expect(await open()).toEqual({
      kind: 'opened',
      serial: 1,
      copy: { agency, agencyKey, signing, device, teams, seen: [], day: TODAY, madeDay: TODAY },
    })
  })

  it('holds no seed of an intake chain and no seed of the device, in any encoding', async () => {
    await keepCopy(keeper(), contents)
    const kept = await setting.client().asKit(signerOf(p, kit.reading)).recover(kit.address)
    if (kept.kind !== 'copy') throw new Error(kept.kind)
    const from = { kind: 'recovery', address: kit.address, secret: kit.recovery } as const
    const text = present(decodeText(present(await openEnvelope(p, from, kept.copy.envelope))))
    const secrets = [contents.device, present(contents.chains[0]).seed, present(contents.kit).reading]
    for (const secret of secrets) {
      for (const form of ['base64url', 'base64', 'hex'] as const) {
        expect(text.includes(Buffer.from(secret).toString(form))).toBe(false)
      }
    }
    // The search finds what is there.
    expect(text.includes(Buffer.from(present(contents.teams[0]).seed).toString('base64url'))).toBe(true)
  })

  it('is not made by a desk without the signing key, nor without a kit', async () => {
    expect(await keepCopy(keeper(), { ...contents, signing: null })).toEqual({ kind: 'nothing-due' })
    expect(await keepCopy(keeper(), { ...contents, kit: null })).toEqual({ kind: 'nothing-due' })
    expect(await open()).toEqual({ kind: 'no-copy' })
  })

  it('is made anew when the keys have changed or the relay came back from a backup, else not', async () => {
    const first = { ...contents, kit: kept(await keepCopy(keeper(), contents)) }
    expect(await keepCopy(keeper(), first)).toEqual({ kind: 'nothing-due' })
    const rotated = {
      ...first,
      teams: [...first.teams, { team: 0, version: 2, seed: generateXWingSeed<'team'>(random) }],
    }
    const second = { ...rotated, kit: kept(await keepCopy(keeper(), rotated)) }
    expect(await open()).toMatchObject({ serial: 2, copy: { teams: rotated.teams.toReversed() } })
    const restored = keeper({ incarnation: random(16) })
    expect(kept(await keepCopy(restored, second)).serial).toBe(3)
  })

  it('is the next one after a crash in which the desk forgot that it had kept one', async () => {
    await keepCopy(keeper(), contents)
    const again = kept(await keepCopy(keeper(), contents))
    expect(again.serial).toBe(2)
    expect(await open()).toMatchObject({ kind: 'opened', serial: 2 })
  })

  it('holds as many of the newest team keys as one envelope has room for', async () => {
    const all = teamKeys(400)
    const fitted = present(await fitRecoveryCopy(p, copyWith(all)))
    expect(fitted.teams.length).toBeGreaterThan(240)
    expect(fitted.teams.length).toBeLessThan(400)
    expect(fitted.teams).toEqual(all.toReversed().slice(0, fitted.teams.length))
    expect(await fitsIn(p, encodeRecoveryCopy(fitted))).toBe(2)
    expect((await fitRecoveryCopy(p, copyWith(all.slice(0, 30))))?.teams).toHaveLength(30)
  }, 60_000)
})

describe('a copy that was tampered with', () => {
  async function put(envelope: Envelope, by: KitKeys, signed: Envelope = envelope): Promise<void> {
    const signature = await sign(p, by.reading.seed, copyPreimage(by.address, 9, idOf(signed)))
    const agency = inboxOf(contents.agency)
    const request: KeepRequest = { agency, readingKey: by.reading.publicKey, serial: 9, signature, envelope }
    expect(await memberOf(setting, setting.world.front, 0).keepCopy(request)).toEqual({ kind: 'kept' })
  }
  const sealed = (of: KitKeys, content: RecoveryCopy, address = of.address): Promise<Envelope> =>
    seal(p, random, { kind: 'recovery', address, hint: 0, key: of.recovery.publicKey }, encodeRecoveryCopy(content))

  it('in any byte is refused', async () => {
    await keepCopy(keeper(), contents)
    const good = present(
      setting.sqlite.prepare('select envelope, signature from recovery_copy').get() as
        { envelope: Uint8Array; signature: Uint8Array } | undefined,
    )
    const write = setting.sqlite.prepare('update recovery_copy set envelope = ?, signature = ?')
    for (let at = 0; at < good.envelope.length; at += 500) {
      const bad = new Uint8Array(good.envelope)
      bad[at] = (bad[at] ?? 0) ^ 1
      write.run(bad, good.signature)
      expect(await open(), `byte ${at}`).toEqual({ kind: 'forged' })
    }
    const signature = new Uint8Array(good.signature)
    signature[3] = (signature[3] ?? 0) ^ 1
    write.run(good.envelope, signature)
    expect(await open()).toEqual({ kind: 'forged' })
    write.run(good.envelope, good.signature)
    expect((await open()).kind).toBe('opened')
    setting.sqlite.prepare('update recovery_copy set serial = 2').run()
    expect(await open()).toEqual({ kind: 'forged' })
  })

  it('or made for another kit, or another address, or of other keys than it says, is refused', async () => {
    const other = await newKit()
    const own = copyWith(teamKeys(1))
    const foreign = present((await contentsOf(setting.world.second, 0)).signing)
    const wrong = [
      await sealed(other, own),
      await sealed(kit, own, other.address),
      await sealed(kit, { ...own, signing: foreign }),
      await sealed(kit, { ...own, teams: [] }),
      present(parseEnvelopeBytes(random(5424))),
    ]
    for (const envelope of wrong) {
      setting.sqlite.exec('delete from recovery_copy')
      await put(envelope, kit)
      expect(await open()).toEqual({ kind: 'forged' })
    }
    setting.sqlite.exec('delete from recovery_copy')
    await put(await sealed(kit, own), kit)
    expect(await open()).toMatchObject({ kind: 'opened', copy: own })
  })

  it('parses only as it was written, and foreign bytes never throw', () => {
    const own = copyWith(teamKeys(2))
    expect(parseRecoveryCopy(encodeRecoveryCopy(own))).toEqual(own)
    const json = JSON.parse(present(decodeText(encodeRecoveryCopy(own)))) as Record<string, unknown>
    for (const name of Object.keys(json)) {
      for (const wrong of [undefined, null, -1, 'x', [{}], {}]) {
        const text = JSON.stringify({ ...json, [name]: wrong })
        expect(parseRecoveryCopy(new TextEncoder().encode(text)), `${name}: ${JSON.stringify(wrong)}`).toBeNull()
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseRecoveryCopy(new Uint8Array(bytes))
        return true
      }),
    )
  })
})
