/** What a member's event says. */
import type { JSX } from 'preact'
import type { Case, StaffItem } from '../../../../shared/case/case.ts'
import { RECORD_TYPES } from '../../../../shared/case/codes.ts'
import type { CaseEvent, RecordEvent } from '../../../../shared/case/log-event.ts'
import { visibleString } from '../../../ui/visible-text.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { SaidWords, Title, UnknownBody, Words } from './entry-parts.tsx'

const RECORDS: ReadonlySet<string> = new Set(RECORD_TYPES)
const isRecord = (event: CaseEvent | RecordEvent): event is RecordEvent => RECORDS.has(event.type)

function titleOf(event: CaseEvent, speech: Speech): string {
  const { say, label } = speech
  switch (event.type) {
    case 'message':
      return say('item.message')
    case 'status':
      return say('item.status', { status: label('case-status', event.body.status) })
    case 'closure':
      return say('item.closure', { reason: label('reason', event.body.reason) })
    case 'reopening':
      return say('item.reopening')
    case 'received':
      return say('item.received')
    case 'triage':
      return say('item.triage', { triage: label('triage', event.body.triage) })
    case 'note':
      return say('item.note')
    case 'ticket':
      return say('item.ticket')
    case 'erasure':
      return say('item.erasure')
    case 'assignment':
      return say(event.body.to === null ? 'item.assignment.none' : 'item.assignment')
  }
}

export function StaffBody({ item, of }: { readonly item: StaffItem; readonly of: Case }): JSX.Element {
  const speech = useSpeech()
  const { say, date } = speech
  const { event } = item
  if (event.type === 'unknown') return <UnknownBody name={event.name} body={event.body} />
  if (isRecord(event)) return <Title>{say('item.record', { type: visibleString(event.type) })}</Title>
  const said = of.said.find(({ hash }) => hash === item.hash)
  return (
    <>
      <Title>{titleOf(event, speech)}</Title>
      {of.tooEarly.includes(item.hash) && <p class="banner stop">{say('item.too-early')}</p>}
      {event.type === 'status' && event.body.promisedDay !== undefined && (
        <p>{say('item.promised', { date: date(event.body.promisedDay) })}</p>
      )}
      {event.type === 'note' && <Words text={event.body.words} />}
      {event.type === 'triage' && event.body.reason !== undefined && <Words text={event.body.reason} />}
      {said !== undefined && <SaidWords said={said} />}
    </>
  )
}
