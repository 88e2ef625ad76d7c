/** The line at the foot: whether this desk is in step with the relay, and what waits. */
import type { JSX } from 'preact'
import type { ScreenState } from '../view/screen-state.ts'
import { useSpeech } from '../speech.ts'

interface StatusLineProps {
  readonly state: ScreenState
  /** What the browser says. */
  readonly online: boolean
  readonly onSync: () => void
}

export function StatusLine({ state, online, onSync }: StatusLineProps): JSX.Element {
  const { say, date } = useSpeech()
  const { waiting, syncedDay, busy, problems } = state
  const offline = !online || problems.some(({ kind }) => kind === 'offline')
  return (
    <footer class="status">
      <p role="status">
        {offline && <b class="offline">{say('status.offline')}</b>}
        <span>{syncedDay === null ? say('status.never') : say('status.synced', { date: date(syncedDay) })}</span>
        <span class={waiting > 0 ? 'waits' : undefined}>
          {waiting > 0 ? say('status.waiting', { count: waiting }) : say('status.none-waiting')}
        </span>
      </p>
      <span class="busy" aria-hidden="true">
        {busy ? say('status.busy') : ''}
      </span>
      <button type="button" class="plain" onClick={onSync}>
        {say('status.sync')}
      </button>
    </footer>
  )
}
