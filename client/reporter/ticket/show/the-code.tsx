/**
 * The code itself, and how it may be kept: the ways that leave least first. The page writes it nowhere, and says what a
 * picture of the screen does. On a cheap phone the code and the ways on are seen without scrolling; what ends the screen for
 * good stands at its end, behind all that there is to know of it.
 */
import type { ComponentChildren, JSX } from 'preact'
import { type TicketCode, groupsOf } from '../../../../shared/crypto/ticket.ts'
import { type Day, addDays } from '../../../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { Heading } from '../../../ui/heading.tsx'
import { useTicketInView } from '../../cover/in-view.ts'
import { keepsBack } from '../../phone-back.ts'
import { ReadAloud, useReader } from '../../aloud/read-aloud.tsx'
import { useSpeech } from '../../speech.ts'
import { Finish } from './finish.tsx'

/** A voice makes one number of digits that stand together. */
const digitByDigit = (group: string): string => Array.from(group).join(' ')

const WAYS = ['paper', 'person', 'halves', 'none'] as const

export function TheCode({
  code,
  day,
  contactDay,
  children,
  onWrote,
  onCannot,
  onFinished,
}: {
  readonly code: TicketCode
  readonly day: Day
  /** By which the office has promised to be in contact; null: nobody has said. */
  readonly contactDay: Day | null
  /** How it stands with what the code is for. */
  readonly children: ComponentChildren
  readonly onWrote: () => void
  readonly onCannot: () => void
  readonly onFinished: () => void
}): JSX.Element {
  const { say, date } = useSpeech()
  const reader = useReader()
  useTicketInView()
  return (
    <>
      <Heading>{say('ticket.title')}</Heading>
      {children}
      <ol class="code" dir="ltr" translate={false}>
        {groupsOf(code).map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <ReadAloud reader={reader} text={groupsOf(code).map(digitByDigit).join('. ')} />
      <p>{say('ticket.only')}</p>
      {!keepsBack() && <p>{say('keep.phone-back')}</p>}
      <div class="choices pair">
        <button type="button" class="next" onClick={onWrote}>
          {say('keep.wrote')}
        </button>
        <button type="button" class="skip" onClick={onCannot}>
          {say('keep.cannot')}
        </button>
      </div>
      <p>{say('keep.until', { date: date(addDays(day, REPLY_EXPIRY_DAYS)), days: REPLY_EXPIRY_DAYS })}</p>
      <h2>{say('keep.how')}</h2>
      <ol>
        {WAYS.map((way) => (
          <li key={way}>{say(`keep.how.${way}`)}</li>
        ))}
      </ol>
      <p class="why">{say('keep.nowhere')}</p>
      <p class="why">{say('ticket.picture')}</p>
      <Finish day={day} contactDay={contactDay} onFinished={onFinished} />
    </>
  )
}
