/**
 * Before one goes on without the number or the name that the chosen way needs: said calmly, with both ways on. Nothing is
 * accepted in silence that could not be done.
 */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ContactMethod } from '../../../shared/case/codes.ts'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { type TypedPlan, missingFor } from './plan.ts'

export interface Gap {
  /** How often one has tried to go on without it; 0: not since the last key. */
  readonly tries: number
  readonly close: () => void
  /** Goes on where nothing is missing. */
  readonly orAsk: (goOn: () => void) => void
}

export function useGap(method: ContactMethod | null, typed: TypedPlan): Gap {
  const [tries, setTries] = useState(0)
  return {
    tries,
    close: () => setTries(0),
    orAsk: (goOn) => (missingFor(method, typed) === null ? goOn() : setTries(tries + 1)),
  }
}

export function NotYet({
  tries,
  instead,
  onAdd,
  onInstead,
}: {
  readonly tries: number
  /** What the other way is called. */
  readonly instead: Key
  readonly onAdd: () => void
  readonly onInstead: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const sentence = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => sentence.current?.focus(), [tries])
  return (
    <div class="note">
      <p ref={sentence} tabIndex={-1}>
        {say('answer.empty')}
      </p>
      <div class="choices">
        <button type="button" class="choice" onClick={onAdd}>
          {say('answer.add')}
        </button>
        <button type="button" class="choice" onClick={onInstead}>
          {say(instead)}
        </button>
      </div>
    </div>
  )
}
