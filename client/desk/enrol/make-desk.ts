/**
 * Making a desk in this browser: keys into a new vault, the vault into storage, and only then anything that cannot be taken
 * back. Source: docs/protocol.md P8.9, 9.27.
 */
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { authorName } from '../../../shared/case/names.ts'
import { generateSigningKey, type VerifyKey } from '../../../shared/crypto/keys.ts'
import type { KitKeys, KitVaultKey } from '../../../shared/crypto/kit.ts'
import type { SeenVersions } from '../../../shared/trust/area.ts'
import { createAgencyKeys, type MemberKeys } from '../../agency/member-keys.ts'
import type { NamedEntry } from '../../agency/erase-entry.ts'
import { Argon2Error } from '../../argon2/cost.ts'
import type { Recoverable } from '../../recovery/examine.ts'
import { StorageError, type StorageFault } from '../../storage/connection.ts'
import { heldVersions, NOTHING_BEGUN, type VaultContents } from '../../vault/contents.ts'
import { createVault, encodeSealedVault, type Vault } from '../../vault/vault.ts'
import type { OpenVault } from '../open-desk.ts'
import type { DeskTools } from '../tools.ts'
import { finishFounding } from './finish-founding.ts'

/** In none of the failures is anything used up that was not before: a link that worked still does. */
export type MakeOutcome =
  | { readonly kind: 'made'; readonly open: OpenVault }
  /** Founding: the link was used for another agency, or never made. */
  | { readonly kind: 'token' }
  | { readonly kind: 'no-memory' }
  | { readonly kind: 'storage'; readonly code: StorageFault }

export interface Chosen {
  readonly passphrase: string
  /** What this vault is called in this browser. */
  readonly name: string
}

export interface Invited {
  readonly keys: MemberKeys
  readonly signingKey: VerifyKey<'agency'>
  /** To be erased by the first round of the new desk. */
  readonly handovers: readonly NamedEntry[]
  readonly seen: SeenVersions
}

function contentsOf(
  { agency, device, chains, teams, signing }: MemberKeys,
  agencyKey: VerifyKey<'agency'>,
  seen: SeenVersions,
  begun: Partial<VaultContents>,
): VaultContents {
  const secrets = { device: device.seed, signing: signing?.seed ?? null }
  return { agency, agencyKey, ...secrets, chains, teams, seen: heldVersions(seen), ...NOTHING_BEGUN, ...begun }
}

const ID_BYTES = 16

/** Colleagues who share a browser find their desks by these names, and invitations often give the same one. */
function freeName(wanted: string, taken: readonly string[]): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} (${count})`
    if (!taken.includes(name)) return name
  }
}

async function store(
  tools: DeskTools,
  { passphrase, name: wanted }: Chosen,
  contents: VaultContents,
  kit?: KitVaultKey,
): Promise<MakeOutcome> {
  let made: { readonly vault: Vault; readonly sealed: Parameters<typeof encodeSealedVault>[0] }
  try {
    made = await createVault(tools, passphrase, contents, kit)
  } catch (error) {
    if (error instanceof Argon2Error && error.code === 'no-memory') return { kind: 'no-memory' }
    throw error
  }
  const id = encodeBase64url(tools.random(ID_BYTES))
  try {
    const others = await tools.store.listVaults()
    const label = freeName(
      wanted,
      others.map((one) => one.label),
    )
    await tools.store.saveVault(id, label, encodeSealedVault(made.sealed))
    return { kind: 'made', open: { id, label, vault: made.vault } }
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'storage', code: error.code }
    throw error
  }
}

export function joinDesk(tools: DeskTools, invited: Invited, chosen: Chosen): Promise<MakeOutcome> {
  const { keys, signingKey, handovers, seen } = invited
  return store(tools, chosen, contentsOf(keys, signingKey, seen, { erasing: handovers }))
}

/** With a new device key: the first rounds of the desk put it into the lost device's place. The kit opens it too. */
export async function recoverDesk(
  tools: DeskTools,
  { copy, serial, seen }: Recoverable,
  kit: KitKeys,
  chosen: Chosen,
): Promise<MakeOutcome> {
  const { agency, agencyKey, signing, teams, madeDay } = copy
  const device = await generateSigningKey<'device'>(tools.primitives, tools.random)
  const held = { reading: kit.reading.seed, key: kit.recovery.publicKey, madeDay, serial, copied: null }
  const unfinished = { kind: 'recovery', lost: authorName(copy.device) } as const
  const begun = { ...NOTHING_BEGUN, unfinished, kit: held }
  const keys = { agency, agencyKey, device: device.seed, signing, chains: [], teams }
  return store(tools, chosen, { ...keys, seen: heldVersions(seen), ...begun }, kit.vault)
}

async function isStored(change: Promise<void>): Promise<boolean> {
  try {
    await change
    return true
  } catch (error) {
    if (error instanceof StorageError) return false
    throw error
  }
}

/** Without an answer of the relay the desk is made all the same: its first round with a network founds the agency. */
export async function foundDesk(
  tools: DeskTools,
  input: { readonly token: Bytes; readonly label: string },
  chosen: Chosen,
): Promise<MakeOutcome> {
  const { primitives: p, random, relay, today, nowMs: now } = tools
  const keys = await createAgencyKeys(p, random, today())
  const unfinished = { kind: 'founding', ...input } as const
  const made = await store(tools, chosen, contentsOf(keys, keys.signing.publicKey, new Map(), { unfinished }))
  if (made.kind !== 'made') return made
  const finished = await finishFounding({ p, random, relay, today, now }, keys, unfinished)
  const { id, label, vault } = made.open
  if (finished.kind === 'token') {
    // A vault that stays founds nothing: whoever opens it is told the same.
    await isStored(tools.store.removeVault(id))
    return { kind: 'token' }
  }
  if (finished.kind !== 'finished') return made
  // The agency exists, with the keys of this vault only: from here on the desk is made, whatever the disk says. A vault that
  // could not be written again founds once more in its first round, which changes nothing.
  const contents = { ...vault.contents, seen: heldVersions(finished.seen), unfinished: null }
  const isNoted = await isStored(tools.store.saveVault(id, label, encodeSealedVault(await vault.reseal(contents))))
  return isNoted ? { kind: 'made', open: { id, label, vault: { ...vault, contents } } } : made
}
