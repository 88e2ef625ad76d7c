/**
 * Where else it can go than to the first office: for whoever knows or fears somebody there, and where the first is not
 * offered. Promises to say of the second one itself what it cannot do, and to leave another area beside it, and the first
 * with whom it must not be shown to. In danger only what one has to decide stands open: whom to call, which office, and the
 * ways on.
 */
import type { JSX } from 'preact'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import type { AreaPack } from '../../library/areas/pack.ts'
import { PrivateLine } from '../../ui/private-field.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Typed } from './draft.ts'
import { type Doors, type Instead, type Reachable, isOffered } from './open-doors.ts'
import { ReadsIt, ReadsMore } from './reads-it.tsx'
import { Step } from '../step.tsx'

export interface ElsewhereProps {
  readonly area: VerifiedArea
  readonly danger: boolean
  readonly typed: Typed
  readonly doors: Doors
  readonly onDoor: (door: Door) => void
  readonly onOtherArea: () => void
  readonly onBack: () => void
}

const INSTEAD: Readonly<Record<Instead, Key>> = {
  keys: 'who.instead',
  danger: 'who.danger.instead',
  unsure: 'who.danger.unsure',
  needs: 'who.needs.instead',
}

/** `instead`: nobody has chosen it, and why it is shown before the first door. Then its people may be feared as those there. */
export function OtherDoor({
  second,
  pack,
  instead,
  ...props
}: ElsewhereProps & {
  readonly second: Reachable
  readonly pack: AreaPack | null
  readonly instead?: Instead
}): JSX.Element {
  const { say, name, isToChild } = useSpeech()
  const { area, typed, danger, onDoor, onOtherArea, onBack } = props
  const first = area.directory.agencies.get(area.area.frontDesk)
  const take = (
    <button type="button" class="choice" onClick={() => onDoor(second.door)}>
      {say(instead === undefined ? 'who.second.take' : 'who.no')}
    </button>
  )
  const otherArea = (key: Key): JSX.Element => (
    <button type="button" class="choice" onClick={onOtherArea}>
      {say(key)}
    </button>
  )
  const choices = (): JSX.Element => {
    if (instead !== undefined) {
      return (
        <>
          {take}
          {otherArea('who.yes')}
          {otherArea('who.unsure')}
          <FirstAfterAll {...props} />
        </>
      )
    }
    const hasTime = second.kind !== 'later'
    return (
      <>
        {hasTime && take}
        {!hasTime && otherArea('area.choose')}
        {!hasTime && take}
        <FirstAfterAll {...props} brief={danger} />
        {hasTime && otherArea('area.choose')}
      </>
    )
  }
  const why = instead !== undefined && first !== undefined && (
    <p>{say(INSTEAD[instead], { agency: name(first.names) })}</p>
  )
  const other = instead === undefined && <p>{say('who.second.text')}</p>
  const notShowTo = <NotShowTo typed={typed} />
  return (
    <Step number={4} title="who.second.title" onBack={onBack}>
      {!isToChild && why}
      <ReadsIt who={second} pack={pack} danger={danger} brief={danger} />
      {!isToChild && !danger && other}
      {!danger && notShowTo}
      {isToChild && other}
      {instead !== undefined && <h2>{say('who.ask')}</h2>}
      <div class="choices">{choices()}</div>
      {danger && isToChild && notShowTo}
      <ReadsMore who={second} pack={pack} brief={danger} open={typed.notShowTo !== ''}>
        {danger && !isToChild && notShowTo}
        {!isToChild && danger && other}
        {isToChild && why}
      </ReadsMore>
    </Step>
  )
}

/** The second one cannot take letters: another area, or the first one, which is asked whom not to show it to. */
export function NoSecondDoor(props: ElsewhereProps): JSX.Element {
  const { say, name } = useSpeech()
  const { area, typed, danger, onOtherArea, onBack } = props
  const second = area.directory.agencies.get(area.area.secondDoor)
  return (
    <Step number={4} title="who.else.title" onBack={onBack}>
      {danger && <Numbers of={DANGER_HOTLINES} />}
      {second !== undefined && <p>{say('who.closed.this', { agency: name(second.names) })}</p>}
      <div class="choices">
        <button type="button" class="choice" onClick={onOtherArea}>
          {say('area.choose')}
        </button>
      </div>
      <NotShowTo typed={typed} />
      <div class="choices">
        <FirstAfterAll {...props} />
      </div>
    </Step>
  )
}

function NotShowTo({ typed }: Pick<ElsewhereProps, 'typed'>): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <PrivateLine
        label={say('who.not-show')}
        initial={typed.notShowTo}
        maxCharacters={MAX_LINE_CHARACTERS}
        onText={(text) => void (typed.notShowTo = text)}
      />
      <p class="why">{say('who.not-show.why')}</p>
    </>
  )
}

/** `brief`: without its name, which stood on the screen before. */
function FirstAfterAll({
  doors: { first },
  brief = false,
  onDoor,
}: Pick<ElsewhereProps, 'doors' | 'onDoor'> & { readonly brief?: boolean }): JSX.Element | null {
  const { say, name } = useSpeech()
  if (!isOffered(first)) return null
  const { door } = first
  return (
    <button type="button" class="choice" onClick={() => onDoor(door)}>
      {brief ? say('who.second.first.brief') : say('who.second.first', { agency: name(door.agency.names) })}
    </button>
  )
}
