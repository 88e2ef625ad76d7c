/** What the app cannot protect from, in plain words. Source: docs/threat-model.md. */
import type { JSX } from 'preact'
import { Heading } from '../ui/heading.tsx'
import type { Key } from '../words/reporter.en.ts'
import { useSpeech } from './speech.ts'

/** What helps somebody to be unseen today; the rest is for whoever asks further. */
const FIRST: readonly Key[] = ['limits.safer', 'limits.history', 'limits.private', 'limits.exit', 'limits.watched']
const OTHERS: readonly Key[] = [
  'limits.ticket',
  'limits.waiting',
  'limits.cover',
  'limits.keyboard',
  'limits.staff',
  'limits.network',
  'limits.first',
  'limits.future',
  'limits.words',
]

export function Limits({ onBack }: { readonly onBack: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('limits.title')}</Heading>
      <p>{say('limits.does')}</p>
      <ul class="plain">
        {FIRST.map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
      <details>
        <summary>{say('limits.more')}</summary>
        <ul class="plain">
          {OTHERS.map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
      </details>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
