/** What the person agrees to beside getting help, one question after the other; each is off until they say yes. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'
import { ConsentChoice } from '../consent-choice.tsx'
import { ASKED, type Asked, type Given, consentsOf } from '../letter/consents.ts'
import { useSpeech } from '../speech.ts'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

const [first, second] = ASKED

export function WhatAgreed({
  onAgree,
  onBack,
  ...props
}: {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onAgree: (consents: readonly ConsentBody[]) => void
  readonly onBack: () => void
}): JSX.Element {
  const { language } = useSpeech()
  const [at, setAt] = useState<Asked>(first)
  const [given, setGiven] = useState<Given>({})
  const isLast = at === second
  const { [at]: _left, ...others } = given
  /** As it was before: what was said to the question before it is handed over. */
  const skip = (): void => {
    setGiven(others)
    if (!isLast) setAt(second)
    else if (Object.keys(others).length > 0) onAgree(consentsOf(others, language))
    else onBack()
  }
  return (
    <Question
      {...props}
      key={at}
      title={`agree.${at}`}
      why="agree.why"
      ready={isLast ? Object.keys(given).length > 0 : given[at] !== undefined}
      more={!isLast}
      onSkip={skip}
      onHandOver={() => (isLast ? onAgree(consentsOf(given, language)) : setAt(second))}
      onBack={() => (isLast ? setAt(first) : onBack())}
    >
      <ConsentChoice asked={at} given={given} onGiven={setGiven} />
    </Question>
  )
}
