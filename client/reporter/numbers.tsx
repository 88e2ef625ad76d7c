/** Telephone numbers as large buttons. The dialler opens; dialling is its own tap. */
import type { JSX } from 'preact'
import type { Hotline } from './hotlines.ts'
import { useSpeech } from './speech.ts'

export function Numbers({ of }: { readonly of: readonly Hotline[] }): JSX.Element {
  const { say } = useSpeech()
  return (
    <ul class="numbers">
      {of.map(({ number, about }) => (
        <li key={number}>
          <a href={`tel:${number}`}>
            <b>{number}</b> <span>{say(about)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
