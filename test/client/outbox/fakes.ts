/** Stand-ins for the outbox's edges: a store in memory, a relay that does as it is told. */
import { ENVELOPE_BYTES, SEALED_CHUNK_BYTES } from '../../../shared/protocol.ts'
import { type Day, parseDay } from '../../../shared/day.ts'
import { type EnvelopeId, parseEnvelopeId } from '../../../shared/wire/address.ts'
import { type Envelope, parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'
import { type ChunkItem, createChunk } from '../../../client/outbox/chunk.ts'
import { type OutboxItem, createItem } from '../../../client/outbox/item.ts'
import type { OutboxParts } from '../../../client/outbox/outbox.ts'
import { createTurn } from '../../../client/outbox/turn.ts'
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

export function chunk(fill: number): ChunkItem {
  return createChunk((bytes) => new Uint8Array(bytes).fill(fill), new Uint8Array(SEALED_CHUNK_BYTES).fill(fill))
}

export interface MemoryStore extends OutboxStore {
  readonly rows: Map<string, OutboxItem>
  readonly chunks: Map<string, ChunkItem>
  /** Slots whose file has gone. */
  broken: string[]
  /** Thrown by every call while set. */
  fault: Error | null
}

export function memoryStore(): MemoryStore {
  const rows = new Map<string, OutboxItem>()
  const chunks = new Map<string, ChunkItem>()
  const guard = (): void => {
    if (store.fault !== null) throw store.fault
  }
  const store: MemoryStore = {
    rows,
    chunks,
    broken: [],
    fault: null,
    async put(items) {
      guard()
      for (const one of items) {
        if ('chunk' in one) chunks.set(one.slot, one)
        else rows.set(one.slot, one)
      }
    },
    async read() {
      guard()
      const whole = [...chunks.values()].filter(({ slot }) => !store.broken.includes(slot))
      return { items: [...rows.values()], chunks: whole, broken: [...store.broken], foreign: 0 }
    },
    async keepWork(one, work) {
      guard()
      if (rows.has(one.slot)) rows.set(one.slot, { ...one, work })
    },
    async remove(slots) {
      guard()
      for (const slot of slots) for (const kind of [rows, chunks]) kind.delete(slot)
      store.broken = store.broken.filter((slot) => !slots.includes(slot))
    },
  }
  return store
}

export interface FakeRelay extends Pick<MailRelay, 'post' | 'putBlob'> {
  /** First byte of each envelope and chunk that came, in order. */
  readonly came: number[]
  /** First bytes of the envelopes and chunks that it has; a set, because the same one is stored once. */
  readonly has: Set<number>
  answer: (fill: number, nonce: Uint8Array) => PostOutcome | Promise<PostOutcome>
}

export function fakeRelay(): FakeRelay {
  const take = async (fill: number, nonce: Uint8Array): Promise<PostOutcome> => {
    relay.came.push(fill)
    const outcome = await relay.answer(fill, nonce)
    if (outcome.kind === 'stored') relay.has.add(fill)
    return outcome
  }
  const relay: FakeRelay = {
    came: [],
    has: new Set(),
    answer: () => ({ kind: 'stored' }),
    post: ({ envelope, nonce }) => take(envelope[0] ?? -1, nonce),
    putBlob: (request) => take(request.chunk[0] ?? -1, request.nonce),
  }
  return relay
}

/** An outbox in the only page that is open, whose work costs nothing, and which nobody wakes later. */
export const partsWith = (own: Pick<OutboxParts, 'store' | 'relay' | 'dates'> & Partial<OutboxParts>): OutboxParts => ({
  solve: async (_what, bits) => new Uint8Array(64).fill(bits),
  turn: createTurn(undefined),
  channel: null,
  wakeLater: () => Promise.resolve(false),
  chance: () => 0.5,
  ...own,
})
