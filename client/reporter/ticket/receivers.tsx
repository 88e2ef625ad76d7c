/**
 * Who gets what is written with a ticket: the offices that have answered. Before the first answer this phone does not know
 * who has the report, so the person says it once more.
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { troubleOf, troubleOfOffices } from '../reasons.ts'
import { useSpeech } from '../speech.ts'
import { WhichArea } from '../tell/area.tsx'
import { Trouble, type TroubleKind } from '../trouble.tsx'
import { ChooseDoor } from './choose-door.tsx'
import type { Opened } from './opened.ts'

type Asking =
  { readonly at: 'loading' } | { readonly at: 'trouble'; readonly kind: TroubleKind } | { readonly at: 'ask' }

/** Calls `onDoors` with at least one door. */
export function Receivers({
  opened: { system, told },
  onDoors,
  onBack,
}: {
  readonly opened: Opened
  readonly onDoors: (doors: readonly Door[]) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [state, setState] = useState<Asking>({ at: told.arrivedAt.length === 0 ? 'ask' : 'loading' })
  const [attempt, setAttempt] = useState(0)

  const find = async (): Promise<TroubleKind | null> => {
    const doors: Door[] = []
    for (const { id } of told.arrivedAt) {
      const view = await system.offices.door(id)
      if (!view.ok) return troubleOfOffices(view.reason)
      doors.push(view.value)
    }
    onDoors(doors)
    return null
  }
  useEffect(() => {
    if (state.at === 'ask') return
    setState({ at: 'loading' })
    find().then(
      (kind) => kind !== null && setState({ at: 'trouble', kind }),
      (error: unknown) => setState({ at: 'trouble', kind: troubleOf(error) }),
    )
  }, [attempt])

  switch (state.at) {
    case 'ask':
      return <AskWho onDoor={(door) => onDoors([door])} onBack={onBack} />
    case 'loading':
      return <p role="status">{say('loading')}</p>
    case 'trouble':
      return (
        <Trouble of={state.kind}>
          <button type="button" class="next" onClick={() => setAttempt(attempt + 1)}>
            {say('again')}
          </button>
          <button type="button" class="back" onClick={onBack}>
            {say('back')}
          </button>
        </Trouble>
      )
  }
}

function AskWho({
  onDoor,
  onBack,
}: {
  readonly onDoor: (door: Door) => void
  readonly onBack: () => void
}): JSX.Element {
  const [area, setArea] = useState<VerifiedArea | null>(null)
  if (area === null) return <WhichArea title="more.area" why="more.area.why" onArea={setArea} onBack={onBack} />
  const { frontDesk, secondDoor } = area.doors
  const doors = [frontDesk, secondDoor].flatMap((door) => (door.ok ? [door.value] : []))
  return (
    <ChooseDoor title="more.choose" doors={doors} onDoor={onDoor} onBack={() => setArea(null)}>
      {doors.length === 0 && <Trouble of="keys-expired" />}
    </ChooseDoor>
  )
}
