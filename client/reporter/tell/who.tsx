/**
 * Who will read it, by name, and the second door for whoever knows or fears somebody there. An office whose keys are too
 * old is not offered; the other one is.
 */
import type { JSX } from 'preact'
import type { Door, VerifiedArea } from '../../../shared/trust/area.ts'
import { useSpeech } from '../speech.ts'
import { Numbers } from '../numbers.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Step } from './step.tsx'

interface WhoProps {
  readonly area: VerifiedArea
  readonly onDoor: (door: Door) => void
  readonly onSecond: () => void
  readonly onOtherArea: () => void
  readonly onBack: () => void
}

export function WhoReads(props: WhoProps): JSX.Element {
  const { say, name } = useSpeech()
  const { area, onDoor, onSecond } = props
  const { frontDesk } = area.doors
  if (!frontDesk.ok) return <SecondDoor {...props} instead />
  const door = frontDesk.value
  return (
    <Step number={4} title="who.title" onBack={props.onBack}>
      <p class="note">
        <b>{name(door.agency.names)}</b>
      </p>
      <p>{say('who.text')}</p>
      <h2>{say('who.ask')}</h2>
      <div class="choices">
        <button type="button" class="choice" onClick={() => onDoor(door)}>
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

/** `instead`: the front desk cannot be sealed to at all. */
export function SecondDoor({
  area,
  onDoor,
  onOtherArea,
  onBack,
  instead = false,
}: Omit<WhoProps, 'onSecond'> & { readonly instead?: boolean }): JSX.Element {
  const { say, name } = useSpeech()
  const { frontDesk, secondDoor } = area.doors
  if (!secondDoor.ok) return <NoDoor onOtherArea={onOtherArea} onBack={onBack} />
  const first = area.directory.agencies.get(area.area.frontDesk)
  const second = secondDoor.value
  return (
    <Step number={4} title="who.second.title" onBack={onBack}>
      {instead && first !== undefined && <p>{say('who.instead', { agency: name(first.names) })}</p>}
      <p class="note">
        <b>{name(second.agency.names)}</b>
      </p>
      {!instead && <p>{say('who.second.text')}</p>}
      <div class="choices">
        <button type="button" class="choice" onClick={() => onDoor(second)}>
          {say('who.second.take')}
        </button>
        {frontDesk.ok && (
          <button type="button" class="choice" onClick={() => onDoor(frontDesk.value)}>
            {say('who.second.first', { agency: name(frontDesk.value.agency.names) })}
          </button>
        )}
        <button type="button" class="choice" onClick={onOtherArea}>
          {say('area.choose')}
        </button>
      </div>
    </Step>
  )
}

function NoDoor({ onOtherArea, onBack }: Pick<WhoProps, 'onOtherArea' | 'onBack'>): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={4} title="who.closed.title" onBack={onBack}>
      <p>{say('who.closed.text')}</p>
      <Numbers of={ALL_HOTLINES} />
      <button type="button" class="choice" onClick={onOtherArea}>
        {say('area.choose')}
      </button>
    </Step>
  )
}
