/** The frame of one question: how far one is, the question, why it is asked, and the ways on and back. */
import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Heading } from '../ui/heading.tsx'
import type { Key } from '../words/reporter.en.ts'
import { ReadScreen } from './aloud/read-screen.tsx'
import { useSpeech } from './speech.ts'
import { Progress } from './progress.tsx'

export function Step({
  number,
  title,
  filling,
  why,
  children,
  onNext,
  onSkip,
  onSend,
  onBack,
}: {
  /** From 1; without one no dots are shown. */
  readonly number?: number | undefined
  readonly title: Key
  /** Of the title. */
  readonly filling?: Readonly<Record<string, string | number>>
  readonly why?: Key
  readonly children: ComponentChildren
  readonly onNext?: () => void
  readonly onSkip?: () => void
  /** Enough is told: to the handing over. */
  readonly onSend?: (() => void) | undefined
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const id = useId()
  return (
    <>
      {number !== undefined && <Progress number={number} id={id} />}
      <Heading describedBy={number === undefined ? undefined : id}>{say(title, filling)}</Heading>
      {why !== undefined && <p class="why">{say(why)}</p>}
      <ReadScreen />
      {children}
      <div class="ways">
        {(onNext !== undefined || onSkip !== undefined) && (
          <div class="pair">
            {onSkip !== undefined && (
              <button type="button" class="skip" onClick={onSkip}>
                {say('skip')}
              </button>
            )}
            {onNext !== undefined && (
              <button type="button" class="next" onClick={onNext}>
                {say('next')}
              </button>
            )}
          </div>
        )}
        {onSend !== undefined && (
          <button type="button" onClick={onSend}>
            {say('tell.enough')}
          </button>
        )}
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}
