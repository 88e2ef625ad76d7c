/**
 * The intake chain: one seed per epoch, each made from the one before, so that a desk steps it by itself and an erased seed
 * cannot be made again. Source: docs/protocol.md P3.1, P9.24.
 */
import { lp, type Bytes } from '../bytes/cursor.ts'
import { addDays, epochOf, lastDayOf, type Day } from '../day.ts'
import { CHAIN_EPOCHS, LABEL, SEED_KEEP_DAYS, SEED_PROOF_DAYS, XWING_SEED_BYTES } from '../protocol.ts'
import { NO_SALT } from './hmac.ts'
import { expandXWing, type XWingSecret } from './kem.ts'
import type { IntakePublicKey, XWingSeed } from './keys.ts'
import type { Primitives, Random } from './primitives.ts'

declare const chainSeedBrand: unique symbol
/** 32 bytes: gives every later seed of its chain. */
export type ChainSeed = Bytes & { readonly [chainSeedBrand]: true }

/** From the earliest epoch that this device can still open. */
export interface Chain {
  /** From 1; stands in the member sheet. */
  readonly number: number
  readonly epoch: number
  readonly seed: ChainSeed
}

const NEXT = lp(`${LABEL}/intake-next`)
const KEY = lp(`${LABEL}/intake-key`)

export const parseChainSeed = (bytes: Bytes): ChainSeed | null =>
  bytes.length === XWING_SEED_BYTES ? (bytes as ChainSeed) : null

export function createChain(random: Random, number: number, epoch: number): Chain {
  return { number, epoch, seed: random(XWING_SEED_BYTES) as ChainSeed }
}

/** The same chain one epoch later. */
export async function stepChain(p: Primitives, chain: Chain): Promise<Chain> {
  const seed = (await p.hkdfSha256(NO_SALT, chain.seed, NEXT, XWING_SEED_BYTES)) as ChainSeed
  return { number: chain.number, epoch: chain.epoch + 1, seed }
}

/** The chain from `epoch` on; null for an epoch whose seed is erased, or twenty years ahead. */
export async function chainFrom(p: Primitives, chain: Chain, epoch: number): Promise<Chain | null> {
  if (!Number.isInteger(epoch) || epoch < chain.epoch || epoch > chain.epoch + CHAIN_EPOCHS) return null
  let stepped = chain
  while (stepped.epoch < epoch) stepped = await stepChain(p, stepped)
  return stepped
}

/** The X-Wing key of one epoch's seed. */
export async function intakeKeyOf(p: Primitives, seed: ChainSeed): Promise<XWingSecret<'intake'>> {
  return expandXWing(p, (await p.hkdfSha256(NO_SALT, seed, KEY, XWING_SEED_BYTES)) as XWingSeed<'intake'>)
}

export interface EpochKey {
  readonly epoch: number
  readonly key: IntakePublicKey
}

/** Public keys of `count` epochs for an intake sheet; null when the first seed is erased. */
export async function chainKeysFor(
  p: Primitives,
  chain: Chain,
  fromEpoch: number,
  count: number,
): Promise<readonly EpochKey[] | null> {
  let at = await chainFrom(p, chain, fromEpoch)
  if (at === null) return null
  const keys: EpochKey[] = []
  for (let i = 0; i < count; i++) {
    keys.push({ epoch: at.epoch, key: (await intakeKeyOf(p, at.seed)).publicKey })
    at = await stepChain(p, at)
  }
  return keys
}

/**
 * P9.24: the chain without the seeds whose epoch ended more than SEED_KEEP_DAYS ago. Call after taking in what waits.
 * `provenDay`: newest issue day of a document that was verified, lest a wrong clock erase what mail is still sealed to.
 */
export async function eraseOldSeeds(p: Primitives, chain: Chain, today: Day, provenDay: Day): Promise<Chain> {
  const latest = addDays(provenDay, SEED_PROOF_DAYS)
  const now = today < latest ? today : latest
  const current = epochOf(now)
  let kept = chain
  // Never past the present: a chain that begins later is not stepped at all.
  while (current !== null && kept.epoch < current && addDays(lastDayOf(kept.epoch), SEED_KEEP_DAYS) < now) {
    kept = await stepChain(p, kept)
  }
  return kept
}
