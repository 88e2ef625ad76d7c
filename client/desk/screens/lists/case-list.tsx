/** The cases of the agency as a list: danger first, then what is urgent or nobody has touched, then who waits longest. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Pseudonym } from '../../../../shared/case/names.ts'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { ScreenState } from '../../view/screen-state.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { fits, isLate, isSilent, sortRows, type CaseRow } from '../../view/case-row.ts'
import { emptyKey } from '../../view/empty-list.ts'
import { finds } from '../../view/find-rows.ts'
import { shortName } from '../../view/short-name.ts'
import { ListTools, type Listing } from './list-tools.tsx'

interface CaseListProps {
  readonly state: ScreenState
  readonly listing: Listing
  readonly onListing: (listing: Listing) => void
  readonly onOpen: (pseudonym: Pseudonym) => void
  /** The case that was open a moment ago: the focus goes back to its line. */
  readonly from: Pseudonym | null
  readonly first: boolean
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
}

/** Moves the focus to another line. */
function moveFocus(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button.open')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  const next = buttons[step(at, buttons.length - 1)]
  if (at === -1 || next === undefined) return
  event.preventDefault()
  next.focus()
}

/** What a person may look for: everything that the line shows. */
function textsOf(row: CaseRow, state: ScreenState, speech: Speech): readonly string[] {
  const { label } = speech
  const codes = [...row.needs.map((need) => label('need', need)), label('case-status', row.status)]
  return [shortName(row.pseudonym), areaName(row, state, speech), ...codes, row.words ?? '']
}

export function CaseList({ state, listing, onListing, onOpen, from, first }: CaseListProps): JSX.Element {
  const speech = useSpeech()
  const { say } = speech
  const { filter, order, typed } = listing
  const all = [...state.rows.values()]
  const found = typed.trim() === '' ? all : all.filter((row) => finds(typed, textsOf(row, state, speech)))
  const rows = sortRows(
    found.filter((row) => fits(row, filter)),
    order,
    state.today,
  )
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (from !== null) table.current?.querySelector<HTMLElement>(`[data-case="${from}"]`)?.focus()
    // Once, when the list appears.
  }, [])
  const intoList = (): void => table.current?.querySelector<HTMLElement>('button.open')?.focus()
  const nothing =
    all.length === 0 ? emptyKey(state, 'cases.none') : found.length === 0 ? 'find.none' : 'cases.none.filter'
  return (
    <>
      <div class="head">
        <Heading first={first || from !== null}>{say('cases.title')}</Heading>
      </div>
      {all.length > 0 && (
        <ListTools listing={listing} onListing={onListing} found={found} shown={rows.length} onDown={intoList} />
      )}
      {rows.length === 0 ? (
        <p class="empty">{say(nothing)}</p>
      ) : (
        <table class="rows opening cases" ref={table} onKeyDown={moveFocus}>
          <thead>
            <tr>
              <th scope="col">{say('cases.case')}</th>
              <th scope="col">{say('cases.since')}</th>
              <th scope="col">{say('cases.needs')}</th>
              <th scope="col">{say('cases.area')}</th>
              <th scope="col">{say('cases.status')}</th>
              <th scope="col">{say('cases.words')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.pseudonym} row={row} state={state} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function areaName(row: CaseRow, { directory }: ScreenState, { name }: Speech): string {
  if (row.area === null) return ''
  const names = directory?.areas.find(({ id }) => id === row.area)?.names
  return names === undefined ? visibleString(row.area) : name(names)
}

/** Only what somebody said is more urgent than others. */
const URGENT: ReadonlySet<string> = new Set(['emergency', 'high'])

function Line({
  row,
  state,
  onOpen,
}: {
  readonly row: CaseRow
  readonly state: ScreenState
  readonly onOpen: (pseudonym: Pseudonym) => void
}): JSX.Element {
  const speech = useSpeech()
  const { say, shortDate, label } = speech
  const { pseudonym, status, language, triage } = row
  const { today } = state
  const open = (): void => onOpen(pseudonym)
  const needs = row.needs.map((need) => label('need', need)).join(', ')
  return (
    <tr class={row.danger ? 'danger' : undefined} onClick={open}>
      <td class="who">
        {/* its click, by key or pointer, is the line's: heard twice, the case would be opened twice */}
        <button type="button" class="open" data-case={pseudonym}>
          {shortName(pseudonym)}
        </button>
        {row.danger && <b class="tag urgent">{say('cases.danger')}</b>}
        {triage !== null && URGENT.has(triage) && <b class="tag urgent">{label('triage', triage)}</b>}
        {isSilent(row, today) && row.silentDay !== null && (
          <b class="tag urgent">{say('cases.silent', { date: shortDate(row.silentDay) })}</b>
        )}
        {isLate(row, today) && row.promisedDay !== null && (
          <b class="tag late">{say('cases.late', { date: shortDate(row.promisedDay) })}</b>
        )}
        {row.isNew && <b class="tag new">{say('cases.new')}</b>}
        {row.stopped && <b class="tag">{say('cases.stopped')}</b>}
      </td>
      <td class="since" data-label={row.waitingSince === null ? undefined : say('cases.since')}>
        {row.waitingSince === null ? say('cases.not-waiting') : shortDate(row.waitingSince)}
      </td>
      <td data-label={needs === '' ? undefined : say('cases.needs')}>{needs}</td>
      <td data-label={say('cases.area')}>{areaName(row, state, speech)}</td>
      <td data-label={say('cases.status')}>{label('case-status', status)}</td>
      <td class="words">
        {row.voice && <b class="tag">{say('voice.title.one')}</b>}
        {row.guarded ? (
          <b class="tag">{say('cases.guarded')}</b>
        ) : row.words === null ? (
          <span class="soft">{say(row.erased ? 'cases.erased' : 'cases.no-report')}</span>
        ) : (
          <ForeignText text={row.words} short {...(language === null ? {} : { language })} />
        )}
      </td>
    </tr>
  )
}
