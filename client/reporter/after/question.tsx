/** The frame of a question after the report: it can always be left, and says so. */
import type { ComponentChildren, JSX } from 'preact'
import type { Details } from '../../../shared/case/details.ts'
import { Heading } from '../../ui/heading.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'

/** What every question is given, whatever it asks. */
export interface Asking {
  /** It is being sealed. */
  readonly busy: boolean
  /** Why that did not go well; null: it did, or was not tried. */
  readonly trouble: TroubleKind | null
  readonly onBack: () => void
}

/** For those whose answers are details: nothing for what was left. */
export interface AskingDetails extends Asking {
  readonly onDetails: (details: Details) => void
}

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
}: Asking & {
  readonly title: Key
  readonly why: Key
  readonly children: ComponentChildren
  /** Whether there is anything to hand over. */
  readonly ready?: boolean
  /** Another question of the same kind follows before anything is handed over. */
  readonly more?: boolean
  readonly onHandOver: () => void
  /** Past this question to what follows it; where nothing does, “Back” leads past it. */
  readonly onSkip?: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say(title)}</Heading>
      <p class="why">{say(why)}</p>
      <ReadScreen />
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
