/**
 * What the screen has of an unlocked desk: every case as a line, one of them in full, and what changed since the last time,
 * so that ten thousand cases do not travel from the worker to the page for every new letter. Contains no key.
 */
import type { Aside, Case, Fold } from '../../../shared/case/case.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'
import type { DeskState } from '../state.ts'
import { rowOf, type CaseRow } from './case-row.ts'
import { isSame } from './same.ts'

/** The case that somebody looks at. */
export interface OpenedCase {
  readonly of: Case
  /** Records that name it and change nothing in it. */
  readonly asides: readonly Aside[]
}

export interface ScreenState extends Omit<DeskState, 'fold'> {
  readonly rows: ReadonlyMap<Pseudonym, CaseRow>
  /** Records that change no case. */
  readonly asideCount: number
  /** Null: none is looked at, or it is not there. */
  readonly opened: OpenedCase | null
}

type Parts = Omit<ScreenState, 'rows'>

/** From one state to the next. The first one of all says everything. */
export interface News {
  readonly parts: Partial<Parts>
  readonly rows: readonly CaseRow[]
  readonly gone: readonly Pseudonym[]
}

function openedIn({ cases, aside }: Fold, looked: Pseudonym | null): OpenedCase | null {
  const of = looked === null ? undefined : cases.get(looked)
  if (of === undefined) return null
  const asides = aside.filter(({ record: { event, taken } }) => {
    const name = taken === null ? event.case : taken.event.case
    return name !== null && of.names.includes(name)
  })
  return { of, asides }
}

/** Remembers the lines of the last fold: most states differ from the one before in nothing that a line shows. */
export function createScreenStates(): (state: DeskState, looked: Pseudonym | null) => ScreenState {
  let fold: Fold | null = null
  let rows: ReadonlyMap<Pseudonym, CaseRow> = new Map()
  return ({ fold: now, ...rest }, looked) => {
    if (now !== fold) rows = new Map([...now.cases].map(([pseudonym, of]) => [pseudonym, rowOf(of)]))
    fold = now
    return { ...rest, rows, asideCount: now.aside.length, opened: openedIn(now, looked) }
  }
}

/** Null: nothing is new. */
export function newsOf(before: ScreenState | null, now: ScreenState): News | null {
  const { rows, ...parts } = now
  if (before === null) return { parts, rows: [...rows.values()], gone: [] }
  const changed = Object.fromEntries(
    Object.entries(parts).filter(([name, value]) => !isSame(before[name as keyof Parts], value)),
  ) as Partial<Parts>
  const isNew = ([pseudonym, row]: readonly [Pseudonym, CaseRow]): boolean => !isSame(before.rows.get(pseudonym), row)
  const fresh = rows === before.rows ? [] : [...rows].filter(isNew).map(([, row]) => row)
  const gone = rows === before.rows ? [] : [...before.rows.keys()].filter((pseudonym) => !rows.has(pseudonym))
  const isNothing = Object.keys(changed).length + fresh.length + gone.length === 0
  return isNothing ? null : { parts: changed, rows: fresh, gone }
}

/** Lines that are read in one piece without a page standing still: 10,000 took up to 118 ms (docs/decisions/011-desk-keys-in-a-worker.md). */
const PIECE_ROWS = 2000

/** The same news in pieces, each of which leads to a state that may be shown. */
export function piecesOf({ parts, rows, gone }: News): readonly News[] {
  const pieces: News[] = [{ parts, rows: rows.slice(0, PIECE_ROWS), gone }]
  for (let at = PIECE_ROWS; at < rows.length; at += PIECE_ROWS) {
    pieces.push({ parts: {}, rows: rows.slice(at, at + PIECE_ROWS), gone: [] })
  }
  return pieces
}

/** `before`: null for the first news. */
export function withNews(before: ScreenState | null, { parts, rows, gone }: News): ScreenState {
  let next = before?.rows ?? new Map<Pseudonym, CaseRow>()
  if (rows.length + gone.length > 0) {
    const changed = new Map(next)
    for (const row of rows) changed.set(row.pseudonym, row)
    for (const pseudonym of gone) changed.delete(pseudonym)
    next = changed
  }
  return { ...before, ...parts, rows: next } as ScreenState
}
