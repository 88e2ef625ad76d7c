/** One of several offices, by name, and why it is asked. */
import type { ComponentChildren, JSX } from 'preact'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'

export function ChooseDoor({
  title,
  why,
  doors,
  children,
  onDoor,
  onUnknown,
  onBack,
}: {
  readonly title: Key
  readonly why: Key
  readonly doors: readonly Door[]
  /** After the offices. */
  readonly children?: ComponentChildren
  readonly onDoor: (door: Door) => void
  /** For whoever does not know; where nothing is possible without it, “Back” leads past it. */
  readonly onUnknown?: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  return (
    <>
      <Heading>{say(title)}</Heading>
      <p class="why">{say(why)}</p>
      <ReadScreen />
      <div class="choices">
        {doors.map((door) => (
          <button key={door.agency.id} type="button" class="choice" onClick={() => onDoor(door)}>
            {name(door.agency.names)}
          </button>
        ))}
        {onUnknown !== undefined && (
          <button type="button" class="choice" onClick={onUnknown}>
            {say('need.unknown')}
          </button>
        )}
      </div>
      {children}
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
