/** The frame of a question after the report: it can always be left, and says so. */
import type { ComponentChildren, JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'

export function Question({
  title,
  why,
  children,
  ready = true,
  more = false,
  busy,
  trouble,
  onHandOver,
  onSkip,
  onBack,
}: {
  readonly title: Key
  readonly why: Key
  readonly children: ComponentChildren
  /** Whether there is anything to hand over. */
  readonly ready?: boolean
  /** Another question of the same kind follows before anything is handed over. */
  readonly more?: boolean
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onHandOver: () => void
  /** Past this question to what follows it; where nothing does, “Back” leads past it. */
  readonly onSkip?: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say(title)}</Heading>
      <p class="why">{say(why)}</p>
      {children}
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <div class="pair">
          {onSkip !== undefined && (
            <button type="button" class="skip" disabled={busy} onClick={onSkip}>
              {say('skip')}
            </button>
          )}
          <button type="button" class="next" disabled={busy || !ready} aria-busy={busy} onClick={onHandOver}>
            {say(more ? 'next' : trouble === null ? 'after.hand-over' : 'again')}
          </button>
        </div>
        <p role="status">{busy ? say('review.sealing') : ''}</p>
        <button type="button" class="back" disabled={busy} onClick={onBack}>
          {say('back')}
        </button>
        <p class="why">{say('after.stop')}</p>
      </div>
    </>
  )
}
