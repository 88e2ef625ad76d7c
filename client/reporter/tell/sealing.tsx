/** While the letter is sealed and written down: nothing to decide, and nothing to go back to. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { useSpeech } from '../speech.ts'

export function Sealing(): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('sealing.title')}</Heading>
      <p role="status">{say('sealing.wait')}</p>
    </>
  )
}
