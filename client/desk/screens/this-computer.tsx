/** What this computer is to the desk: whether it keeps it, and whether the browser promises to. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { KeptState, Persistence } from '../../storage/persistence.ts'
import type { ScreenState } from '../bridge/screen-state.ts'
import { useSpeech } from '../speech.ts'

export interface ThisComputerProps {
  readonly state: ScreenState
  readonly persistence: Persistence
}

export function ThisComputer(props: ThisComputerProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <section aria-label={say('computer.title')}>
      <h2>{say('computer.title')}</h2>
      <Kept {...props} />
    </section>
  )
}

function Kept({ state: { proof }, persistence }: ThisComputerProps): JSX.Element {
  const { say, date } = useSpeech()
  const [kept, tell] = useState<KeptState | null>(null)
  useEffect(() => void persistence.state().then(tell), [])
  const ask = async (): Promise<void> => {
    await persistence.ask()
    tell(await persistence.state())
  }
  return (
    <>
      <ul class="health">
        <li class={proof.kind === 'unproven' ? 'bad' : undefined}>
          {proof.kind === 'unproven'
            ? say('computer.unproven')
            : say(`computer.${proof.kind}`, { date: date(proof.day) })}
        </li>
        {kept !== null && <li>{say(kept === 'kept' ? 'computer.promised' : 'computer.not-promised')}</li>}
      </ul>
      {kept === 'askable' && (
        <button type="button" onClick={() => void ask()}>
          {say('computer.ask')}
        </button>
      )}
    </>
  )
}
