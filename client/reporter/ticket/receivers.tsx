/**
 * Who gets what is written with a ticket: the offices that have answered. Before the first answer this phone does not know
 * who has the report, so the person says it once more.
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import { Heading } from '../../ui/heading.tsx'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'
import { WhichArea } from '../offices/which-area.tsx'
import { Trouble } from '../trouble.tsx'
import { ChooseDoor } from './choose-door.tsx'
import { type Receiving, type Untold, findDoors } from '../offices/find-doors.ts'
import { UntoldOffices } from './untold.tsx'

type Asking =
  | { readonly at: 'loading' }
  /** Nobody can be told. */
  | { readonly at: 'trouble'; readonly untold: readonly Untold[] }
  | { readonly at: 'ask' }

/** Calls `onFound` with at least one door. */
export function Receivers({
  system,
  agencies,
  onFound,
  onBack,
}: {
  readonly system: System
  readonly agencies: readonly DirectoryAgency[]
  readonly onFound: (to: Receiving) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [state, setState] = useState<Asking>({ at: agencies.length === 0 ? 'ask' : 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (state.at === 'ask') return
    let gone = false
    const find = async (): Promise<void> => {
      const found = await findDoors(system.offices, agencies)
      if (gone) return
      if (found.doors.length > 0) onFound(found)
      else setState({ at: 'trouble', untold: found.untold })
    }
    setState({ at: 'loading' })
    void find()
    return () => void (gone = true)
  }, [attempt])

  switch (state.at) {
    case 'ask':
      return <AskWho onDoor={(door) => onFound({ doors: [door], untold: [] })} onBack={onBack} />
    case 'loading':
      return <p role="status">{say('loading')}</p>
    case 'trouble':
      return (
        <>
          <Heading>{say('my.title')}</Heading>
          <Trouble of={state.untold[0]?.kind ?? 'failed'}>
            <UntoldOffices untold={state.untold} />
            <button type="button" class="next" onClick={() => setAttempt(attempt + 1)}>
              {say('again')}
            </button>
            <button type="button" class="back" onClick={onBack}>
              {say('back')}
            </button>
          </Trouble>
        </>
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
  const [chosen, setChosen] = useState<Door | null>(null)
  if (area === null) return <WhichArea title="more.area" why="more.area.why" onArea={setArea} onBack={onBack} />
  if (chosen !== null) return <Sure door={chosen} onYes={() => onDoor(chosen)} onNo={() => setChosen(null)} />
  // who took the second door fears somebody at the first: a slip of the thumb must not lead there
  const { secondDoor, frontDesk } = area.doors
  const doors = [secondDoor, frontDesk].flatMap((door) => (door.ok ? [door.value] : []))
  return (
    <ChooseDoor title="more.choose" why="more.why" doors={doors} onDoor={setChosen} onBack={() => setArea(null)}>
      {doors.length === 0 && <Trouble of="keys-expired" />}
    </ChooseDoor>
  )
}

/** What is sealed to a door cannot be taken back. */
function Sure({
  door: { agency },
  onYes,
  onNo,
}: {
  readonly door: Door
  readonly onYes: () => void
  readonly onNo: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  return (
    <>
      <Heading>{say('more.sure', { agency: name(agency.names) })}</Heading>
      <p class="why">{say('more.sure.why')}</p>
      <ReadScreen />
      <div class="choices">
        <button type="button" class="choice" onClick={onYes}>
          {say('more.sure.yes')}
        </button>
        <button type="button" class="choice" data-back onClick={onNo}>
          {say('more.sure.no')}
        </button>
      </div>
    </>
  )
}
