/** One service: its name, whether it is open, and its number, large. The rest behind one more tap. */
import type { JSX } from 'preact'
import { nextReading } from '../../library/areas/hours.ts'
import { isOpen, mustBeConfirmed } from '../../library/hsds/find.ts'
import type { Named, Service } from '../../library/hsds/entry.ts'
import { ForeignText } from '../../ui/foreign-text.tsx'
import { openingSentence } from '../reading-time.ts'
import { type Speech, useSpeech } from '../speech.ts'
import { SERVICE_LANGUAGES, isSpoken } from './languages.ts'

export function OneService({ service }: { readonly service: Service }): JSX.Element {
  const speech = useSpeech()
  const { say, today, full } = speech
  const inThisLanguage = ({ name, alternate }: Named): string => (full === 'th' ? name : (alternate ?? name))
  const { alert, phones } = service
  const facts = factsOf(service, speech)
  const own = [service.description, service.eligibility, service.fees, service.interpretation, ...service.accessibility]
  const said = own.filter((text) => text !== null)
  return (
    <>
      <h2>
        <ForeignText text={inThisLanguage(service)} />
      </h2>
      <p>{stateOf(service, speech)}</p>
      {alert !== null && (
        <p class="note">
          <ForeignText text={alert} />
        </p>
      )}
      {mustBeConfirmed(service, today()) && <p class="why">{confirmSentence(service, speech)}</p>}
      <ul class="numbers">
        {phones.map(({ number, description }) => (
          <li key={number}>
            <a href={`tel:${number.replace(/[ -]/g, '')}`}>
              <b>{number}</b>{' '}
              <span>{description === null ? say('find.call') : <ForeignText text={description} />}</span>
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{say('find.more')}</summary>
        <p>
          <ForeignText text={inThisLanguage(service.organization)} />
        </p>
        {facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
        {said.map((text) => (
          <p key={text}>
            <ForeignText text={text} />
          </p>
        ))}
      </details>
    </>
  )
}

function stateOf(service: Service, speech: Speech): string {
  if (service.status !== 'active') return speech.say('find.closed')
  if (isOpen(service, speech.now())) return speech.say('find.open')
  return openingSentence(speech, nextReading(service.hours, speech.now()))
}

function confirmSentence({ assured }: Service, { say, date }: Speech): string {
  return assured === null ? say('find.confirm.never') : say('find.confirm', { date: date(assured) })
}

/** What the app can say in its own words. */
function factsOf(service: Service, { say }: Speech): readonly string[] {
  const { needs, minimumAge: from, maximumAge: to, access } = service
  const languages = SERVICE_LANGUAGES.filter((one) => isSpoken(service, one)).map((one) => say(`find.language.${one}`))
  return [
    needs.map((need) => say(`need.${need}`)).join(' · '),
    ...(from !== null && to !== null ? [say('find.ages', { from, to })] : []),
    ...(from !== null && to === null ? [say('find.ages.from', { from })] : []),
    ...(from === null && to !== null ? [say('find.ages.to', { to })] : []),
    ...(languages.length > 0 ? [say('find.languages', { languages: languages.join(' · ') })] : []),
    ...access.map((one) => say(`find.access.${one}`)),
  ]
}
