/** Stand-ins for the outbox's edges: a store in memory, a relay that does as it is told. */
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { type Day, parseDay } from '../../../shared/day.ts'
import { type EnvelopeId, parseEnvelopeId } from '../../../shared/wire/address.ts'
import { type Envelope, parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { type OutboxItem, createItem } from '../../../client/outbox/item.ts'
import type { PostOutcome } from '../../../client/relay/outcome.ts'
import type { MailRelay } from '../../../client/relay/mail.ts'
import type { OutboxStore } from '../../../client/storage/outbox-store.ts'

function day(number: number): Day {
  const parsed = parseDay(number)
  if (parsed === null) throw new Error('not a day')
  return parsed
}

export const today: Day = day(20_600)

function envelopeOf(fill: number): Envelope {
  const envelope = parseEnvelopeBytes(new Uint8Array(ENVELOPE_BYTES[0]).fill(fill))
  if (envelope === null) throw new Error('not an envelope')
  return envelope
}

function idOf(fill: number): EnvelopeId {
  const id = parseEnvelopeId(new Uint8Array(32).fill(fill))
  if (id === null) throw new Error('not an id')
  return id
}

export function item(fill: number, sealed: Day = today): OutboxItem {
  return createItem(
    (bytes) => new Uint8Array(bytes).fill(fill),
    idOf(fill),
    new Uint8Array(32).fill(fill),
    envelopeOf(fill),
    sealed,
  )
}

export interface MemoryStore extends OutboxStore {
  readonly rows: Map<string, OutboxItem>
  /** Slots whose file has gone. */
  broken: string[]
  /** Thrown by every call while set. */
  fault: Error | null
}

export function memoryStore(): MemoryStore {
  const rows = new Map<string, OutboxItem>()
  const guard = (): void => {
    if (store.fault !== null) throw store.fault
  }
  const store: MemoryStore = {
    rows,
    broken: [],
    fault: null,
    async put(items) {
      guard()
      for (const one of items) rows.set(one.slot, one)
    },
    async read() {
      guard()
      return { items: [...rows.values()], broken: [...store.broken], foreign: 0 }
    },
    async keepWork(one, work) {
      guard()
      if (rows.has(one.slot)) rows.set(one.slot, { ...one, work })
    },
    async remove(slots) {
      guard()
      for (const slot of slots) rows.delete(slot)
      store.broken = store.broken.filter((slot) => !slots.includes(slot))
    },
  }
  return store
}

export interface FakeRelay extends Pick<MailRelay, 'post'> {
  /** First byte of each envelope that came, in order. */
  readonly came: number[]
  /** First bytes of the envelopes that it has; a set, because the same envelope is stored once. */
  readonly has: Set<number>
  answer: (fill: number, nonce: Uint8Array) => PostOutcome | Promise<PostOutcome>
}

export function fakeRelay(): FakeRelay {
  const relay: FakeRelay = {
    came: [],
    has: new Set(),
    answer: () => ({ kind: 'stored' }),
    async post({ envelope, nonce }) {
      const fill = envelope[0] ?? -1
      relay.came.push(fill)
      const outcome = await relay.answer(fill, nonce)
      if (outcome.kind === 'stored') relay.has.add(fill)
      return outcome
    },
  }
  return relay
}
