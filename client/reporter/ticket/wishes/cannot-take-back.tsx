/** What nobody can undo, and whom to ask. */
import type { JSX } from 'preact'
import { SOCIAL_HOTLINES } from '../../hotlines.ts'
import { Numbers } from '../../numbers.tsx'
import { useSpeech } from '../../speech.ts'

export function CannotTakeBack(): JSX.Element {
  const { say } = useSpeech()
  return (
    <section>
      <p>{say('back.cannot')}</p>
      <p>{say('back.ask')}</p>
      <Numbers of={SOCIAL_HOTLINES} />
    </section>
  )
}
