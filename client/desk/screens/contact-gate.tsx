/**
 * The contact plan stands in the way: how and when, what to say and who may pick up come first, the number only after
 * somebody says that they have read it. Hidden again whenever the case is opened anew.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { Case } from '../../../shared/case/case.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import type { Key } from '../../words/desk.en.ts'
import { useSpeech } from '../speech.ts'
import { hasEarlierPlan } from '../view/earlier-plan.ts'

interface Line {
  readonly title: Key
  readonly text: string | undefined
}

function Lines({ lines, language }: { readonly lines: readonly Line[]; readonly language?: string }): JSX.Element {
  const { say } = useSpeech()
  return (
    <dl class="facts">
      {lines.map(({ title, text }) =>
        text === undefined || text === '' ? null : (
          <div key={title}>
            <dt>{say(title)}</dt>
            <dd>
              <ForeignText text={text} {...(language === undefined ? {} : { language })} />
            </dd>
          </div>
        ),
      )}
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
  // Whom one may meet on the line belongs to the plan; the person in between is a way to reach somebody.
  const who: Line = { title: 'case.contact.who', text: contact?.who }
  const isBetween = contact?.method === 'trusted_person'
  const plan: readonly Line[] = [
    { title: 'case.contact.hours', text: contact?.hours },
    { title: 'case.contact.say', text: contact?.say },
    ...(isBetween ? [] : [who]),
  ]
  const ways: readonly Line[] = [{ title: 'case.contact.phone', text: contact?.phone }, ...(isBetween ? [who] : [])]
  const isSaid = ({ text }: Line): boolean => text !== undefined && text !== ''
  const hasWays = ways.some(isSaid)
  const hasPlan = hasWays && plan.some(isSaid)
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
  const { say } = useSpeech()
  const { contact, contactPlans } = of
  // What comes from the worker is a copy.
  const first = JSON.stringify(contact)
  const others = contactPlans.filter((plan) => JSON.stringify(plan) !== first)
  return (
    <section class="gate" aria-label={say('case.contact')}>
      <h2>{say('case.contact')}</h2>
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
