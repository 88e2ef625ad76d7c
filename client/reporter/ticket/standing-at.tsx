/** How it stands at one agency, in plain words; and where a promised day has gone by, what to do. */
import type { JSX } from 'preact'
import { isCaseStatus } from '../../../shared/case/status.ts'
import { SOCIAL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { AgencyStep } from './steps.ts'

export function StandingAt({
  step: { agency, status, readByPerson, promise },
  onTell,
}: {
  readonly step: AgencyStep
  readonly onTell: () => void
}): JSX.Element {
  const { say, name, date } = useSpeech()
  const office = name(agency.names)
  return (
    <section class="state">
      <p class="line">{say('state.arrived', { agency: office })}</p>
      {status !== null && status !== 'received' && (
        <p class="line">{say(isCaseStatus(status) ? `status.${status}` : 'talk.unknown')}</p>
      )}
      {readByPerson && (status === null || status === 'received') && <p class="line">{say('state.read')}</p>}
      {promise !== null && !promise.past && <p>{say('talk.promised', { date: date(promise.day) })}</p>}
      {promise?.past === true && (
        <>
          <p>{say('talk.past', { date: date(promise.day) })}</p>
          <p>{say('talk.past.how')}</p>
          <Numbers of={SOCIAL_HOTLINES} />
          <button type="button" onClick={onTell}>
            {say('talk.past.tell')}
          </button>
        </>
      )}
    </section>
  )
}
