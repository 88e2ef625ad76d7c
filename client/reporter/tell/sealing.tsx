/** While the letter is sealed and written down: nothing to decide, and nothing to go back to. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { useSpeech } from '../speech.ts'

/** A page that is out of sight draws nothing. */
const UNDRAWN_MS = 100

/** Resolves when what was just rendered is on the screen, as far as anybody can see it. */
export function drawn(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, UNDRAWN_MS)
    // the second frame begins when the first one is out
    requestAnimationFrame(() => requestAnimationFrame(() => void setTimeout(done, 0)))
  })
}

export function Sealing(): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('sealing.title')}</Heading>
      <p role="status">{say('sealing.wait')}</p>
    </>
  )
}
