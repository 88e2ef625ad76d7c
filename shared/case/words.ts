/** Words longer than one message: cut into parts, and joined again. Source: docs/protocol.md P6.7. */
import type { Attachment, LongWords } from './bodies.ts'
import { MAX_PARTS } from './limits.ts'
import type { Author, EventHash, EventId } from './names.ts'

/**
 * The words in pieces of at most `maxCharacters` (UTF-16), never inside a surrogate pair; one piece for short or no words.
 * Throws RangeError beyond MAX_PARTS pieces: a form takes no more than `longestWords`.
 */
export function cutWords(words: string, maxCharacters: number): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < words.length || pieces.length === 0;) {
    const end = Math.min(from + maxCharacters, words.length)
    const splitsPair = end < words.length && /[\uD800-\uDBFF]/.test(words.charAt(end - 1))
    const to = splitsPair && end - 1 > from ? end - 1 : end
    pieces.push(words.slice(from, to))
    from = to
  }
  if (pieces.length > MAX_PARTS) throw new RangeError('too many parts')
  return pieces
}

/** Characters (UTF-16) that always fit MAX_PARTS pieces: each may be one short, so that no pair of surrogates is cut. */
export const longestWords = (maxCharacters: number): number => MAX_PARTS * (maxCharacters - 1)

/** An event that carries words, or a part of them. */
export interface Piece<T> {
  readonly item: T
  readonly hash: EventHash
  readonly author: Author
  readonly id: EventId
  readonly words: LongWords
}

export interface Joined<T> {
  /** Of the first part that is there. */
  readonly item: T
  readonly words: string
  /** 0: the words are whole. */
  readonly missingParts: number
  readonly attachments: readonly Attachment[]
}

interface Text<T> {
  readonly item: T
  readonly total: number
  readonly parts: Map<number, LongWords>
}

function joined<T>({ item, total, parts }: Text<T>): Joined<T> {
  const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part)
  return {
    item,
    words: inOrder.map(({ words }) => words).join(''),
    missingParts: total - parts.size,
    attachments: inOrder.flatMap(({ attachments }) => attachments ?? []),
  }
}

/**
 * The texts, each where its first part stands. The parts of one have author, id and total in common; of two that claim one
 * number the first holds.
 */
export function joinParts<T>(pieces: readonly Piece<T>[]): readonly Joined<T>[] {
  const texts = new Map<string, Text<T>>()
  for (const { item, hash, author, id, words } of pieces) {
    const [number, total] = words.part ?? [1, 1]
    const name = words.part === undefined ? hash : `${author} ${id} ${total}`
    const text: Text<T> = texts.get(name) ?? { item, total, parts: new Map<number, LongWords>() }
    texts.set(name, text)
    if (!text.parts.has(number)) text.parts.set(number, words)
  }
  return [...texts.values()].map((text) => joined(text))
}
