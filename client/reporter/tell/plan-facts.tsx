/** A plan as it will be handed over, in a list of facts: a slip of the thumb in a number is seen before it goes. */
import type { JSX } from 'preact'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import { useSpeech } from '../speech.ts'
import type { Choice } from './draft.ts'

export function PlanFacts({
  plan: { method, phone, hours, say: toSay, who, ifSilent },
  choice,
}: {
  readonly plan: ContactPlan
  /** What it was made of. */
  readonly choice: Choice
}): JSX.Element {
  const { say, date } = useSpeech()
  const anyHour = method === 'safe_phone' && hours === undefined ? say('answer.no-hours') : undefined
  const details = [phone, anyHour, hours, toSay, who].filter((text) => text !== undefined)
  const isPlanned = ifSilent !== undefined && choice.ifSilent !== null
  return (
    <>
      <dt>{say('review.answer')}</dt>
      <dd>{[say(`answer.${choice.method ?? 'ticket_only'}`), ...details].join('\n')}</dd>
      {isPlanned && <dt>{say('silence.title', { date: date(ifSilent.day) })}</dt>}
      {isPlanned && <dd>{say(`silence.${choice.ifSilent}`)}</dd>}
    </>
  )
}
