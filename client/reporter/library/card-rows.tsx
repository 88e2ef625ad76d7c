/** Cards to choose from: picture and title. */
import type { JSX } from 'preact'
import type { Card } from '../../library/card.ts'
import { useSpeech } from '../speech.ts'
import { Picture } from './pictures.tsx'

export function CardRows({
  of,
  onCard,
}: {
  readonly of: readonly Card[]
  readonly onCard: (card: Card) => void
}): JSX.Element {
  const { full, inFull } = useSpeech()
  return (
    <div class="choices">
      {of.map((card) => (
        <button key={card.id} type="button" class="choice row" onClick={() => onCard(card)}>
          <Picture of={card.picture} />
          <span>{inFull(card[full].title)}</span>
        </button>
      ))}
    </div>
  )
}
