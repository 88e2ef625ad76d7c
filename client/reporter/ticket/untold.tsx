/** Offices that something could not be told to now, by name, and trying them once more. */
import type { JSX } from 'preact'
import { useSpeech } from '../speech.ts'
import type { Untold } from '../offices/find-doors.ts'

export function UntoldOffices({
  untold,
  onAgain,
}: {
  readonly untold: readonly Untold[]
  readonly onAgain?: () => void
}): JSX.Element | null {
  const { say, name } = useSpeech()
  if (untold.length === 0) return null
  return (
    <>
      {untold.map(({ agency }) => (
        <p key={agency.id} class="note">
          {say('more.untold', { agency: name(agency.names) })}
        </p>
      ))}
      {onAgain !== undefined && (
        <div class="choices">
          <button type="button" class="choice" onClick={onAgain}>
            {say('more.untold.again')}
          </button>
        </div>
      )}
    </>
  )
}
