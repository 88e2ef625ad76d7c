/**
 * Keeping the recovery copy as new as the keys it is for: an administrator's desk does it by itself, without the paper. Done
 * again after a crash it is the next copy. Source: docs/protocol.md 9.41.
 */
import { concat, lp, type Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { recoveryAddressOf } from '../../shared/crypto/addresses.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { signingKeyOf, type VerifyKey } from '../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { sign } from '../../shared/crypto/sign.ts'
import type { Day } from '../../shared/day.ts'
import { seenKey } from '../../shared/trust/area.ts'
import { inboxOf } from '../../shared/wire/address.ts'
import { copyPreimage, type KeepRequest } from '../../shared/wire/recovery.ts'
import type { Failure } from '../relay/outcome.ts'
import type { CopyKeeperRelay } from '../relay/recovery.ts'
import type { VaultContents } from '../vault/contents.ts'
import type { HeldKit } from '../vault/held-kit.ts'
import { encodeRecoveryCopy, fitRecoveryCopy, type RecoveryCopy } from './copy.ts'

export interface CopyKeeper {
  readonly p: Primitives
  readonly random: Random
  readonly today: Day
  readonly relay: CopyKeeperRelay
  /** This device's. */
  readonly device: VerifyKey<'device'>
  /** Of the relay's log: a relay that came back from a backup may have lost the copy. Empty: not known yet. */
  readonly incarnation: Bytes
}

export type KeepCopyOutcome =
  /** To be kept in the vault. */
  | { readonly kind: 'kept'; readonly kit: HeldKit }
  /** Nothing is due: no kit, no signing key, or the relay has this very copy. */
  | { readonly kind: 'nothing-due' }
  /** Another page of this desk keeps copies at the same time; one of the two was stored. */
  | { readonly kind: 'superseded' }
  | Failure

/** Null: without the signing key a copy would open what nobody can use; such a kit opens its own vault only. */
function contentOf({ device, today }: CopyKeeper, contents: VaultContents): RecoveryCopy | null {
  const { agency, agencyKey, signing, teams, kit } = contents
  if (signing === null || kit === null) return null
  const names = [seenKey('directory'), seenKey('member-sheet', agency)]
  const seen = contents.seen.filter(({ name }) => names.includes(name))
  return { agency, agencyKey, signing, device, teams, seen, day: today, madeDay: kit.madeDay }
}

/** The same while the copy would say the same, on whatever day. */
function nameOf({ p, incarnation }: CopyKeeper, { madeDay }: HeldKit, copy: RecoveryCopy): Promise<Bytes> {
  return p.sha256(concat(lp(encodeRecoveryCopy({ ...copy, day: madeDay })), lp(incarnation)))
}

async function requestFor(keeper: CopyKeeper, kit: HeldKit, serial: number, copy: RecoveryCopy): Promise<KeepRequest> {
  const { p, random } = keeper
  const { publicKey: readingKey } = await signingKeyOf(p, kit.reading)
  const address = await recoveryAddressOf(p, readingKey)
  const envelope = await seal(p, random, { kind: 'recovery', address, hint: 0, key: kit.key }, encodeRecoveryCopy(copy))
  const signature = await sign(p, kit.reading, copyPreimage(address, serial, await envelopeIdOf(p, envelope)))
  return { agency: inboxOf(copy.agency), readingKey, serial, signature, envelope }
}

/** A device that died before it kept the outcome meets its own copy once; another page's may come between. */
const ATTEMPTS = 3

export async function keepCopy(keeper: CopyKeeper, contents: VaultContents): Promise<KeepCopyOutcome> {
  const { kit } = contents
  const full = contentOf(keeper, contents)
  const copy = kit === null || full === null ? null : await fitRecoveryCopy(keeper.p, full)
  if (kit === null || copy === null) return { kind: 'nothing-due' }
  const copied = await nameOf(keeper, kit, copy)
  if (kit.copied !== null && equalBytes(kit.copied, copied)) return { kind: 'nothing-due' }
  let serial = kit.serial + 1
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await keeper.relay.keepCopy(await requestFor(keeper, kit, serial, copy))
    if (outcome.kind === 'kept') return { kind: 'kept', kit: { ...kit, serial, copied } }
    if (outcome.kind !== 'superseded') return outcome
    serial = outcome.serial + 1
  }
  return { kind: 'superseded' }
}
