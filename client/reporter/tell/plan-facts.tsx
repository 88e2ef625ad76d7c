/** A plan as it will be handed over: a slip of the thumb in a number is seen before it goes. */
import type { JSX } from 'preact'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import { useSpeech } from '../speech.ts'
import type { Choice } from './ask-plan.tsx'

export function PlanFacts({
  plan: { phone, hours, say: toSay, who, ifSilent },
  choice,
}: {
  readonly plan: ContactPlan
  /** What it was made of. */
  readonly choice: Choice
}): JSX.Element {
  const { say, date } = useSpeech()
  const details = [phone, hours, toSay, who].filter((text) => text !== undefined)
  return (
    <dl class="facts">
      <div>
        <dt>{say('review.answer')}</dt>
        <dd>{[say(`answer.${choice.method ?? 'ticket_only'}`), ...details].join('\n')}</dd>
      </div>
      {ifSilent !== undefined && choice.ifSilent !== null && (
        <div>
          <dt>{say('silence.title', { date: date(ifSilent.day) })}</dt>
          <dd>{say(`silence.${choice.ifSilent}`)}</dd>
        </div>
      )}
    </dl>
  )
}
