/** Above the list of cases: which ones, what comes first, and a search in what the lines show. In memory only. */
import type { JSX } from 'preact'
import { PrivateLine } from '../../../ui/private-field.tsx'
import { useSpeech } from '../../speech.ts'
import { fits, ORDERS, type CaseRow, type Filter, type Order } from '../../view/case-row.ts'

export interface Listing {
  readonly filter: Filter
  readonly order: Order
  /** What is looked for. */
  readonly typed: string
}

export const FIRST_LISTING: Listing = { filter: 'open', order: 'urgent', typed: '' }

const FILTERS: readonly Filter[] = ['open', 'waiting', 'ended']
const LONGEST_SEARCH = 100

interface ListToolsProps {
  readonly listing: Listing
  readonly onListing: (listing: Listing) => void
  /** What the search finds, before the filter. */
  readonly found: readonly CaseRow[]
  /** How many lines are left. */
  readonly shown: number
  /** From the search into the list. */
  readonly onDown: () => void
}

export function ListTools({ listing, onListing, found, shown, onDown }: ListToolsProps): JSX.Element {
  const { say } = useSpeech()
  const { filter, order, typed } = listing
  return (
    <div class="tools" role="search">
      <div class="filters" role="group" aria-label={say('cases.filter')}>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={one === filter}
            onClick={() => onListing({ ...listing, filter: one })}
          >
            {say(`cases.${one}`)} <b>{found.filter((row) => fits(row, one)).length}</b>
          </button>
        ))}
      </div>
      <div class="filters" role="group" aria-label={say('order.label')}>
        {ORDERS.map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={one === order}
            onClick={() => onListing({ ...listing, order: one })}
          >
            {say(`order.${one}`)}
          </button>
        ))}
      </div>
      <div
        class="find"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          onDown()
        }}
      >
        <PrivateLine
          label={say('find.label')}
          initial={typed}
          maxCharacters={LONGEST_SEARCH}
          onText={(text) => onListing({ ...listing, typed: text })}
        />
        <p class="unseen" role="status">
          {typed.trim() === '' ? '' : say('find.count', { count: shown })}
        </p>
      </div>
    </div>
  )
}
