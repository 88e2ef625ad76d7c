/** Typing the words of a recovery kit from paper, and what is said when they are none. Source: docs/protocol.md P3.8. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { PrivateText } from '../../../ui/private-field.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { WrongWords } from '../../kit/use-kit.ts'
import { type Speech, useSpeech } from '../../speech.ts'

/** A sentence in whichever language is chosen when it is shown. */
export type Sentence = (speech: Speech) => string

export const wrongWords = (why: WrongWords): Sentence => {
  return ({ say }) => sentenceFor(say, why)
}

function sentenceFor(say: Speech['say'], why: WrongWords): string {
  switch (why.reason) {
    case 'keyboard':
    case 'check':
      return say(`kit.type.${why.reason}`)
    case 'count':
      return say('kit.type.count', { count: why.count })
    case 'word':
      return say('kit.type.word', { number: why.number, typed: visibleString(why.typed.slice(0, SHOWN_CHARACTERS)) })
  }
}

/** Of a word that is none, so that a pasted text does not fill the screen. */
const SHOWN_CHARACTERS = 20
const MOST_CHARACTERS = 400

interface KitWordsProps {
  /** Gives what is wrong with the words; null: the screen has gone on. */
  readonly onWords: (words: string) => Promise<Sentence | null>
  readonly onBack: () => void
}

export function KitWords({ onWords, onBack }: KitWordsProps): JSX.Element {
  const speech = useSpeech()
  const { say } = speech
  const typed = useRef('')
  const [looking, setLooking] = useState(false)
  const [trouble, tell] = useState<{ readonly sentence: Sentence } | null>(null)
  const look = async (): Promise<void> => {
    setLooking(true)
    tell(null)
    const next = await onWords(typed.current)
    if (next === null) return
    setLooking(false)
    tell({ sentence: next })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!looking) void look()
      }}
    >
      <PrivateText
        label={say('kit.type')}
        initial=""
        maxCharacters={MOST_CHARACTERS}
        onText={(text) => {
          typed.current = text
        }}
      />
      <p class="why">{say('kit.type.how')}</p>
      <p role="status" class="outcome">
        {looking ? say('kit.type.looking') : trouble?.sentence(speech)}
      </p>
      <div class="ways">
        <button type="submit" class="next" disabled={looking}>
          {say('kit.type.go')}
        </button>
        <button type="button" class="plain" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </form>
  )
}
