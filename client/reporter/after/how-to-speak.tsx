/**
 * How somebody would like to be spoken with, then in which language: who reads one language here may wish to be called in
 * another. Both go as one letter, and either can be left.
 */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { WISHES, type Wish } from '../../../shared/case/codes.ts'
import type { Language } from '../../../shared/case/language.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import { ChooseOne, ChooseSome } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { LANGUAGES, SPOKEN } from '../../words/languages.ts'
import { useSpeech } from '../speech.ts'
import { Question, type AskingDetails } from './question.tsx'
import { saidOf } from './said.ts'
import { useSequence } from './sequence.ts'

/** Of which only one can be meant. */
const WHO: readonly Wish[] = ['woman', 'man', 'anyone']

function withWish(wishes: readonly Wish[], wish: Wish): readonly Wish[] {
  if (wishes.includes(wish)) return wishes.filter((one) => one !== wish)
  return [...wishes.filter((one) => !WHO.includes(wish) || !WHO.includes(one)), wish]
}

export function HowToSpeak({ onDetails, onBack, ...asking }: AskingDetails): JSX.Element {
  const { say } = useSpeech()
  const { at, goOn, goBack } = useSequence<'wishes' | 'language'>(['wishes', 'language'], onBack)
  const [wishes, setWishes] = useState<readonly Wish[]>([])
  const [language, setLanguage] = useState<Language | null>(null)
  const other = useRef('')
  const handOver = (answerLanguage: string | null): void =>
    onDetails(saidOf({ wishes: wishes.length === 0 ? null : wishes, answerLanguage }))
  if (at === 'wishes')
    return (
      <Question
        {...asking}
        key={at}
        title="wishes.title"
        why="wishes.why"
        ready={wishes.length > 0}
        more
        onSkip={() => (setWishes([]), goOn())}
        onHandOver={goOn}
        onBack={goBack}
      >
        <ChooseSome
          label={say('wishes.title')}
          choices={WISHES.map((value) => ({ value, label: say(`wishes.${value}`) }))}
          chosen={wishes}
          onChoose={(wish) => setWishes(withWish(wishes, wish))}
        />
      </Question>
    )
  return (
    <Question
      {...asking}
      key={at}
      title="wishes.language"
      why="wishes.language.why"
      onSkip={() => handOver(null)}
      // what was typed is what was said last
      onHandOver={() => handOver(other.current.trim() === '' ? language : other.current.trim())}
      onBack={goBack}
    >
      <ChooseOne
        label={say('wishes.language')}
        choices={SPOKEN.map((value) => ({ value, label: LANGUAGES[value].name, lang: value }))}
        chosen={language}
        onChoose={setLanguage}
      />
      <PrivateLine
        label={say('wishes.language.other')}
        initial={other.current}
        maxCharacters={MAX_LINE_CHARACTERS}
        onText={(text) => void (other.current = text)}
      />
    </Question>
  )
}
