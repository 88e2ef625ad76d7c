/** What this computer has of the desk: whether it keeps it, whether the browser promises to, and how to take it away. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { KeptState, Persistence } from '../../../storage/persistence.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import { useSpeech } from '../../speech.ts'

export interface ThisComputerProps {
  readonly state: ScreenState
  readonly session: DeskEnd
  readonly persistence: Persistence
  /** The desk is gone from here. */
  readonly onRemoved: () => void
}

export function ThisComputer(props: ThisComputerProps): JSX.Element {
  const { say } = useSpeech()
  const [removing, remove] = useState(false)
  return (
    <section aria-label={say('computer.title')}>
      <h2>{say('computer.title')}</h2>
      <Kept {...props} />
      {removing ? (
        <Removal {...props} onCancel={() => remove(false)} />
      ) : (
        <button type="button" onClick={() => remove(true)}>
          {say('computer.remove')}
        </button>
      )}
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

type Said = { readonly key: Key; readonly count: number }

function Removal({
  state,
  session,
  onRemoved,
  onCancel,
}: ThisComputerProps & { readonly onCancel: () => void }): JSX.Element {
  const { say } = useSpeech()
  const [said, tell] = useState<Said | null>(null)
  const isWaiting = said?.key === 'computer.remove.waiting'
  const remove = async (): Promise<void> => {
    const answer = await session.ask('remove-desk', { evenWaiting: isWaiting })
    switch (answer.kind) {
      case 'removed':
        return onRemoved()
      case 'waiting':
        return tell({ key: 'computer.remove.waiting', count: answer.count })
      case 'storage':
        return tell({ key: `problem.storage.${answer.code}`, count: 0 })
    }
  }
  return (
    <>
      <h3>{say('computer.remove')}</h3>
      <p>{say('computer.remove.lost')}</p>
      {state.keys.liveDevices < 2 && <p class="banner stop">{say('computer.remove.last')}</p>}
      <p role="status" class={isWaiting ? 'banner stop' : undefined}>
        {said !== null && say(said.key, { count: said.count })}
      </p>
      <div class="ways row">
        <button type="button" onClick={() => void remove()}>
          {say(isWaiting ? 'computer.remove.anyway' : 'computer.remove.do')}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </>
  )
}
