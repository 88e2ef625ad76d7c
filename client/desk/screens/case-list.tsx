/** The cases of the agency as a list: danger first, then what nobody has touched, then who waits longest. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Pseudonym } from '../../../shared/case/names.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import { Heading } from '../../ui/heading.tsx'
import type { ScreenState } from '../bridge/screen-state.ts'
import { useSpeech, type Speech } from '../speech.ts'
import { fits, sortRows, type CaseRow, type Filter } from '../view/case-row.ts'
import { shortName } from '../view/short-name.ts'

interface CaseListProps {
  readonly state: ScreenState
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly onOpen: (pseudonym: Pseudonym) => void
  /** The case that was open a moment ago: the focus goes back to its line. */
  readonly from: Pseudonym | null
  readonly first: boolean
}

const FILTERS: readonly Filter[] = ['open', 'waiting', 'ended']

/** Moves the focus to the line above or below. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button.open')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  const next = buttons[at + step]
  if (at === -1 || next === undefined) return
  event.preventDefault()
  next.focus()
}

export function CaseList({ state, filter, onFilter, onOpen, from, first }: CaseListProps): JSX.Element {
  const { say } = useSpeech()
  const all = [...state.rows.values()]
  const rows = sortRows(all.filter((row) => fits(row, filter)))
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (from !== null) table.current?.querySelector<HTMLElement>(`[data-case="${from}"]`)?.focus()
    // Once, when the list appears.
  }, [])
  return (
    <>
      <div class="head">
        <Heading first={first || from !== null}>{say('cases.title')}</Heading>
        <div class="filters" role="group" aria-label={say('cases.filter')}>
          {FILTERS.map((one) => (
            <button key={one} type="button" class="chip" aria-pressed={one === filter} onClick={() => onFilter(one)}>
              {say(`cases.${one}`)} <b>{all.filter((row) => fits(row, one)).length}</b>
            </button>
          ))}
        </div>
      </div>
      {rows.length === 0 ? (
        <Empty state={state} isAll={all.length === 0} />
      ) : (
        <table class="cases" ref={table} onKeyDown={moveFocus}>
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

function Empty({ state, isAll }: { readonly state: ScreenState; readonly isAll: boolean }): JSX.Element {
  const { say } = useSpeech()
  if (!isAll) return <p class="empty">{say('cases.none.filter')}</p>
  if (state.busy && state.syncedDay === null) return <p class="empty">{say('cases.looking')}</p>
  if (state.agency.kind !== null && state.proof.kind === 'unproven') return <p class="empty">{say('cases.unproven')}</p>
  return <p class="empty">{say(state.agency.kind === null ? 'cases.unlisted' : 'cases.none')}</p>
}

function areaName(row: CaseRow, { directory }: ScreenState, { name }: Speech): string {
  if (row.area === null) return ''
  const names = directory?.areas.find(({ id }) => id === row.area)?.names
  return names === undefined ? visibleString(row.area) : name(names)
}

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
  const { pseudonym, status, language } = row
  const open = (): void => onOpen(pseudonym)
  return (
    <tr class={row.danger ? 'danger' : undefined} onClick={open}>
      <td class="who">
        {/* its click, by key or pointer, is the line's: heard twice, the case would be opened twice */}
        <button type="button" class="open" data-case={pseudonym}>
          {shortName(pseudonym)}
        </button>
        {row.danger && <b class="tag urgent">{say('cases.danger')}</b>}
        {row.isNew && <b class="tag new">{say('cases.new')}</b>}
        {row.stopped && <b class="tag">{say('cases.stopped')}</b>}
      </td>
      <td class="since">{row.waitingSince === null ? say('cases.not-waiting') : shortDate(row.waitingSince)}</td>
      <td>{row.needs.map((need) => label('need', need)).join(', ')}</td>
      <td>{areaName(row, state, speech)}</td>
      <td>{label('case-status', status)}</td>
      <td class="words">
        {row.words === null ? (
          <span class="soft">{say(row.erased ? 'cases.erased' : 'cases.no-report')}</span>
        ) : (
          <ForeignText text={row.words} short {...(language === null ? {} : { language })} />
        )}
      </td>
    </tr>
  )
}
