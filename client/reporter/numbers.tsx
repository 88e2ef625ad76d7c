/** Telephone numbers as large buttons. The dialler opens; dialling is its own tap. */
import type { JSX } from 'preact'
import { isOpen } from '../library/hotlines.ts'
import type { Hotline } from './hotlines.ts'
import { useSpeech } from './speech.ts'

export function Numbers({ of }: { readonly of: readonly Hotline[] }): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  return (
    <ul class="numbers">
      {of.map(({ number, about, hours }) => (
        <li key={number}>
          <a href={`tel:${number}`}>
            <b>{number}</b>{' '}
            <span>
              {say(about)}
              {hours !== undefined &&
                ` ${say(isOpen(hours, thaiMinute()) ? 'hotline.hours' : 'hotline.closed', {
                  from: hours.fromMinute / 60,
                  to: hours.toMinute / 60,
                })}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
