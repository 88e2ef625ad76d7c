/** What the person agrees to beside getting help, one question after the other; each is off until they say yes. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'
import { ConsentChoice } from '../consent-choice.tsx'
import { ASKED, type Given, consentsOf } from '../letter/consents.ts'
import { useSpeech } from '../speech.ts'
import { Question, type Asking } from './question.tsx'
import { useSequence } from './sequence.ts'

export function WhatAgreed({
  onAgree,
  onBack,
  ...asking
}: Asking & { readonly onAgree: (consents: readonly ConsentBody[]) => void }): JSX.Element {
  const { language } = useSpeech()
  const { at, isLast, goOn, goBack } = useSequence(ASKED, onBack)
  const [given, setGiven] = useState<Given>({})
  const { [at]: _left, ...others } = given
  /** As it was before: what was said to the question before it is handed over. */
  const skip = (): void => {
    setGiven(others)
    if (!isLast) goOn()
    else if (Object.keys(others).length > 0) onAgree(consentsOf(others, language))
    else onBack()
  }
  return (
    <Question
      {...asking}
      key={at}
      title={`agree.${at}`}
      why="agree.why"
      ready={isLast ? Object.keys(given).length > 0 : given[at] !== undefined}
      more={!isLast}
      onSkip={skip}
      onHandOver={() => (isLast ? onAgree(consentsOf(given, language)) : goOn())}
      onBack={goBack}
    >
      <ConsentChoice asked={at} given={given} onGiven={setGiven} />
    </Question>
  )
}
