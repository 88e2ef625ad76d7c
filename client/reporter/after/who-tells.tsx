/** Who tells. Whoever tells of somebody else is asked what that person knows, and how they can be reached. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { KNOWS, type Knows, REPORTER_ROLES, type ReporterRole } from '../../../shared/case/codes.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { useSpeech } from '../speech.ts'
import { Question, type AskingDetails } from './question.tsx'
import { saidOf } from './said.ts'
import { useSequence } from './sequence.ts'

/** Those that say who somebody is to the person; of them, those that a child can be. */
const ROLES = REPORTER_ROLES.filter((role) => role !== 'about_another' && role !== 'helps_to_tell' && role !== 'unsaid')
const CHILD_ROLES = ROLES.filter((role) => role !== 'guardian' && role !== 'teacher_or_worker')

export function WhoTells({
  from,
  onDetails,
  onBack,
  ...asking
}: AskingDetails & {
  /** `knows`: that it is about somebody else is known. */
  readonly from: 'role' | 'knows'
}): JSX.Element {
  const { say, isToChild } = useSpeech()
  const { at, goOn, goBack } = useSequence<'role' | 'knows' | 'reach'>(
    from === 'role' ? ['role', 'knows', 'reach'] : ['knows', 'reach'],
    onBack,
  )
  const [role, setRole] = useState<ReporterRole | null>(null)
  const [knows, setKnows] = useState<Knows | null>(null)
  const reach = useRef('')
  const handOver = (): void => onDetails(saidOf({ role, knows, reach: reach.current.trim() || null }))
  switch (at) {
    case 'role':
      return (
        <Question
          {...asking}
          key={at}
          title="role.title"
          why="role.why"
          ready={role !== null}
          more={role !== 'self'}
          onHandOver={role === 'self' ? handOver : goOn}
          onBack={goBack}
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
          {...asking}
          key={at}
          title="knows.title"
          why="knows.why"
          more
          ready={knows !== null}
          onSkip={() => (setKnows(null), goOn())}
          onHandOver={goOn}
          onBack={goBack}
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
        <Question {...asking} key={at} title="reach.title" why="reach.why" onHandOver={handOver} onBack={goBack}>
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
