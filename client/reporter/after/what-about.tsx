/** What it is about, by the codes of the vocabulary. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ISSUES, type Issue } from '../../../shared/case/codes.ts'
import { ChooseSome } from '../../ui/choices.tsx'
import { useSpeech } from '../speech.ts'
import { Question, type AskingDetails } from './question.tsx'

/** The pilot's issues and those nearest to them come first; the others are behind one more tap. */
const FIRST_ISSUES: readonly Issue[] = [
  'family_violence',
  'sexual_violence',
  'pregnancy',
  'child_at_risk',
  'discrimination',
  'mental_health',
]

export function WhatAbout({ onDetails, ...asking }: AskingDetails): JSX.Element {
  const { say } = useSpeech()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [more, setMore] = useState(false)
  const shown = more ? [...FIRST_ISSUES, ...ISSUES.filter((issue) => !FIRST_ISSUES.includes(issue))] : FIRST_ISSUES
  const toggle = (issue: Issue): void =>
    setIssues(issues.includes(issue) ? issues.filter((one) => one !== issue) : [...issues, issue])
  return (
    <Question
      {...asking}
      title="issues.title"
      why="issues.why"
      ready={issues.length > 0}
      onHandOver={() => onDetails({ issues })}
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
