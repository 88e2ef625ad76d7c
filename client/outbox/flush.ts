/**
 * One pass over what waits: solve the work, post, forget only after the relay's durable answer. Each item on its own:
 * none waits for another, and what has chunks comes last. A letter is posted only when the relay has every chunk that it
 * names, so that none arrives whose attachment cannot be fetched. Runs in the page and in the service worker alike.
 * Source: docs/protocol.md P8.1, P8.2, P9.8.
 */
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../shared/protocol.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import type { MailRelay } from '../relay/mail.ts'
import type { PutOutcome } from '../relay/outcome.ts'
import type { OutboxStore } from '../storage/outbox-store.ts'
import type { ChunkItem } from './chunk.ts'
import type { OutboxItem, SolvedWork } from './item.ts'
import { NO_PIECES, type Pieces, lacks } from './pieces.ts'
import { type Dates, standingOf } from './policy.ts'
import type { Solve } from './solve.ts'

export interface FlushParts {
  readonly store: OutboxStore
  readonly relay: Pick<MailRelay, 'post' | 'putBlob'>
  readonly solve: Solve
  readonly dates: () => Promise<Dates>
  /** Called for each item as soon as the relay has it. */
  readonly onHandedOver: (id: EnvelopeId) => void
  /** Called for each chunk likewise. */
  readonly onChunkPut?: (slot: string) => void
  /** Asked after each chunk: something came in that should not wait for the others. */
  readonly isHurried?: () => boolean
}

/**
 * `price`: more than an honest relay asks. `disk`: the relay has no room. `words-only`: none for attachments. `refused`: it
 * does not take this one.
 */
export type WaitReason = 'unreachable' | 'price' | 'disk' | 'words-only' | 'refused'

export interface FlushReport {
  /** Why the items that still wait do so; empty when nothing waits. */
  readonly waiting: readonly WaitReason[]
}

/**
 * The price may rise while we solve, but the relay takes what shows one bit less: each refusal names at least two bits more
 * than were shown, so that the last of these posts shows enough for the highest price (P8.2).
 */
const MAX_POSTS = 1 + Math.floor((WORK_MAX_BITS - WORK_MIN_BITS) / 2)

/** @param items what to post, in this order, but what has chunks after what has none */
export async function flush(
  items: readonly OutboxItem[],
  parts: FlushParts,
  pieces: Pieces = NO_PIECES,
): Promise<FlushReport> {
  const waiting: WaitReason[] = []
  const light = items.filter(({ chunks }) => chunks.length === 0)
  const heavy = items.filter((item) => item.chunks.length > 0 && !lacks(pieces, item))
  const put = new Set<string>()
  for (const item of [...light, ...heavy]) {
    // asked for each: a pass over a slow network may take as long as a clock needs to be put right
    if (standingOf(item, await parts.dates()) !== 'waiting') continue
    const left = item.chunks.flatMap((slot) => (put.has(slot) ? [] : (pieces.chunks.get(slot) ?? [])))
    const held = await putChunks(left, parts, (slot) => void put.add(slot))
    if (held === 'hurried') break
    const reason = held ?? (await postItem(item, parts))
    if (reason === null) parts.onHandedOver(item.id)
    else waiting.push(reason)
  }
  return { waiting }
}

/** Null once the relay has all of them for good. */
async function putChunks(
  chunks: readonly ChunkItem[],
  parts: FlushParts,
  onPut: (slot: string) => void,
): Promise<WaitReason | 'hurried' | null> {
  for (const chunk of chunks) {
    if (parts.isHurried?.() === true) return 'hurried'
    const reason = await putChunk(chunk, parts)
    if (reason !== null) return reason
    onPut(chunk.slot)
    parts.onChunkPut?.(chunk.slot)
  }
  return null
}

async function putChunk({ slot, id, chunk }: ChunkItem, parts: FlushParts): Promise<WaitReason | null> {
  const solve = async (bits: number, from: SolvedWork['nonce'] | null): Promise<SolvedWork> => {
    return { nonce: await parts.solve({ address: null, id }, bits, from), bits }
  }
  const send = (nonce: SolvedWork['nonce']): Promise<PutOutcome> => parts.relay.putBlob({ id, nonce, chunk })
  const reason = await paid(await solve(WORK_MIN_BITS, null), solve, send)
  if (reason === null) await ignoreFault(parts.store.remove([slot]))
  return reason === 'disk' ? 'words-only' : reason
}

async function postItem(item: OutboxItem, parts: FlushParts): Promise<WaitReason | null> {
  const solve = (bits: number, from: SolvedWork['nonce'] | null): Promise<SolvedWork> =>
    solveAndKeep(item, bits, from, parts)
  const { address, envelope, slot } = item
  const work = item.work ?? (await solve(WORK_MIN_BITS, null))
  const reason = await paid(work, solve, (nonce) => parts.relay.post({ address, envelope, nonce }))
  if (reason === null) await ignoreFault(parts.store.remove([slot]))
  return reason
}

/** Null once the relay has it for good. */
async function paid(
  first: SolvedWork,
  solve: (bits: number, from: SolvedWork['nonce']) => Promise<SolvedWork>,
  send: (nonce: SolvedWork['nonce']) => Promise<PutOutcome>,
): Promise<WaitReason | null> {
  let work = first
  for (let post = 1; ; post++) {
    const outcome = await send(work.nonce)
    switch (outcome.kind) {
      case 'stored':
        return null
      case 'price':
        // no honest relay asks for more, or again
        if (outcome.bits > WORK_MAX_BITS || post >= MAX_POSTS) return 'price'
        work = await solve(outcome.bits, work.nonce)
        break
      case 'unreachable':
        return 'unreachable'
      case 'disk-full':
        return 'disk'
      // nobody draws the same 32 random bytes twice
      case 'exists':
      case 'refused':
        return 'refused'
    }
  }
}

async function solveAndKeep(
  item: OutboxItem,
  bits: number,
  from: SolvedWork['nonce'] | null,
  parts: FlushParts,
): Promise<SolvedWork> {
  const work = { nonce: await parts.solve(item, bits, from), bits }
  await ignoreFault(parts.store.keepWork(item, work))
  return work
}

/** The relay has it or will get it: a fault of the phone's storage costs at most a repeated post of the same envelope. */
async function ignoreFault(write: Promise<void>): Promise<void> {
  try {
    await write
  } catch {
    // told when something is to be kept, see outbox.ts
  }
}
