/** Which office it is for, where several have it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import { ChooseDoor } from './choose-door.tsx'
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
  const [doors, setDoors] = useState<readonly Door[]>([])
  const found = (all: readonly Door[]): void => {
    const [first, second] = all
    if (first !== undefined && second === undefined) onDoor(first)
    else setDoors(all)
  }
  if (doors.length === 0) return <Receivers opened={opened} onDoors={found} onBack={onBack} />
  return <ChooseDoor title="more.which" doors={doors} onDoor={onDoor} onBack={onBack} />
}
