/** A plan as it will be handed over, in a list of facts: a slip of the thumb in a number is seen before it goes. */
import type { JSX } from 'preact'
import { useSpeech } from '../speech.ts'
import type { OwnPlan } from './plan.ts'

export function PlanFacts({
  plan: { method, phone, hours, say: toSay, who, ifSilent },
}: {
  readonly plan: OwnPlan
}): JSX.Element {
  const { say, date } = useSpeech()
  const anyHour = method === 'safe_phone' && hours === undefined ? say('answer.no-hours') : undefined
  const details = [phone, anyHour, hours, toSay, who].filter((text) => text !== undefined)
  return (
    <>
      <dt>{say('review.answer')}</dt>
      <dd>{[say(`answer.${method}`), ...details].join('\n')}</dd>
      {ifSilent !== undefined && <dt>{say('silence.title', { date: date(ifSilent.day) })}</dt>}
      {ifSilent !== undefined && <dd>{say(`silence.${ifSilent.action}`)}</dd>}
    </>
  )
}
