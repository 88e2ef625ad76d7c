/** The ticket after sealing: how the letter stands, then the code, shown this once. */
import type { JSX } from 'preact'
import { type TicketCode, groupsOf } from '../../../shared/crypto/ticket.ts'
import { type Day, addDays } from '../../../shared/day.ts'
import { Heading } from '../../ui/heading.tsx'
import { useTicketInView } from '../cover/in-view.ts'
import type { Kept } from '../letter/keep-letter.ts'
import { LetterState } from '../letter-state.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'

export interface Sent {
  readonly code: TicketCode
  readonly kept: Kept
  readonly system: System
  readonly day: Day
}

/** An office is hardly there earlier; sooner looks find nothing. */
const LOOK_AGAIN_DAYS = 3

export function ShowTicket({
  sent,
  onFinished,
}: {
  readonly sent: Sent
  readonly onFinished: () => void
}): JSX.Element {
  const { say, date } = useSpeech()
  useTicketInView()
  return (
    <>
      <Heading>{say('ticket.title')}</Heading>
      <LetterState kept={sent.kept} system={sent.system} />
      <ol class="code" translate={false}>
        {groupsOf(sent.code).map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p>{say('ticket.only')}</p>
      <p>{say('ticket.keep')}</p>
      <p>{say('ticket.unsafe')}</p>
      <p class="why">{say('ticket.picture')}</p>
      <p class="again">{say('ticket.again', { date: date(addDays(sent.day, LOOK_AGAIN_DAYS)) })}</p>
      <button type="button" class="next" onClick={onFinished}>
        {say('ticket.finished')}
      </button>
    </>
  )
}
