/** The cards for one choice, or those found: who can be called at this hour, then what can be read. */
import type { JSX } from 'preact'
import type { Choice } from '../../library/audience.ts'
import type { Card } from '../../library/card.ts'
import { ENOUGH_CARDS } from '../../library/cards.ts'
import { hotlinesForChoice } from '../../library/hotlines-for.ts'
import { DIGITS } from '../../library/hotlines.ts'
import { Heading } from '../../ui/heading.tsx'
import { NOTHING_FOUND_HOTLINES, hotlinesAt } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { type Speech, useSpeech } from '../speech.ts'
import { CardRows } from './card-rows.tsx'

/** What a list holds. */
export type Listed = { readonly by: 'search'; readonly cards: readonly Card[] } | Choice

/** More would push the cards off the screen; all of them stand under "Get help now". */
const MOST_NUMBERS = 2

const YOUNG: Choice = { by: 'stage', code: 'adolescent_10_19' }

function titleOf(of: Listed, say: Speech['say']): string {
  switch (of.by) {
    case 'search':
      return say('rights.results')
    case 'situation':
      return say(`about.${of.code}`)
    case 'stage':
      return say(`stage.${of.code}`)
    case 'group':
      return say(`group.${of.code}`)
  }
}

const isYoungGroup = (of: Listed): boolean =>
  of.by === 'group' && (of.code === 'ethnic_minority' || of.code === 'southern_border_youth')

export function CardList({
  of,
  cards,
  onCard,
  onChoose,
  onTell,
  onBack,
}: {
  readonly of: Listed
  readonly cards: readonly Card[]
  readonly onCard: (card: Card) => void
  readonly onChoose: (choice: Choice) => void
  readonly onTell: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  const few = of.by !== 'search' && cards.length < ENOUGH_CARDS
  const numbers =
    of.by === 'search' ? NOTHING_FOUND_HOTLINES : hotlinesAt(thaiMinute(), hotlinesForChoice(of)).slice(0, MOST_NUMBERS)
  return (
    <>
      <Heading>{titleOf(of, say)}</Heading>
      {few && <p class="note">{say('rights.few', { number: DIGITS['tel-1300'] })}</p>}
      <h2>{say('rights.call')}</h2>
      <Numbers of={numbers} />
      <CardRows of={cards} onCard={onCard} />
      {isYoungGroup(of) && (
        <div class="choices">
          <button type="button" class="choice" onClick={() => onChoose(YOUNG)}>
            {say('rights.few.young')}
          </button>
        </div>
      )}
      <button type="button" class="next" onClick={onTell}>
        {say('rights.tell')}
      </button>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
