/**
 * The contact plan stands in the way: how and when, what to say and who may pick up come first, and what of it was not said;
 * the number only after somebody says that they have read it. Hidden again whenever the case is opened anew.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ContactPlan } from '../../../../shared/case/bodies.ts'
import type { Case } from '../../../../shared/case/case.ts'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { useSpeech } from '../../speech.ts'
import { contactLines, type ContactLine } from '../../view/contact-lines.ts'
import { hasEarlierPlan } from '../../view/earlier-plan.ts'

function Lines({
  lines,
  language,
}: {
  readonly lines: readonly ContactLine[]
  readonly language?: string
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <dl class="facts">
      {lines.map((line) => (
        <div key={line.title}>
          <dt>{say(line.title)}</dt>
          <dd>
            {'missing' in line ? (
              <b class="missing">{say(line.missing)}</b>
            ) : (
              <ForeignText text={line.text} {...(language === undefined ? {} : { language })} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface PlanProps {
  readonly of: Case
  readonly contact: ContactPlan | null
}

function Plan({ of, contact }: PlanProps): JSX.Element {
  const { say, label, date } = useSpeech()
  const [shown, show] = useState(false)
  const { contactStopped, told } = of
  const language = told === null ? {} : { language: told.language }
  const { plan, ways } = contactLines(contact)
  const hasWays = ways.length > 0
  const hasPlan = hasWays && plan.length > 0
  return (
    <>
      <p class="method">
        {contact === null || contact.method === 'ticket_only'
          ? say('case.contact.none')
          : label('method', contact.method)}
      </p>
      {hasPlan && <p class="care">{say('case.contact.plan')}</p>}
      <Lines lines={plan} {...language} />
      {contact?.ifSilent !== undefined && (
        <p>
          {say('case.contact.silent', { date: date(contact.ifSilent.day) })}{' '}
          <b>{label('silent', contact.ifSilent.action)}</b>
        </p>
      )}
      {hasWays && (
        <button type="button" aria-expanded={shown} onClick={() => show(!shown)}>
          {say(shown ? 'case.contact.hide' : contactStopped ? 'case.contact.show.stopped' : 'case.contact.show')}
        </button>
      )}
      {shown && <Lines lines={ways} {...language} />}
    </>
  )
}

export function ContactGate({ of }: { readonly of: Case }): JSX.Element {
  const { say, languageName } = useSpeech()
  const answerLanguage = of.told?.answerLanguage
  const { contact, contactPlans } = of
  // What comes from the worker is a copy.
  const first = JSON.stringify(contact)
  const others = contactPlans.filter((plan) => JSON.stringify(plan) !== first)
  return (
    <section class="gate" aria-label={say('case.contact')}>
      <h2>{say('case.contact')}</h2>
      {answerLanguage !== undefined && (
        <p>
          {say('case.language')} <b>{languageName(answerLanguage)}</b>
        </p>
      )}
      {hasEarlierPlan(of) && <p class="banner stop">{say('case.contact.later')}</p>}
      <Plan of={of} contact={contact} />
      {others.length > 0 && <p class="banner stop">{say('case.contact.unsure')}</p>}
      {others.map((plan, index) => (
        <div key={index} class="gate-other">
          <Plan of={of} contact={plan} />
        </div>
      ))}
    </section>
  )
}
