/** Danger now? Then the numbers come before any form. */
import type { JSX } from 'preact'
import { latestReading, nextReading } from '../../library/areas/hours.ts'
import { CALL_FIRST_HOTLINES, CHILD_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { keepsBack } from '../phone-back.ts'
import { useAllPacks } from '../pack-at-hand.ts'
import { CHILD_UNDER, latestSentence } from '../reading-time.ts'
import { useSpeech } from '../speech.ts'
import type { About } from './draft.ts'
import { Picture } from './pictures.tsx'
import { Step } from '../step.tsx'

export function DangerNow({
  about,
  isDanger,
  onYes,
  onNo,
  onSkip,
  onAbout,
  onBack,
}: {
  /** Of whom one tells. */
  readonly about: About | null
  /** Said before, and shown: one may have come back. */
  readonly isDanger: boolean
  readonly onYes: () => void
  readonly onNo: () => void
  /** Whatever was said before stays said. */
  readonly onSkip: () => void
  readonly onAbout: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, isToChild } = useSpeech()
  return (
    <Step number={1} title="danger.title" why="danger.why" onSkip={onSkip} onBack={onBack}>
      {isToChild && <Numbers of={CHILD_HOTLINES} />}
      <div class="choices">
        <button type="button" class="choice row" aria-pressed={isDanger || undefined} onClick={onYes}>
          <Picture of="danger" />
          {say('danger.yes')}
        </button>
        <button type="button" class="choice row" onClick={onNo}>
          <Picture of="later" />
          {say('danger.no')}
        </button>
        <button type="button" class="choice quiet" onClick={onAbout}>
          {about === null ? (
            say('danger.about')
          ) : (
            <>
              <b>{say(`whom.${about}`, { age: CHILD_UNDER })}</b> <span>{say('danger.about.change')}</span>
            </>
          )}
        </button>
      </div>
      {!keepsBack() && <p class="why">{say('tell.phone-back')}</p>}
    </Step>
  )
}

/**
 * Nobody knows yet which office it will be, so the longest wait of all of them is told: the shortest would promise what holds
 * in one place of many.
 */
export function CallFirst({
  onWrite,
  onBack,
}: {
  readonly onWrite: () => void
  readonly onBack: () => void
}): JSX.Element {
  const speech = useSpeech()
  const { say, now } = speech
  const offices = useAllPacks().flatMap((pack) => pack.offices)
  const latest = latestReading(offices.map(({ hours }) => nextReading(hours, now())))
  return (
    <Step number={1} title="danger.first.title" onBack={onBack}>
      <p>{latestSentence(speech, latest) ?? say('danger.first.later')}</p>
      <p>{say('help.trace')}</p>
      <Numbers of={CALL_FIRST_HOTLINES} />
      <button type="button" class="choice" onClick={onWrite}>
        {say('danger.first.write')}
      </button>
    </Step>
  )
}
