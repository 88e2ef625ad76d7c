/**
 * Who will read it: by name, when they read, what they must pass on; and the second door for whoever knows or fears
 * somebody there. An office whose keys are too old is not offered, and for danger none that cannot act on it at this hour;
 * the other one is, or the numbers.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Need } from '../../../shared/case/codes.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import type { AreaPack } from '../../library/areas/pack.ts'
import { PrivateLine } from '../../ui/private-field.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { AboutOffice } from '../about-office.tsx'
import { ALL_HOTLINES, DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { usePack } from '../pack-at-hand.ts'
import { useSpeech } from '../speech.ts'
import type { Typed } from './draft.ts'
import { type OpenDoors, openDoors, whoHelps } from './open-doors.ts'
import { Step } from './step.tsx'

interface WhoProps {
  readonly area: VerifiedArea
  /** The letter says that there is danger now. */
  readonly danger: boolean
  readonly needs: readonly Need[]
  readonly typed: Typed
  readonly onDoor: (door: Door) => void
  readonly onSecond: () => void
  readonly onOtherArea: () => void
  /** To the services, where other help than these offices may be. */
  readonly onServices: () => void
  readonly onBack: () => void
}

type Because = OpenDoors['because'] | 'needs'
const INSTEAD: Readonly<Record<Because, Key>> = {
  keys: 'who.instead',
  danger: 'who.danger.instead',
  needs: 'who.needs.instead',
}

export function WhoReads(props: WhoProps): JSX.Element {
  return <WithDoors {...props} show={(doors, pack) => <FirstDoor {...props} doors={doors} pack={pack} />} />
}

export function SecondDoor(props: Omit<WhoProps, 'onSecond'>): JSX.Element {
  return <WithDoors {...props} show={(doors, pack) => <OtherDoor {...props} doors={doors} pack={pack} />} />
}

function WithDoors({
  area,
  danger,
  onBack,
  show,
}: Pick<WhoProps, 'area' | 'danger' | 'onBack'> & {
  readonly show: (doors: OpenDoors, pack: AreaPack | null) => JSX.Element
}): JSX.Element {
  const { say, now } = useSpeech()
  const pack = usePack(area.area.id)
  if (pack !== 'loading') return show(openDoors(area, pack, { danger, nowMs: now() }), pack)
  return (
    <Step number={4} title="who.title" onBack={onBack}>
      <p role="status">{say('loading')}</p>
    </Step>
  )
}

interface Shown {
  readonly doors: OpenDoors
  readonly pack: AreaPack | null
}

function FirstDoor(props: WhoProps & Shown): JSX.Element {
  const { say } = useSpeech()
  const { doors, pack, danger, needs, onDoor, onSecond } = props
  const { first, second, because } = doors
  const [allTheSame, setAllTheSame] = useState(false)
  const helper = whoHelps(doors, pack, needs)
  if (!allTheSame && helper === 'nobody' && (first ?? second) !== null) {
    return <NobodyHelps {...props} onAllTheSame={() => setAllTheSame(true)} />
  }
  if (first === null) return <OtherDoor {...props} instead={because} />
  if (helper === 'second') return <OtherDoor {...props} instead="needs" />
  return (
    <Step number={4} title="who.title" onBack={props.onBack}>
      <AboutOffice agency={first.agency} pack={pack} />
      {danger && <Numbers of={DANGER_HOTLINES} />}
      <p>{say('who.text')}</p>
      <h2>{say('who.ask')}</h2>
      <div class="choices">
        <button type="button" class="choice" onClick={() => onDoor(first)}>
          {say('who.no')}
        </button>
        <button type="button" class="choice" onClick={onSecond}>
          {say('who.yes')}
        </button>
        <button type="button" class="choice" onClick={onSecond}>
          {say('who.unsure')}
        </button>
      </div>
    </Step>
  )
}

/** `instead`: nobody has chosen it, and why it is shown before the first door. Then its people may be feared as those there. */
function OtherDoor(props: Omit<WhoProps, 'onSecond'> & Shown & { readonly instead?: Because }): JSX.Element {
  const { say, name } = useSpeech()
  const { area, typed, doors, pack, danger, onDoor, onOtherArea, onBack, instead } = props
  const { first, second, because } = doors
  if (second === null) return <NoDoor because={because} onOtherArea={onOtherArea} onBack={onBack} />
  const closed = area.directory.agencies.get(area.area.frontDesk)
  return (
    <Step number={4} title="who.second.title" onBack={onBack}>
      {instead !== undefined && closed !== undefined && <p>{say(INSTEAD[instead], { agency: name(closed.names) })}</p>}
      <AboutOffice agency={second.agency} pack={pack} />
      {danger && <Numbers of={DANGER_HOTLINES} />}
      <p>{say('who.text')}</p>
      {instead === undefined && <p>{say('who.second.text')}</p>}
      <PrivateLine
        label={say('who.not-show')}
        initial={typed.notShowTo}
        maxCharacters={MAX_LINE_CHARACTERS}
        onText={(text) => void (typed.notShowTo = text)}
      />
      <p class="why">{say('who.not-show.why')}</p>
      {instead !== undefined && <h2>{say('who.ask')}</h2>}
      <div class="choices">
        <button type="button" class="choice" onClick={() => onDoor(second)}>
          {say(instead === undefined ? 'who.second.take' : 'who.no')}
        </button>
        {instead !== undefined && (
          <>
            <button type="button" class="choice" onClick={onOtherArea}>
              {say('who.yes')}
            </button>
            <button type="button" class="choice" onClick={onOtherArea}>
              {say('who.unsure')}
            </button>
          </>
        )}
        {first !== null && (
          <button type="button" class="choice" onClick={() => onDoor(first)}>
            {say('who.second.first', { agency: name(first.agency.names) })}
          </button>
        )}
        {instead === undefined && (
          <button type="button" class="choice" onClick={onOtherArea}>
            {say('area.choose')}
          </button>
        )}
      </div>
    </Step>
  )
}

/** Numbers and other doors instead of a form; whoever knows better tells this office all the same. */
function NobodyHelps({
  onAllTheSame,
  onOtherArea,
  onServices,
  onBack,
}: Pick<WhoProps, 'onOtherArea' | 'onServices' | 'onBack'> & { readonly onAllTheSame: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={4} title="who.nobody.title" onBack={onBack}>
      <p>{say('who.nobody.text')}</p>
      <Numbers of={ALL_HOTLINES} />
      <div class="choices">
        <button type="button" class="choice" onClick={onServices}>
          {say('home.services')}
        </button>
        <button type="button" class="choice" onClick={onOtherArea}>
          {say('area.choose')}
        </button>
        <button type="button" class="choice" onClick={onAllTheSame}>
          {say('who.nobody.same')}
        </button>
      </div>
    </Step>
  )
}

function NoDoor({
  because,
  onOtherArea,
  onBack,
}: Pick<WhoProps, 'onOtherArea' | 'onBack'> & Pick<OpenDoors, 'because'>): JSX.Element {
  const { say } = useSpeech()
  const isDanger = because === 'danger'
  return (
    <Step number={4} title={isDanger ? 'who.danger.title' : 'who.closed.title'} onBack={onBack}>
      <p>{say(isDanger ? 'who.danger.text' : 'who.closed.text')}</p>
      <Numbers of={ALL_HOTLINES} />
      <button type="button" class="choice" onClick={onOtherArea}>
        {say('area.choose')}
      </button>
    </Step>
  )
}
