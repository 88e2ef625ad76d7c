/**
 * How somebody would like to be spoken with, then in which language: who reads one language here may wish to be called in
 * another. Both go as one letter, and either can be left.
 */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { WISHES, type Wish } from '../../../shared/case/codes.ts'
import type { Details } from '../../../shared/case/details.ts'
import type { Language } from '../../../shared/case/language.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import { ChooseOne, ChooseSome } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { LANGUAGES, SPOKEN } from '../../words/languages.ts'
import { useSpeech } from '../speech.ts'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

/** Of which only one can be meant. */
const WHO: readonly Wish[] = ['woman', 'man', 'anyone']

function withWish(wishes: readonly Wish[], wish: Wish): readonly Wish[] {
  if (wishes.includes(wish)) return wishes.filter((one) => one !== wish)
  return [...wishes.filter((one) => !WHO.includes(wish) || !WHO.includes(one)), wish]
}

export function HowToSpeak({
  onTold,
  onBack,
  ...props
}: {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onTold: (told: Pick<Details, 'wishes' | 'answerLanguage'>) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [at, setAt] = useState<'wishes' | 'language'>('wishes')
  const [wishes, setWishes] = useState<readonly Wish[]>([])
  const [language, setLanguage] = useState<Language | null>(null)
  const other = useRef('')
  const handOver = (answerLanguage: string | null): void => {
    if (wishes.length === 0 && answerLanguage === null) return onBack()
    onTold({ ...(wishes.length === 0 ? {} : { wishes }), ...(answerLanguage === null ? {} : { answerLanguage }) })
  }
  if (at === 'wishes')
    return (
      <Question
        {...props}
        key={at}
        title="wishes.title"
        why="wishes.why"
        ready={wishes.length > 0}
        more
        onSkip={() => (setWishes([]), setAt('language'))}
        onHandOver={() => setAt('language')}
        onBack={onBack}
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
      {...props}
      key={at}
      title="wishes.language"
      why="wishes.language.why"
      onSkip={() => handOver(null)}
      // what was typed is what was said last
      onHandOver={() => handOver(other.current.trim() === '' ? language : other.current.trim())}
      onBack={() => setAt('wishes')}
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
