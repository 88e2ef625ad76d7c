/** What the app cannot protect from, in plain words. Source: docs/threat-model.md. */
import type { JSX } from 'preact'
import { Heading } from '../ui/heading.tsx'
import type { Key } from '../words/reporter.en.ts'
import { useSpeech } from './speech.ts'

const LIMITS: readonly Key[] = [
  'limits.safer',
  'limits.history',
  'limits.private',
  'limits.exit',
  'limits.cover',
  'limits.watched',
  'limits.keyboard',
  'limits.waiting',
  'limits.ticket',
  'limits.staff',
  'limits.network',
  'limits.first',
  'limits.future',
]

export function Limits({ onBack }: { readonly onBack: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('limits.title')}</Heading>
      <p>{say('limits.does')}</p>
      <ul class="plain">
        {LIMITS.map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
