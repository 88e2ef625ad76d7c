/** What a reporter's event says. */
import type { JSX } from 'preact'
import type { Case, ReporterItem } from '../../../../shared/case/case.ts'
import type { WithdrawalScope } from '../../../../shared/case/reporter-event.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { ToldBeside } from '../details.tsx'
import { SaidWords, Title, UnknownBody } from './entry-parts.tsx'

function scopeLine(scope: WithdrawalScope, { say, label }: Speech): string {
  if (scope === 'all') return say('item.withdrawal.all')
  return 'consent' in scope
    ? say('item.withdrawal.consent', { consent: label('consent', scope.consent) })
    : say('item.withdrawal.agency')
}

function titleOf({ event }: ReporterItem, speech: Speech): string {
  const { say, label } = speech
  switch (event.type) {
    case 'report':
      return say('item.report')
    case 'follow-up':
      return say(event.body.contact === undefined ? 'item.follow-up' : 'item.follow-up.contact')
    case 'message':
      return say('item.message.reporter')
    case 'code-change':
      return say('item.code-change')
    case 'consent':
      return say(event.body.given ? 'item.consent.given' : 'item.consent.taken', {
        consent: label('consent', event.body.consent),
      })
    case 'feedback': {
      const answers = event.body.answers.map(([question, answer]) => {
        return `${label('feedback', question)}: ${label('answer', answer)}`
      })
      return [say('item.feedback'), ...answers].join(' · ')
    }
    case 'reopening':
      return say('item.reopening.reporter')
    case 'withdrawal':
      return `${say('item.withdrawal')}: ${scopeLine(event.body.scope, speech)}`
    case 'unknown':
      return event.name
  }
}

export function ReporterBody({ item, of }: { readonly item: ReporterItem; readonly of: Case }): JSX.Element {
  const speech = useSpeech()
  const { event } = item
  const said = of.said.find(({ hash }) => hash === item.hash)
  const isSilent = said?.words === '' && said.missingParts === 0 && said.attachments.length === 0
  if (event.type === 'unknown') return <UnknownBody name={event.name} body={event.body} />
  return (
    <>
      <Title>{titleOf(item, speech)}</Title>
      {event.type === 'follow-up' && <ToldBeside told={event.body} />}
      {said !== undefined && !isSilent && (
        <SaidWords said={said} {...(of.told === null ? {} : { language: of.told.language })} />
      )}
    </>
  )
}
