/** With a kit, step by step: making it at a desk, looking what it opens, and the desk that was recovered. */
import { expect } from 'vitest'
import { openSession, type Session } from '../../../../client/desk/session.ts'
import { examine, type ExamineOutcome, type Recoverable } from '../../../../client/recovery/examine.ts'
import { openVault, parseSealedVault } from '../../../../client/vault/vault.ts'
import { deriveKitKeys, type KitKeys } from '../../../../shared/crypto/kit.ts'
import { parseKitWords } from '../../../../shared/crypto/kit-words.ts'
import { present } from '../../../server/mailboxes/contract-fixture.ts'
import { p } from '../../../shared/trust/world.ts'
import { random, type Device } from '../desk-fixture.ts'

export const chosen = { passphrase: 'four odd words together', name: 'Front office' }

export async function makeKit({ session }: Device): Promise<KitKeys> {
  const { words, asked } = present(await session.draftKit())
  expect((await session.keepKit(asked.map((number) => present(words[number - 1])))).kind).toBe('kept')
  const parsed = parseKitWords(words.join(' '))
  if (!parsed.ok) throw new Error(parsed.reason)
  await session.refresh()
  return deriveKitKeys(p, parsed.kit)
}

export function look({ tools }: Device, kit: KitKeys): Promise<ExamineOutcome> {
  const { relay, nowMs: now } = tools
  return examine({ p, random, relay, today: () => tools.today(), now }, kit)
}

export async function recoverable(device: Device, kit: KitKeys): Promise<Recoverable> {
  const outcome = await look(device, kit)
  if (outcome.kind !== 'recoverable') throw new Error(outcome.kind)
  return outcome
}

export interface Recovered extends Pick<Device, 'network' | 'tools' | 'store'> {
  readonly id: string
  readonly session: Session
  /** A new page, that knows what the store has. */
  restart(): Promise<Recovered>
}

export async function openRecovered(device: Device, id: string): Promise<Recovered> {
  const { network, tools, store } = device
  const sealed = present(parseSealedVault(present(await store.loadVault(id))))
  const vault = present(await openVault(tools, chosen.passphrase, sealed))
  const session = present(await openSession(tools, { id, label: chosen.name, vault }))
  return { network, tools, store, id, session, restart: () => openRecovered(device, id) }
}
