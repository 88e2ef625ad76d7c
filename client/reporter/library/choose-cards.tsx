/** Where reading begins: a search field, what it is about, who it is for. What was typed is in the field and nowhere else. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Choice } from '../../library/audience.ts'
import type { Card } from '../../library/card.ts'
import { CARDS } from '../../library/cards.ts'
import { findCards } from '../../library/find-cards.ts'
import { DIGITS } from '../../library/hotlines.ts'
import { Heading } from '../../ui/heading.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { useSpeech } from '../speech.ts'
import { CardRows } from './card-rows.tsx'
import { GroupTiles, SituationTiles, StageTiles } from './tiles.tsx'

const SEARCH_CHARACTERS = 60

export function ChooseCards({
  onChoose,
  onCard,
  onHome,
}: {
  readonly onChoose: (choice: Choice) => void
  /** One of those found, and all that were. */
  readonly onCard: (card: Card, found: readonly Card[]) => void
  readonly onHome: () => void
}): JSX.Element {
  const { say } = useSpeech()
  /** Null: nothing was typed. */
  const [found, setFound] = useState<readonly Card[] | null>(null)
  const search = (typed: string): void => setFound(typed.trim() === '' ? null : findCards(CARDS, typed))
  return (
    <>
      <Heading>{say('rights.title')}</Heading>
      <p class="why">{say('rights.private')}</p>
      <PrivateLine label={say('rights.search')} initial="" maxCharacters={SEARCH_CHARACTERS} onText={search} />
      <div role="status">
        {found !== null && (
          <p>
            {found.length > 0
              ? say('rights.found', { count: found.length })
              : say('rights.nothing', { number: DIGITS['tel-1300'] })}
          </p>
        )}
      </div>
      {found !== null && found.length > 0 && <CardRows of={found} onCard={(card) => onCard(card, found)} />}
      <h2>{say('rights.about')}</h2>
      <SituationTiles onChoose={(code) => onChoose({ by: 'situation', code })} />
      <h2>{say('rights.who')}</h2>
      <StageTiles onChoose={(code) => onChoose({ by: 'stage', code })} />
      <GroupTiles onChoose={(code) => onChoose({ by: 'group', code })} />
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
