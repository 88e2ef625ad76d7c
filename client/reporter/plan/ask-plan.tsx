/** How to answer, and what to do about silence: one plan, asked where it is told later than the report. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { CONTACT_METHODS, type ContactMethod, type IfSilent } from '../../../shared/case/codes.ts'
import type { Day } from '../../../shared/day.ts'
import { HowAnswer } from './how-answer.tsx'
import { type OwnPlan, type PlanChoice, type TypedPlan, planOf, silencesOf } from './plan.ts'
import { IfSilentThen } from './if-silent.tsx'

const WITHOUT_CODE = CONTACT_METHODS.filter((method) => method !== 'ticket_only')

export function AskPlan({
  choice,
  typed,
  silentDay,
  withoutCode = false,
  onChoice,
  onPlan,
  onLeave,
  onBack,
  children,
}: {
  readonly choice: PlanChoice
  readonly typed: TypedPlan
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  /** Nobody will have the ticket's code: nothing that needs it is offered. */
  readonly withoutCode?: boolean
  readonly onChoice: (choice: PlanChoice) => void
  readonly onPlan: (plan: OwnPlan) => void
  /** Left as it is. */
  readonly onLeave: () => void
  readonly onBack: () => void
  /** Below the question. */
  readonly children?: ComponentChildren
}): JSX.Element {
  const [at, setAt] = useState<'method' | 'silence'>('method')
  const actions = (method: ContactMethod): readonly IfSilent[] =>
    silencesOf(method).filter((action) => !withoutCode || action !== 'write_to_ticket')
  const finish = (chosen: PlanChoice): void => onPlan(planOf(chosen, typed, silentDay))
  const goOn = (method: ContactMethod | null): void => {
    if (method === null) return onLeave()
    const chosen = { ...choice, method }
    onChoice(chosen)
    if (actions(method).length > 0) setAt('silence')
    else finish(chosen)
  }
  const { method } = choice
  return (
    <>
      {at === 'silence' && method !== null ? (
        <IfSilentThen
          choice={choice}
          day={silentDay}
          actions={actions(method)}
          later
          why={withoutCode ? 'silence.why.now' : 'silence.why'}
          onChoose={(ifSilent) => {
            const chosen = { ...choice, ifSilent }
            onChoice(chosen)
            finish(chosen)
          }}
          onSkip={() => finish({ ...choice, ifSilent: null })}
          onBack={() => setAt('method')}
        />
      ) : (
        <HowAnswer
          methods={withoutCode ? WITHOUT_CODE : CONTACT_METHODS}
          chosen={method}
          typed={typed}
          onChoose={(chosen) => onChoice({ ...choice, method: chosen })}
          onNext={() => goOn(method)}
          onInstead={() => goOn(withoutCode ? null : 'ticket_only')}
          onSkip={onLeave}
          onBack={onBack}
        />
      )}
      {children}
    </>
  )
}
