/** Which office it is for, where several have it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import { useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'
import { Receivers } from './receivers.tsx'

export function OneReceiver({
  opened,
  onDoor,
  onBack,
}: {
  readonly opened: Opened
  readonly onDoor: (door: Door) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const [doors, setDoors] = useState<readonly Door[]>([])
  const found = (all: readonly Door[]): void => {
    const [first, second] = all
    if (first !== undefined && second === undefined) onDoor(first)
    else setDoors(all)
  }
  if (doors.length === 0) return <Receivers opened={opened} onDoors={found} onBack={onBack} />
  return (
    <>
      <Heading>{say('more.which')}</Heading>
      <div class="choices">
        {doors.map((door) => (
          <button key={door.agency.id} type="button" class="choice" onClick={() => onDoor(door)}>
            {name(door.agency.names)}
          </button>
        ))}
      </div>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
