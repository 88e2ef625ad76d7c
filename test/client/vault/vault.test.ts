import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '../../../client/argon2/derive.ts'
import {
  encodeVaultContents,
  heldVersions,
  NOTHING_BEGUN,
  parseVaultContents,
  seenVersions,
} from '../../../client/vault/contents.ts'
import type { VaultContents } from '../../../client/vault/contents.ts'
import type { HeldKit } from '../../../client/vault/held-kit.ts'
import {
  createVault,
  encodeSealedVault,
  openVault,
  openVaultByKit,
  parseSealedVault,
  type VaultTools,
} from '../../../client/vault/vault.ts'
import { concat, decodeText, u8 } from '../../../shared/bytes/cursor.ts'
import { authorName, envelopeName } from '../../../shared/case/names.ts'
import { createChain } from '../../../shared/crypto/chain.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { createKit, deriveKitKeys } from '../../../shared/crypto/kit.ts'
import { present } from '../../present.ts'
import { makeWorld, p, TODAY } from '../../shared/trust/world.ts'
import { contentsOf, quickArgon2id, random } from '../desk/desk-fixture.ts'

const tools: VaultTools = { primitives: p, random, argon2id: quickArgon2id }
const world = await makeWorld()
const contents: VaultContents = {
  ...(await contentsOf(world.front, 0)),
  seen: [{ name: 'directory', version: 7, hash: random(32) }],
  unfinished: { kind: 'founding', token: random(32), label: 'Desk 1' },
  erasing: [{ number: 12, entry: envelopeName(random(32)) }],
  oneTime: {
    number: 3,
    seed: generateXWingSeed<'one-time'>(random),
    entry: envelopeName(random(32)),
    asks: true,
    day: TODAY,
  },
  given: [{ to: authorName(random(32)), number: 9, entry: envelopeName(random(32)) }],
  replacing: {
    chain: createChain(random, 2, 11),
    teams: [{ team: 0, version: 2, seed: generateXWingSeed<'team'>(random) }],
    remove: [authorName(random(32))],
    handed: [{ to: authorName(random(32)), number: 1, entry: envelopeName(random(32)) }],
  },
}
const kit = await deriveKitKeys(p, createKit(random))
const otherKit = await deriveKitKeys(p, createKit(random))
const held: HeldKit = {
  reading: kit.reading.seed,
  key: kit.recovery.publicKey,
  madeDay: TODAY,
  serial: 3,
  copied: random(32),
}
const PASSPHRASE = 'four odd words together'

const changed = <T extends Uint8Array>(bytes: T, at: number): T => {
  const other = bytes.slice() as T
  other[at] = (other[at] ?? 0) ^ 1
  return other
}

describe('a vault', () => {
  it('gives its contents to whoever knows the passphrase, typed on any keyboard', async () => {
    const { sealed } = await createVault(tools, 'รหัสผ่าน caf\u00e9', contents)
    const opened = await openVault(tools, 'รหัสผ่าน cafe\u0301', sealed)
    expect(opened?.contents).toEqual(contents)
  })

  it('has one outcome for a wrong passphrase and for a byte that was changed anywhere', async () => {
    const { vault, sealed } = await createVault(tools, PASSPHRASE, contents)
    expect(await openVault(tools, `${PASSPHRASE} `, sealed)).toBeNull()
    const admitted = await vault.reseal(contents, { kit: kit.vault })
    const [plain, both] = [encodeSealedVault(sealed), encodeSealedVault(admitted)]
    for (let at = 0; at < plain.length; at += 11) {
      const parsed = parseSealedVault(changed(plain, at))
      expect(parsed === null ? null : await openVault(tools, PASSPHRASE, parsed)).toBeNull()
    }
    for (let at = 0; at < both.length; at += 11) {
      const parsed = parseSealedVault(changed(both, at))
      const byPassphrase = parsed === null ? null : await openVault(tools, PASSPHRASE, parsed)
      const byKit = parsed === null ? null : await openVaultByKit(tools, kit.vault, parsed)
      // A byte of one way in leaves the other.
      expect(byPassphrase === null || byKit === null).toBe(true)
    }
  })

  it('never seals twice under one key, and never shows a secret', async () => {
    const { vault, sealed } = await createVault(tools, PASSPHRASE, contents)
    const again = await vault.reseal(contents)
    expect(again.contents).not.toEqual(sealed.contents)
    expect(again.wrapped).toEqual(sealed.wrapped)
    const bytes = Buffer.from(concat(encodeSealedVault(sealed), encodeSealedVault(again)))
    for (const secret of [contents.device, present(contents.signing), present(contents.chains[0]).seed]) {
      expect(bytes.includes(secret)).toBe(false)
    }
  })

  it('takes over what another page has sealed under the same vault key, and nothing else', async () => {
    const { vault } = await createVault(tools, PASSPHRASE, contents)
    const next = { ...contents, unfinished: null }
    expect(await vault.reopen(await vault.reseal(next))).toEqual(next)
    const other = await createVault(tools, PASSPHRASE, contents)
    expect(await vault.reopen(other.sealed)).toBeNull()
  })

  it('opens with its kit on its own device, forgotten passphrase or not, and with no other kit', async () => {
    const { vault, sealed } = await createVault(tools, PASSPHRASE, contents)
    expect(await openVaultByKit(tools, kit.vault, sealed)).toBeNull()
    const admitted = await vault.reseal(contents, { kit: kit.vault })
    expect((await openVaultByKit(tools, kit.vault, admitted))?.contents).toEqual(contents)
    expect((await openVault(tools, PASSPHRASE, admitted))?.contents).toEqual(contents)
    expect(await openVaultByKit(tools, otherKit.vault, admitted)).toBeNull()
    const renewed = await vault.reseal(contents, { kit: otherKit.vault })
    expect(await openVaultByKit(tools, kit.vault, renewed)).toBeNull()
    expect((await openVaultByKit(tools, otherKit.vault, renewed))?.contents).toEqual(contents)
  })

  it('that the kit has opened takes a new passphrase, and the forgotten one opens it no more', async () => {
    const { vault } = await createVault(tools, PASSPHRASE, contents)
    const found = present(await openVaultByKit(tools, kit.vault, await vault.reseal(contents, { kit: kit.vault })))
    const changed = await found.reseal(found.contents, { passphrase: 'another four odd words' })
    expect(await openVault(tools, PASSPHRASE, changed)).toBeNull()
    expect((await openVault(tools, 'another four odd words', changed))?.contents).toEqual(contents)
    expect((await openVaultByKit(tools, kit.vault, changed))?.contents).toEqual(contents)
  })

  it('keeps the ways in that another page has made, once it has taken over what that page stored', async () => {
    const { vault, sealed } = await createVault(tools, PASSPHRASE, contents)
    const otherPage = present(await openVault(tools, PASSPHRASE, sealed))
    const changed = { kit: kit.vault, passphrase: 'another four odd words' }
    // What was sealed and not stored changes nothing.
    await vault.reseal(contents, { kit: otherKit.vault })
    expect((await vault.reseal(contents)).kit).toBeNull()
    await vault.reopen(await otherPage.reseal(contents, changed))
    const stored = await vault.reseal(contents)
    expect(await openVault(tools, PASSPHRASE, stored)).toBeNull()
    expect((await openVaultByKit(tools, kit.vault, stored))?.contents).toEqual(contents)
  })

  it('of before there were kits still opens, and is written as it was while none is made', async () => {
    const { vault, sealed } = await createVault(tools, PASSPHRASE, contents)
    const bytes = encodeSealedVault(sealed)
    expect(bytes[0]).toBe(1)
    expect(parseSealedVault(bytes)).toEqual(sealed)
    const admitted = await vault.reseal(contents, { kit: kit.vault })
    expect(encodeSealedVault(admitted)[0]).toBe(2)
    expect(parseSealedVault(encodeSealedVault(admitted))).toEqual(admitted)
    for (const form of [0, 3, 255]) expect(parseSealedVault(concat(u8(form), bytes.slice(1)))).toBeNull()
  })

  it('opens with the real Argon2id at its real cost', async () => {
    const slow: VaultTools = { ...tools, argon2id: async (...input) => concat(await derive(...input)) }
    const { sealed } = await createVault(slow, PASSPHRASE, contents)
    expect((await openVault(slow, PASSPHRASE, sealed))?.contents).toEqual(contents)
    expect(await openVault(slow, 'something else entirely', sealed)).toBeNull()
  })
})

describe('the contents of a vault', () => {
  it('come back as they were, for a founder and for a member who signs nothing', () => {
    const member: VaultContents = { ...contents, signing: null, ...NOTHING_BEGUN }
    const withKit: VaultContents[] = [held, { ...held, serial: 0, copied: null }].map((one) => ({
      ...contents,
      kit: one,
    }))
    for (const one of [contents, member, ...withKit]) expect(parseVaultContents(encodeVaultContents(one))).toEqual(one)
  })

  it('are refused whole when any part of them is not what it should be', () => {
    const json = JSON.parse(decodeText(encodeVaultContents({ ...contents, kit: held })) ?? '') as Record<
      string,
      unknown
    >
    const parse = (value: unknown): unknown => parseVaultContents(new TextEncoder().encode(JSON.stringify(value)))
    expect(parse(json)).not.toBeNull()
    for (const name of Object.keys(json)) {
      for (const wrong of [undefined, 7, 'x', [{}], {}]) {
        if (name === 'kit' && wrong === undefined) continue
        expect(parse({ ...json, [name]: wrong }), `${name}: ${JSON.stringify(wrong)}`).toBeNull()
      }
    }
    for (const name of ['unfinished', 'oneTime', 'replacing']) {
      const one = json[name] as Record<string, unknown>
      for (const field of Object.keys(one)) {
        for (const wrong of [undefined, -1, 'x', [{}]]) {
          if (field === 'label' && wrong === 'x') continue
          expect(parse({ ...json, [name]: { ...one, [field]: wrong } }), `${name}.${field}`).toBeNull()
        }
      }
    }
    for (const wrong of [
      { serial: -1 },
      { serial: 1.5 },
      { copied: 'x' },
      { copied: undefined },
      { key: 'AA' },
      { madeDay: -1 },
    ]) {
      expect(parse({ ...json, kit: { ...(json['kit'] as object), ...wrong } }), JSON.stringify(wrong)).toBeNull()
    }
    // A vault of before there were kits names none.
    expect(parse({ ...json, kit: undefined })).toMatchObject({ kit: null })
  })

  it('are never made of foreign bytes, and foreign bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parseVaultContents(concat(bytes)) === null))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseSealedVault(bytes)
        return true
      }),
    )
  })

  it('remember versions as shared/trust asks for them', () => {
    expect(heldVersions(seenVersions(contents.seen))).toEqual(contents.seen)
  })
})
