/** Making a recovery kit at a desk: against the real relay in process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openVaultByKit, parseSealedVault, type Vault } from '../../../../client/vault/vault.ts'
import { openCopy, type OpenCopyOutcome } from '../../../../client/recovery/open-copy.ts'
import { deriveKitKeys, type KitKeys } from '../../../../shared/crypto/kit.ts'
import { parseKitWords } from '../../../../shared/crypto/kit-words.ts'
import { KIT_WORDS } from '../../../../shared/protocol.ts'
import { addDays } from '../../../../shared/day.ts'
import type { MailboxStore } from '../../../../server/mailboxes/store.ts'
import { createSqliteStore } from '../../../../server/mailboxes/sqlite-store.ts'
import { createCommitQueue } from '../../../../server/sqlite/commit-queue.ts'
import { openDatabase } from '../../../../server/sqlite/database.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { openBench, random, type Bench, type Device } from '../desk-fixture.ts'

let bench: Bench
/** The relay's store: another one after a restore. */
let store: MailboxStore
beforeEach(async () => {
  bench = await openBench({
    wrapStore(real) {
      store = real
      const now = { get: (_: MailboxStore, verb: keyof MailboxStore): unknown => store[verb].bind(store) }
      return new Proxy(real, now as ProxyHandler<MailboxStore>)
    },
  })
})
afterEach(() => bench.close())

async function keysOf(words: readonly string[]): Promise<KitKeys> {
  const parsed = parseKitWords(words.join(' '))
  if (!parsed.ok) throw new Error(parsed.reason)
  return deriveKitKeys(p, parsed.kit)
}

/** Makes a kit as a person does, and gives its keys. */
async function makeKit({ session }: Device): Promise<KitKeys> {
  const { words, asked } = present(await session.draftKit())
  expect(await session.keepKit(asked.map((number) => present(words[number - 1])))).toEqual({ kind: 'kept' })
  return keysOf(words)
}

async function openedBy(device: Device, kit: KitKeys): Promise<Vault | null> {
  const { id } = present((await device.store.listVaults())[0])
  const sealed = present(parseSealedVault(present(await device.store.loadVault(id))))
  return openVaultByKit(device.tools, kit.vault, sealed)
}
const copyFor = (kit: KitKeys): Promise<OpenCopyOutcome> => openCopy(p, bench.setting.client(), kit)

describe('a kit', () => {
  it('is made once two of its words were typed back, and the desk shows since when there is one', async () => {
    const a = await bench.device(bench.world.front, 0)
    expect(a.session.state().kit).toEqual({ kind: 'none' })
    const { words, asked } = present(await a.session.draftKit())
    expect(words).toHaveLength(KIT_WORDS)
    expect(new Set(asked).size).toBe(2)
    const right = asked.map((number) => present(words[number - 1]))
    expect(await a.session.keepKit([present(right[0]), 'zebra'])).toEqual({ kind: 'wrong-word', number: asked[1] })
    expect(await a.session.keepKit([])).toEqual({ kind: 'wrong-word', number: asked[0] })
    expect(a.session.state().kit).toEqual({ kind: 'none' })
    expect(await openedBy(a, await keysOf(words))).toBeNull()
    expect(await a.session.keepKit(right.map((word) => ` ${word.slice(0, 4).toUpperCase()} `))).toEqual({
      kind: 'kept',
    })
    expect(a.session.state().kit).toEqual({ kind: 'waiting', madeDay: TODAY })
    expect(await openedBy(a, await keysOf(words))).not.toBeNull()
  })

  it('asks for words at every place, now and then', async () => {
    const a = await bench.device(bench.world.front, 0)
    const asked = new Set<number>()
    for (let round = 0; round < 120; round++) {
      for (const number of present(await a.session.draftKit()).asked) asked.add(number)
    }
    expect([...asked].toSorted((x, y) => x - y)).toEqual(Array.from({ length: KIT_WORDS }, (_, at) => at + 1))
  })

  it('has its copy at the relay after the next round, and again after the day on which the member sheet is renewed', async () => {
    const a = await bench.device(bench.world.front, 0)
    const kit = await makeKit(a)
    expect(await copyFor(kit)).toEqual({ kind: 'no-copy' })
    await a.session.refresh()
    expect(a.session.state().kit).toEqual({ kind: 'kept', madeDay: TODAY })
    expect(await copyFor(kit)).toMatchObject({ kind: 'opened', serial: 1, copy: { day: TODAY } })
    await a.session.refresh()
    expect(await copyFor(kit)).toMatchObject({ kind: 'opened', serial: 1 })
    bench.setToday(addDays(TODAY, 7))
    await a.session.refresh()
    expect(await copyFor(kit)).toMatchObject({ kind: 'opened', copy: { day: addDays(TODAY, 7) } })
  })

  it('of a desk without the signing key opens that desk and leaves nothing at the relay', async () => {
    const b = await bench.device(bench.world.front, 1)
    const kit = await makeKit(b)
    await b.session.refresh()
    expect(b.session.state().kit).toEqual({ kind: 'vault-only', madeDay: TODAY })
    expect(await copyFor(kit)).toEqual({ kind: 'no-copy' })
    expect(await openedBy(b, kit)).not.toBeNull()
  })

  it('that is made anew leaves nothing for the one before', async () => {
    const a = await bench.device(bench.world.front, 0)
    const first = await makeKit(a)
    await a.session.refresh()
    const second = await makeKit(a)
    await a.session.refresh()
    expect(await copyFor(first)).toEqual({ kind: 'no-copy' })
    expect(await openedBy(a, first)).toBeNull()
    expect((await copyFor(second)).kind).toBe('opened')
    expect(await openedBy(a, second)).not.toBeNull()
  })

  it('is still there after a restart, and when another page keeps what it knew before', async () => {
    const a = await bench.device(bench.world.front, 0)
    const otherPage = await a.restart()
    const kit = await makeKit(a)
    await a.session.refresh()
    expect((await otherPage.session.invite({ label: 'desk 3', roles: ['caseworker'] })).kind).toBe('invited')
    expect(await openedBy(a, kit)).not.toBeNull()
    const again = await a.restart()
    expect(again.session.state().kit).toEqual({ kind: 'kept', madeDay: TODAY })
  })

  it('is not made by a desk that was locked', async () => {
    const a = await bench.device(bench.world.front, 0)
    const { words, asked } = present(await a.session.draftKit())
    a.session.lock()
    expect(await a.session.draftKit()).toBeNull()
    expect(await a.session.keepKit(asked.map((number) => present(words[number - 1])))).toEqual({ kind: 'locked' })
  })
})

describe('keeping the copy', () => {
  it('is finished by the next start, whichever answer or request was the last', async () => {
    const a = await bench.device(bench.world.front, 0)
    const kit = await makeKit(a)
    a.network.losing.add('/v1/keep')
    await a.session.refresh()
    expect(a.session.state().kit).toEqual({ kind: 'waiting', madeDay: TODAY })
    const again = await a.restart()
    await again.session.refresh()
    expect(again.session.state().kit).toEqual({ kind: 'kept', madeDay: TODAY })
    expect(await copyFor(kit)).toMatchObject({ kind: 'opened', serial: 2 })
  })

  it('is done again after the relay came back from a backup without it', async () => {
    const a = await bench.device(bench.world.front, 0)
    const kit = await makeKit(a)
    await a.session.refresh()
    const backup = openDatabase(':memory:')
    store = createSqliteStore({ sqlite: backup, queue: createCommitQueue(backup), random })
    bench.setting.sqlite.exec('delete from recovery_copy')
    expect(await copyFor(kit)).toEqual({ kind: 'no-copy' })
    await a.session.refresh()
    expect((await copyFor(kit)).kind).toBe('opened')
    backup.close()
  })
})
