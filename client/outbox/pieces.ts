/** The chunks that wait, as a pass over the letters needs them. Pure. */
import type { StoredItems } from '../storage/outbox-store.ts'
import type { ChunkItem } from './chunk.ts'
import type { OutboxItem } from './item.ts'

export interface Pieces {
  /** By slot. One that is not here (any more) lies at the relay. */
  readonly chunks: ReadonlyMap<string, ChunkItem>
  /** Slots that cannot be read: a letter that names one cannot go out, ever. */
  readonly broken: ReadonlySet<string>
}

export const NO_PIECES: Pieces = { chunks: new Map(), broken: new Set() }

export function piecesOf({ chunks, broken }: Pick<StoredItems, 'chunks' | 'broken'>): Pieces {
  return { chunks: new Map(chunks.map((one) => [one.slot, one])), broken: new Set(broken) }
}

/** The browser has lost a part of what this letter names. */
export const lacks = ({ broken }: Pieces, { chunks }: Pick<OutboxItem, 'chunks'>): boolean =>
  chunks.some((slot) => broken.has(slot))

/** Chunks that no letter names any more: it was handed over, or taken away. */
export function orphansIn({ chunks }: Pieces, letters: readonly OutboxItem[]): readonly string[] {
  const named = new Set(letters.flatMap((letter) => letter.chunks))
  return [...chunks.keys()].filter((slot) => !named.has(slot))
}
