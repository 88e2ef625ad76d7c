/** More in one's own words, written or said. */
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { longestWords } from '../../../shared/case/words.ts'
import { type SaidMore, nothingSaid, saysSomething } from '../letter/said-more.ts'
import { useSpeech } from '../speech.ts'
import { WordsOrVoice } from '../voice/words-or-voice.tsx'
import { Question, type Asking } from './question.tsx'

export function MoreWords({ onSaid, ...asking }: Asking & { readonly onSaid: (said: SaidMore) => void }): JSX.Element {
  const { say } = useSpeech()
  const said = useRef(nothingSaid())
  return (
    <Question
      {...asking}
      title="words.title"
      why="words.why"
      onHandOver={() => {
        if (saysSomething(said.current)) onSaid(said.current)
      }}
    >
      <WordsOrVoice
        label={say('words.label')}
        initial={() => said.current.words}
        maxCharacters={longestWords(REPORTER_PART_CHARACTERS)}
        onText={(text) => void (said.current.words = text)}
        voiced={said.current}
      />
    </Question>
  )
}
