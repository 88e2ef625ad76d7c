/** In one's own words, as much as one likes. */
import type { JSX } from 'preact'
import { REPORTER_PART_CHARACTERS } from '../../../shared/case/limits.ts'
import { longestWords } from '../../../shared/case/words.ts'
import { useSpeech } from '../speech.ts'
import type { Typed } from './draft.ts'
import { WordsOrVoice } from '../voice/words-or-voice.tsx'
import { Step } from '../step.tsx'

export function OwnWords({
  typed,
  onNext,
  onSkip,
  onSend,
  onBack,
}: {
  readonly typed: Typed
  readonly onNext: () => void
  readonly onSkip: () => void
  readonly onSend: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step
      number={5}
      title="words.title"
      why="words.why"
      onNext={onNext}
      onSkip={onSkip}
      onSend={onSend}
      onBack={onBack}
    >
      <WordsOrVoice
        label={say('words.label')}
        note={say('words.memory')}
        initial={() => typed.words}
        maxCharacters={longestWords(REPORTER_PART_CHARACTERS)}
        onText={(text) => void (typed.words = text)}
        voiced={typed}
      />
    </Step>
  )
}
