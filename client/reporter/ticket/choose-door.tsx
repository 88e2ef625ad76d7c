/** One of several offices, by name. */
import type { ComponentChildren, JSX } from 'preact'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'

export function ChooseDoor({
  title,
  doors,
  children,
  onDoor,
  onBack,
}: {
  readonly title: Key
  readonly doors: readonly Door[]
  /** After the offices. */
  readonly children?: ComponentChildren
  readonly onDoor: (door: Door) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  return (
    <>
      <Heading>{say(title)}</Heading>
      <div class="choices">
        {doors.map((door) => (
          <button key={door.agency.id} type="button" class="choice" onClick={() => onDoor(door)}>
            {name(door.agency.names)}
          </button>
        ))}
      </div>
      {children}
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
