/** The check of an intake chain: whether the one at hand is the one that the member sheet means. Source: docs/protocol.md P3.5. */
import { u16, type Bytes } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { CHAIN_EPOCHS, LABEL } from '../protocol.ts'
import { chainFrom, type Chain } from './chain.ts'
import { H } from './hash.ts'
import type { ChainMark } from './key-check.ts'
import type { Primitives } from './primitives.ts'

async function checkAt(p: Primitives, chain: Chain, first: number): Promise<Bytes | null> {
  const last = await chainFrom(p, chain, first + CHAIN_EPOCHS)
  return last === null ? null : H(p, `${LABEL}/chain-check`, u16(chain.number), u16(first), last.seed)
}

/** Of a chain from its first epoch on. */
export async function markOf(p: Primitives, chain: Chain): Promise<ChainMark> {
  const { number, epoch } = chain
  const check = await checkAt(p, chain, epoch)
  if (check === null) throw new RangeError('a chain reaches its own last epoch')
  return { number, epoch, check }
}

/** Whether this is the marked chain, from its first epoch or a later one. */
export async function isMarked(p: Primitives, chain: Chain, mark: ChainMark): Promise<boolean> {
  if (chain.number !== mark.number || chain.epoch < mark.epoch) return false
  const check = await checkAt(p, chain, mark.epoch)
  return check !== null && equalBytes(check, mark.check)
}
