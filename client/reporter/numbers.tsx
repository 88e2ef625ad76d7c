/** Telephone numbers as large buttons, a child's own number first. The dialler opens; dialling is its own tap. */
import type { JSX } from 'preact'
import { clock, isOpen } from '../library/hotlines.ts'
import { type Hotline, forChild } from './hotlines.ts'
import { useSpeech } from './speech.ts'

export function Numbers({
  of,
  beside = false,
}: {
  readonly of: readonly Hotline[]
  /** In two columns, where a choice follows that is to be seen. */
  readonly beside?: boolean
}): JSX.Element {
  const { say, thaiMinute, isToChild } = useSpeech()
  return (
    <ul class={beside ? 'numbers beside' : 'numbers'}>
      {(isToChild ? forChild(of) : of).map(({ number, about, hours }) => (
        <li key={number}>
          <a href={`tel:${number}`}>
            <b>{number}</b>{' '}
            <span>
              {say(about)}
              {hours !== undefined &&
                ` ${say(isOpen(hours, thaiMinute()) ? 'hotline.hours' : 'hotline.closed', {
                  from: clock(hours.fromMinute),
                  to: clock(hours.toMinute),
                })}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
