/**
 * How the person was helped: three questions, each can be skipped, then words if they like. The answers go to the agency and
 * to who oversees it, the words to the overseer alone unless the person wants the agency to read them.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FeedbackAnswer, FeedbackQuestion } from '../../../../shared/case/codes.ts'
import { REPORTER_PART_CHARACTERS } from '../../../../shared/case/limits.ts'
import { ChooseOne, ChooseSome } from '../../../ui/choices.tsx'
import { Heading } from '../../../ui/heading.tsx'
import { PrivateText } from '../../../ui/private-field.tsx'
import { sealFeedback } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { Step } from '../../step.tsx'
import { type Above, AgencyAndOverseer } from '../agency-and-overseer.tsx'
import { SendLetter } from '../send-letter.tsx'
import type { WishProps } from './wish.ts'

const QUESTIONS = ['safe', 'respected', 'helped'] as const satisfies readonly FeedbackQuestion[]
const ANSWERS = ['yes', 'partly', 'no'] as const satisfies readonly FeedbackAnswer[]
type Answers = Readonly<Partial<Record<(typeof QUESTIONS)[number], (typeof ANSWERS)[number]>>>

export function Feedback({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { say } = useSpeech()
  const [to, setTo] = useState<Above | null>(null)
  const [at, setAt] = useState(0)
  const [answers, setAnswers] = useState<Answers>({})
  if (to === null) return <AgencyAndOverseer opened={opened} onTo={setTo} onBack={onBack} />
  const question = QUESTIONS[at]
  const before = (): void => (at === 0 ? onBack() : setAt(at - 1))
  if (question === undefined)
    return <Words opened={opened} to={to} answers={answers} onHome={onHome} onDone={onBack} onBack={before} />
  const { [question]: _left, ...others } = answers
  return (
    <Step
      key={question}
      title={`how.${question}`}
      why="how.why"
      onNext={() => setAt(at + 1)}
      onSkip={() => (setAnswers(others), setAt(at + 1))}
      onBack={before}
    >
      <ChooseOne
        label={say(`how.${question}`)}
        choices={ANSWERS.map((value) => ({ value, label: say(`how.${value}`) }))}
        chosen={answers[question] ?? null}
        onChoose={(value) => setAnswers({ ...answers, [question]: value })}
      />
    </Step>
  )
}

function Words({
  opened: { system, keys },
  to,
  answers,
  onHome,
  onDone,
  onBack,
}: WishProps & { readonly to: Above; readonly answers: Answers; readonly onDone: () => void }): JSX.Element {
  const { say, name } = useSpeech()
  const words = useRef('')
  const [both, setBoth] = useState<readonly 'both'[]>([])
  useEffect(() => () => void (words.current = ''), [])
  const given = QUESTIONS.flatMap((question) => {
    const answer = answers[question]
    return answer === undefined ? [] : [[question, answer] as const]
  })
  const agency = name(to.agency.agency.names)
  const overseer = to.overseer === null ? null : name(to.overseer.agency.names)
  return (
    <SendLetter
      system={system}
      label={say('more.send')}
      done={say('how.title')}
      ready={() => given.length > 0 || words.current.trim() !== ''}
      seal={() => sealFeedback(system, keys, to, { answers: given, words: words.current, forAgency: both.length > 0 })}
      onHome={onHome}
      onDone={onDone}
      onBack={onBack}
    >
      <Heading>{say('how.title')}</Heading>
      {overseer === null ? (
        <p class="note">{say(to.isUnknown ? 'how.to.only' : 'how.to.agency', { agency })}</p>
      ) : (
        <>
          {/* words alone go to nobody but who is above: the agency is not told of them */}
          {given.length > 0 && <p class="note">{say('how.to', { agency, overseer })}</p>}
          <PrivateText
            label={say('how.words')}
            initial={words.current}
            maxCharacters={REPORTER_PART_CHARACTERS}
            onText={(text) => void (words.current = text)}
          />
          {both.length === 0 && <p class="why">{say('how.words.who', { overseer })}</p>}
          <ChooseSome
            label={say('how.words')}
            choices={[{ value: 'both', label: say('how.words.both', { agency }) }]}
            chosen={both}
            onChoose={() => setBoth(both.length > 0 ? [] : ['both'])}
          />
        </>
      )}
    </SendLetter>
  )
}
