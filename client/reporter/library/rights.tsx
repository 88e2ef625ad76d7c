/**
 * Know your rights: choose by what it is about or by who it is for, or search; a list; a card. Which of them is open lives in
 * memory only, and all of it lies on the phone: reading asks nobody for anything.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Card } from '../../library/card.ts'
import { cardOf, cardsFor } from '../../library/cards.ts'
import { useReader } from '../aloud/read-aloud.tsx'
import { CardScreen } from './card-screen.tsx'
import { CardList, type Listed } from './card-list.tsx'
import { ChooseCards } from './choose-cards.tsx'

type View =
  | { readonly at: 'choose' }
  | { readonly at: 'list'; readonly of: Listed }
  | { readonly at: 'card'; readonly card: Card; readonly of: Listed }

export function Rights({ onHome, onTell }: { readonly onHome: () => void; readonly onTell: () => void }): JSX.Element {
  const [view, setView] = useState<View>({ at: 'choose' })
  const reader = useReader()
  switch (view.at) {
    case 'choose':
      return (
        <ChooseCards
          onChoose={(of) => setView({ at: 'list', of })}
          onCard={(card, cards) => setView({ at: 'card', card, of: { by: 'search', cards } })}
          onHome={onHome}
        />
      )
    case 'list': {
      const { of } = view
      return (
        <CardList
          key={of.by === 'search' ? 'search' : of.code}
          of={of}
          cards={of.by === 'search' ? of.cards : cardsFor(of)}
          onCard={(card) => setView({ at: 'card', card, of })}
          onChoose={(choice) => setView({ at: 'list', of: choice })}
          onTell={onTell}
          onBack={() => setView({ at: 'choose' })}
        />
      )
    }
    case 'card': {
      const { card, of } = view
      const next = card.next === undefined ? undefined : cardOf(card.next)
      return (
        <CardScreen
          key={card.id}
          card={card}
          reader={reader}
          onNext={next === undefined ? null : () => setView({ at: 'card', card: next, of })}
          onTell={onTell}
          onBack={() => setView({ at: 'list', of })}
        />
      )
    }
  }
}
