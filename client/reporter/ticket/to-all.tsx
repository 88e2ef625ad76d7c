/** What is told to every office that has the report. Those that cannot be told now are asked again once the others know. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Receiving } from '../offices/find-doors.ts'
import type { Opened } from './opened.ts'
import { Receivers } from './receivers.tsx'

export function ToAll({
  opened,
  onBack,
  show,
}: {
  readonly opened: Opened
  readonly onBack: () => void
  /** `tryRest`: shows the same for those that were not told. */
  readonly show: (to: Receiving, tryRest: () => void) => JSX.Element
}): JSX.Element {
  const [agencies, setAgencies] = useState(opened.told.arrivedAt)
  const [to, setTo] = useState<Receiving | null>(null)
  if (to === null) {
    return <Receivers system={opened.system} agencies={agencies} onFound={setTo} onBack={onBack} />
  }
  const tryRest = (): void => {
    setAgencies(to.untold.map(({ agency }) => agency))
    setTo(null)
  }
  return show(to, tryRest)
}
