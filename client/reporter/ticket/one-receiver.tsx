/** Which office it is for, where several have it: also those that cannot be told now are named. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import type { Key } from '../../words/reporter.en.ts'
import { ChooseDoor } from './choose-door.tsx'
import type { Receiving } from '../offices/find-doors.ts'
import type { Opened } from './opened.ts'
import { Receivers } from './receivers.tsx'
import { UntoldOffices } from './untold.tsx'

export function OneReceiver({
  opened: { system, told },
  why,
  onDoor,
  onBack,
}: {
  readonly opened: Opened
  readonly why: Key
  readonly onDoor: (door: Door) => void
  readonly onBack: () => void
}): JSX.Element {
  const [to, setTo] = useState<Receiving | null>(null)
  const found = (all: Receiving): void => {
    const [first, second] = all.doors
    // where another one is meant that cannot be told, this one is not taken in its place
    if (first !== undefined && second === undefined && all.untold.length === 0) onDoor(first)
    else setTo(all)
  }
  if (to === null) {
    return <Receivers system={system} agencies={told.arrivedAt} onFound={found} onBack={onBack} />
  }
  return (
    <ChooseDoor title="more.which" why={why} doors={to.doors} onDoor={onDoor} onBack={onBack}>
      <UntoldOffices untold={to.untold} onAgain={() => setTo(null)} />
    </ChooseDoor>
  )
}
