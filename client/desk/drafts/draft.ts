/**
 * What a caseworker has written and not handed over, and where they were: kept while a desk is locked, sealed to its vault's
 * own key. Source: docs/state.md, "Caseworker's desk".
 */
import { encodeText, parseBytes, concat, lp, type Bytes } from '../../../shared/bytes/cursor.ts'
import { CASE_STATUSES, CLOSURE_REASONS, type CaseStatus } from '../../../shared/case/codes.ts'
import { parsePseudonym, type Pseudonym } from '../../../shared/case/names.ts'
import { parseEach, parseJson, parseList, parseObject } from '../../../shared/wire/json.ts'
import type { Act } from '../answer/act.ts'

/** What has a form to be written in. */
export type WrittenAct = Exclude<Act, { readonly kind: 'ticket' | 'again' }>
export type ActKind = WrittenAct['kind']
type ClosureReason = (typeof CLOSURE_REASONS)[number]

/** Days until the promised step; `0`: none is promised. */
export const PROMISES = ['0', '1', '3', '7', '14', '30'] as const
export type Promised = (typeof PROMISES)[number]

export interface Draft {
  readonly words: string
  readonly status: CaseStatus | null
  readonly promise: Promised
  readonly reason: ClosureReason | null
}

export const EMPTY_DRAFT: Draft = { words: '', status: null, promise: '0', reason: null }

/** The screen that was open on top of the list; `writing`: the form in it. */
export type Place =
  { readonly kind: 'team' } | { readonly kind: 'case'; readonly pseudonym: Pseudonym; readonly writing: ActKind | null }

export interface Written {
  /** By `draftName`. */
  readonly drafts: ReadonlyMap<string, Draft>
  /** Null: the list of cases. */
  readonly place: Place | null
}

export const NOTHING_WRITTEN: Written = { drafts: new Map(), place: null }

/** One draft for each kind of act of a case. */
export const draftName = (pseudonym: Pseudonym, kind: ActKind): string => `${pseudonym} ${kind}`

export const ACT_KINDS: readonly ActKind[] = ['message', 'status', 'closure', 'reopening', 'note', 'erasure']
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null =>
  known.find((one) => one === value) ?? null

/** Null for what is no draft. */
export function parseDraft(value: unknown): Draft | null {
  const { words, status, promise, reason } = parseObject(value) ?? {}
  const promised = oneOf(PROMISES, promise)
  if (typeof words !== 'string' || promised === null) return null
  return { words, status: oneOf(CASE_STATUSES, status), promise: promised, reason: oneOf(CLOSURE_REASONS, reason) }
}

/** Null, the list, for what is no place. */
export function parsePlace(value: unknown): Place | null {
  const { kind, pseudonym, writing } = parseObject(value) ?? {}
  if (kind === 'team') return { kind }
  const name = parsePseudonym(pseudonym)
  return kind === 'case' && name !== null ? { kind, pseudonym: name, writing: oneOf(ACT_KINDS, writing) } : null
}

function parseNamed(value: unknown): readonly [string, Draft] | null {
  const [name, draft] = parseList(value) ?? []
  const parsed = parseDraft(draft)
  return typeof name === 'string' && parsed !== null ? [name, parsed] : null
}

/** Whole pieces of this size, so that the size of what lies there tells little of what was written. */
const PIECE_BYTES = 4096

/** lp(JSON) zeros. */
export function encodeWritten({ drafts, place }: Written): Bytes {
  const text = lp(encodeText(JSON.stringify({ drafts: [...drafts], place })))
  return concat(text, new Uint8Array(-text.length & (PIECE_BYTES - 1)))
}

/** Null when the bytes are not what `encodeWritten` writes. */
export function parseWritten(bytes: Uint8Array): Written | null {
  const text = parseBytes(bytes, (cursor) => {
    const inner = cursor.lp(bytes.length)
    return cursor.rest().every((byte) => byte === 0) ? inner : null
  })
  const object = text === null ? null : parseObject(parseJson(text))
  const list = parseList(object?.['drafts'])
  const drafts = list === null ? null : parseEach(list, parseNamed)
  return object === null || drafts === null ? null : { drafts: new Map(drafts), place: parsePlace(object['place']) }
}
