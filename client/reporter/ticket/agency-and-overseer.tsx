/**
 * Which office it is about, and who is above it: asked where the office is in areas of several overseers. Whoever does not
 * know tells the office alone: nobody is chosen for them.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import { useSpeech } from '../speech.ts'
import { ChooseDoor } from './choose-door.tsx'
import { OneReceiver } from './one-receiver.tsx'
import type { Opened } from './opened.ts'
import { overseerDoors } from './overseer.ts'

export interface Above {
  readonly agency: Door
  /** Null: nobody above it takes letters now, or the person does not know who it is. */
  readonly overseer: Door | null
  readonly isUnknown: boolean
}

export function AgencyAndOverseer({
  opened,
  onTo,
  onBack,
}: {
  readonly opened: Opened
  readonly onTo: (to: Above) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [agency, setAgency] = useState<Door | null>(null)
  const [overseers, setOverseers] = useState<readonly Door[] | null>(null)
  const choose = (door: Door): void => {
    setAgency(door)
    const found = (all: readonly Door[]): void => {
      const [first = null, second] = all
      if (second === undefined) onTo({ agency: door, overseer: first, isUnknown: false })
      else setOverseers(all)
    }
    overseerDoors(opened.system.offices, door.agency.id).then(found, () => found([]))
  }
  if (agency === null) return <OneReceiver opened={opened} why="how.why" onDoor={choose} onBack={onBack} />
  if (overseers === null) return <p role="status">{say('loading')}</p>
  return (
    <ChooseDoor
      title="how.overseer"
      why="how.why"
      doors={overseers}
      onDoor={(overseer) => onTo({ agency, overseer, isUnknown: false })}
      onUnknown={() => onTo({ agency, overseer: null, isUnknown: true })}
      onBack={onBack}
    />
  )
}
