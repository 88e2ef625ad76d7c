/**
 * Who will read it: by name, when they read, what they must pass on; and another way for whoever knows or fears somebody
 * there. An office whose keys are too old is not offered, and for danger none that is known not to act on it at this hour:
 * the other one is, or the numbers.
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Need } from '../../../shared/case/codes.ts'
import type { AreaPack } from '../../library/areas/pack.ts'
import { DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { usePack } from '../pack-at-hand.ts'
import { useSpeech } from '../speech.ts'
import { NoDoor, NobodyHelps } from './no-door.tsx'
import { type Doors, type Offered, isOffered, openDoors, shownDoor } from './open-doors.ts'
import { ReadsIt, ReadsMore } from './reads-it.tsx'
import { type ElsewhereProps, NoSecondDoor, OtherDoor } from './second-door.tsx'
import { Step } from '../step.tsx'

/** Nobody waits longer for what an area tells about itself: then nobody has told us anything. */
const PATIENCE_MS = 10_000

type SecondProps = Omit<ElsewhereProps, 'doors'>

interface WhoProps extends SecondProps {
  readonly needs: readonly Need[]
  readonly onSecond: () => void
  /** To the services, where other help than these offices may be. */
  readonly onServices: () => void
}

/** How it stands with the doors now, by what the area tells about itself. */
interface AtHand {
  readonly doors: Doors
  readonly pack: AreaPack | null
}

export function WhoReads(props: WhoProps): JSX.Element {
  return <WithDoors {...props} show={(doors, pack) => <BeforeChoosing {...props} doors={doors} pack={pack} />} />
}

/** For whoever knows or fears somebody at the first. */
export function SecondDoor(props: SecondProps): JSX.Element {
  return <WithDoors {...props} show={(doors, pack) => <Elsewhere {...props} doors={doors} pack={pack} />} />
}

function WithDoors({
  area,
  danger,
  onBack,
  show,
}: Pick<SecondProps, 'area' | 'danger' | 'onBack'> & {
  readonly show: (doors: Doors, pack: AreaPack | null) => JSX.Element
}): JSX.Element {
  const { say, now } = useSpeech()
  const found = usePack(area.area.id)
  const [goesWithout, setGoesWithout] = useState(false)
  useEffect(() => {
    if (found !== 'loading') return
    const timer = setTimeout(() => setGoesWithout(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [found])
  // one that comes too late changes no screen under a finger
  const pack = goesWithout ? null : found
  if (pack !== 'loading') return show(openDoors(area, pack, { danger, nowMs: now() }), pack)
  return (
    <Step number={4} title="who.title" onBack={onBack}>
      <p role="status">{say('loading')}</p>
      {danger && <Numbers of={DANGER_HOTLINES} />}
    </Step>
  )
}

function BeforeChoosing(props: WhoProps & AtHand): JSX.Element {
  const [allTheSame, setAllTheSame] = useState(false)
  const shown = shownDoor(props.doors, props.pack, props.needs, allTheSame)
  switch (shown.show) {
    case 'first':
      return <FirstDoor {...props} first={shown.first} />
    case 'second':
      return <OtherDoor {...props} second={shown.second} instead={shown.instead} />
    case 'nobody-helps':
      return <NobodyHelps {...props} onAllTheSame={() => setAllTheSame(true)} />
    case 'no-door':
      return <NoDoor {...props} />
  }
}

function Elsewhere(props: SecondProps & AtHand): JSX.Element {
  const { first, second } = props.doors
  if (second.kind !== 'old-keys') return <OtherDoor {...props} second={second} />
  return isOffered(first) ? <NoSecondDoor {...props} /> : <NoDoor {...props} />
}

function FirstDoor({
  first,
  pack,
  danger,
  onDoor,
  onSecond,
  onBack,
}: WhoProps & AtHand & { readonly first: Offered }): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={4} title="who.title" onBack={onBack}>
      <ReadsIt who={first} pack={pack} danger={danger} />
      <h2>{say('who.ask')}</h2>
      <div class="choices">
        <button type="button" class="choice" onClick={() => onDoor(first.door)}>
          {say('who.no')}
        </button>
        <button type="button" class="choice" onClick={onSecond}>
          {say('who.yes')}
        </button>
        <button type="button" class="choice" onClick={onSecond}>
          {say('who.unsure')}
        </button>
      </div>
      <ReadsMore who={first} pack={pack} />
    </Step>
  )
}
