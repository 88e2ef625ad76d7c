/** How far one is on the way to a letter: dots to see, a sentence to hear. */
import type { JSX } from 'preact'
import { useSpeech } from './speech.ts'

/** Danger, need, area, who reads, words, answer, and what will be handed over. */
const STEPS = 7
export const LAST_STEP: number = STEPS

/** `id`: for the heading, which is described by it. `number`: from 1. */
export function Progress({ number, id }: { readonly number: number; readonly id: string }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <ol class="dots" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, index) => (
          <li key={index} class={index < number ? 'past' : undefined} />
        ))}
      </ol>
      <span id={id} class="unseen">
        {say('card.step', { n: number, all: STEPS })}
      </span>
    </>
  )
}
