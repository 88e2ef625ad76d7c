/**
 * One pass over what waits: solve the work, post, forget only after the relay's durable answer. Each item on its own:
 * none waits for another. Runs in the page and in the service worker alike. Source: docs/protocol.md P8.1, P8.2, P9.8.
 */
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../shared/protocol.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import type { MailRelay } from '../relay/mail.ts'
import type { OutboxStore } from '../storage/outbox-store.ts'
import type { OutboxItem, SolvedWork } from './item.ts'
import { type Dates, standingOf } from './policy.ts'
import type { Solve } from './solve.ts'

export interface FlushParts {
  readonly store: OutboxStore
  readonly relay: Pick<MailRelay, 'post'>
  readonly solve: Solve
  readonly dates: () => Promise<Dates>
  /** Called for each item as soon as the relay has it. */
  readonly onHandedOver: (id: EnvelopeId) => void
}

/** `price`: more than an honest relay asks. `disk`: the relay has no room. `refused`: it does not take this one. */
export type WaitReason = 'unreachable' | 'price' | 'disk' | 'refused'

export interface FlushReport {
  /** Why the items that still wait do so; empty when nothing waits. */
  readonly waiting: readonly WaitReason[]
}

/**
 * The price may rise while we solve, but the relay takes what shows one bit less: each refusal names at least two bits more
 * than were shown, so that the last of these posts shows enough for the highest price (P8.2).
 */
const MAX_POSTS = 1 + Math.floor((WORK_MAX_BITS - WORK_MIN_BITS) / 2)

/** @param items what to post, in this order */
export async function flush(items: readonly OutboxItem[], parts: FlushParts): Promise<FlushReport> {
  const waiting: WaitReason[] = []
  for (const item of items) {
    // asked for each: a pass over a slow network may take as long as a clock needs to be put right
    if (standingOf(item, await parts.dates()) !== 'waiting') continue
    const reason = await postItem(item, parts)
    if (reason === null) parts.onHandedOver(item.id)
    else waiting.push(reason)
  }
  return { waiting }
}

/** Null once the relay has it for good. */
async function postItem(item: OutboxItem, parts: FlushParts): Promise<WaitReason | null> {
  let work = item.work ?? (await solveAndKeep(item, WORK_MIN_BITS, null, parts))
  for (let post = 1; ; post++) {
    const outcome = await parts.relay.post({ address: item.address, envelope: item.envelope, nonce: work.nonce })
    switch (outcome.kind) {
      case 'stored':
        await ignoreFault(parts.store.remove([item.slot]))
        return null
      case 'price':
        // no honest relay asks for more, or again
        if (outcome.bits > WORK_MAX_BITS || post >= MAX_POSTS) return 'price'
        work = await solveAndKeep(item, outcome.bits, work.nonce, parts)
        break
      case 'unreachable':
        return 'unreachable'
      case 'disk-full':
        return 'disk'
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
