/** Who gets what is sent from this screen, by name: all of them, and nobody else. */
import type { JSX } from 'preact'
import type { Door } from '../../../shared/trust/area.ts'
import { useSpeech } from '../speech.ts'

export function ToOffices({ doors }: { readonly doors: readonly Door[] }): JSX.Element {
  const { say, name } = useSpeech()
  return (
    <>
      {doors.map(({ agency }) => (
        <p key={agency.id} class="note">
          {say('review.to', { agency: name(agency.names) })}
        </p>
      ))}
    </>
  )
}
