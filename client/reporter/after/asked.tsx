/** One of the questions after the report: each has its reason, can be left, and is handed over by itself. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ISSUES, type Issue, KNOWS, type Knows, REPORTER_ROLES, type ReporterRole } from '../../../shared/case/codes.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'
import type { Day } from '../../../shared/day.ts'
import type { District } from '../../library/areas/pack.ts'
import { ChooseOne, ChooseSome } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import type { Beside } from '../letter/follow-up.ts'
import { type SaidMore, nothingSaid, saysSomething } from '../letter/said-more.ts'
import { useSpeech } from '../speech.ts'
import { MOST_CHARACTERS } from '../tell/own-words.tsx'
import type { TroubleKind } from '../trouble.tsx'
import { WordsOrVoice } from '../voice/words-or-voice.tsx'
import { AgeAndDistrict } from './age-district.tsx'
import { AnswerAgain } from './answer-again.tsx'
import { WhatAgreed } from './consents.tsx'
import { HowToSpeak } from './how-to-speak.tsx'
import { Question } from './question.tsx'

export type Topic = 'reach' | 'words' | 'issues' | 'whom' | 'age' | 'answer' | 'wishes' | 'agree'

interface AskedProps {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onAdd: (words: string, beside: Beside) => void
  readonly onBack: () => void
}

export function Asked({
  topic,
  districts,
  silentDay,
  own,
  onAgree,
  onSaid,
  ...props
}: AskedProps & {
  readonly topic: Topic
  /** Of the report's area. */
  readonly districts: readonly District[]
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  /** A child tells of itself. */
  readonly own: boolean
  readonly onAgree: (consents: readonly ConsentBody[]) => void
  readonly onSaid: (said: SaidMore) => void
}): JSX.Element {
  switch (topic) {
    case 'words':
      return <MoreWords {...props} onSaid={onSaid} />
    case 'issues':
      return <WhatAbout {...props} />
    case 'reach':
      return <WhoTells {...props} key={topic} from="knows" />
    case 'whom':
      return <WhoTells {...props} key={topic} from="role" />
    case 'age':
      return <AgeAndDistrict {...props} districts={districts} own={own} onFacts={(facts) => props.onAdd('', facts)} />
    case 'answer':
      return <AnswerAgain {...props} silentDay={silentDay} onPlan={(contact) => props.onAdd('', { contact })} />
    case 'wishes':
      return <HowToSpeak {...props} onTold={(told) => props.onAdd('', told)} />
    case 'agree':
      return <WhatAgreed {...props} onAgree={onAgree} />
  }
}

function MoreWords({
  onSaid,
  ...props
}: Omit<AskedProps, 'onAdd'> & { readonly onSaid: (said: SaidMore) => void }): JSX.Element {
  const { say } = useSpeech()
  const said = useRef(nothingSaid())
  return (
    <Question
      {...props}
      title="words.title"
      why="words.why"
      onHandOver={() => {
        if (saysSomething(said.current)) onSaid(said.current)
      }}
    >
      <WordsOrVoice
        label={say('words.label')}
        initial={() => said.current.words}
        maxCharacters={MOST_CHARACTERS}
        onText={(text) => void (said.current.words = text)}
        voiced={said.current}
      />
    </Question>
  )
}

/** The pilot's issues and those nearest to them come first; the others are behind one more tap. */
const FIRST_ISSUES: readonly Issue[] = [
  'family_violence',
  'sexual_violence',
  'pregnancy',
  'child_at_risk',
  'discrimination',
  'mental_health',
]

function WhatAbout({ onAdd, ...props }: AskedProps): JSX.Element {
  const { say } = useSpeech()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [more, setMore] = useState(false)
  const shown = more ? [...FIRST_ISSUES, ...ISSUES.filter((issue) => !FIRST_ISSUES.includes(issue))] : FIRST_ISSUES
  const toggle = (issue: Issue): void =>
    setIssues(issues.includes(issue) ? issues.filter((one) => one !== issue) : [...issues, issue])
  return (
    <Question
      {...props}
      title="issues.title"
      why="issues.why"
      ready={issues.length > 0}
      onHandOver={() => onAdd('', { issues })}
    >
      <ChooseSome
        label={say('issues.title')}
        choices={shown.map((value) => ({ value, label: say(value === 'other' ? 'issues.other' : `about.${value}`) }))}
        chosen={issues}
        onChoose={toggle}
      />
      {!more && (
        <button type="button" class="choice" onClick={() => setMore(true)}>
          {say('issues.more')}
        </button>
      )}
    </Question>
  )
}

/** Those that say who somebody is to the person; of them, those that a child can be. */
const ROLES = REPORTER_ROLES.filter((role) => role !== 'about_another' && role !== 'helps_to_tell' && role !== 'unsaid')
const CHILD_ROLES = ROLES.filter((role) => role !== 'guardian' && role !== 'teacher_or_worker')

/** Whoever tells of somebody else is asked what that person knows, and how they can be reached. */
function WhoTells({ from, onAdd, onBack, ...props }: AskedProps & { readonly from: 'role' | 'knows' }): JSX.Element {
  const { say, isToChild } = useSpeech()
  const [at, setAt] = useState<'role' | 'knows' | 'reach'>(from)
  const [role, setRole] = useState<ReporterRole | null>(null)
  const [knows, setKnows] = useState<Knows | null>(null)
  const reach = useRef('')
  const add = (): void => {
    const told = {
      ...(role === null ? {} : { role }),
      ...(knows === null ? {} : { knows }),
      ...(reach.current.trim() === '' ? {} : { reach: reach.current.trim() }),
    }
    // skipped, and nothing typed
    if (Object.keys(told).length === 0) onBack()
    else onAdd('', told)
  }
  switch (at) {
    case 'role':
      return (
        <Question
          {...props}
          key={at}
          title="role.title"
          why="role.why"
          ready={role !== null}
          more={role !== 'self'}
          onHandOver={role === 'self' ? add : () => setAt('knows')}
          onBack={onBack}
        >
          <ChooseOne
            label={say('role.title')}
            choices={(isToChild ? CHILD_ROLES : ROLES).map((value) => ({ value, label: say(`role.${value}`) }))}
            chosen={role}
            onChoose={setRole}
          />
        </Question>
      )
    case 'knows':
      return (
        <Question
          {...props}
          key={at}
          title="knows.title"
          why="knows.why"
          more
          ready={knows !== null}
          onSkip={() => (setKnows(null), setAt('reach'))}
          onHandOver={() => setAt('reach')}
          onBack={from === 'knows' ? onBack : () => setAt('role')}
        >
          <ChooseOne
            label={say('knows.title')}
            choices={KNOWS.map((value) => ({ value, label: say(`knows.${value}`) }))}
            chosen={knows}
            onChoose={setKnows}
          />
        </Question>
      )
    case 'reach':
      return (
        <Question
          {...props}
          key={at}
          title="reach.title"
          why="reach.why"
          onHandOver={add}
          onBack={() => setAt('knows')}
        >
          <PrivateLine
            label={say('reach.label')}
            initial={reach.current}
            maxCharacters={MAX_LINE_CHARACTERS}
            onText={(text) => void (reach.current = text)}
          />
        </Question>
      )
  }
}
