/**
 * Telling by voice: why the browser will ask, one large button that begins and one that ends, and what can be done with what
 * was recorded. The recording itself lives with whoever shows this.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { VOICE_SECONDS } from '../../../shared/protocol.ts'
import { PROMPT_MS } from '../cover/cover.ts'
import { useCover } from '../cover/in-view.ts'
import { endOnLeaving } from '../exit.ts'
import { useRegainedFocus } from '../regained-focus.ts'
import { useSpeech } from '../speech.ts'
import { Listen } from './listen.tsx'
import { type NoMicrophone, type Recording, type WhyEnded, askForMicrophone, giveBack, record } from './microphone.ts'
import { type Recorded, clockOf } from './recorded.ts'
import type { Running } from './voiced.ts'

/** From here on it is said how much is left. */
const LAST_SECONDS = 60
const TICK_MS = 250

type State =
  | { readonly at: 'quiet' | 'asking' }
  | { readonly at: 'recording'; readonly seconds: number }
  | { readonly at: 'not'; readonly why: NoMicrophone | 'empty' }
  | { readonly at: 'ended'; readonly why: WhyEnded }

export function SayIt({
  recorded,
  onRunning,
  onRecorded,
}: {
  readonly recorded: Recorded | null
  readonly onRunning: (running: Running | null) => void
  readonly onRecorded: (recorded: Recorded | null) => void
}): JSX.Element {
  const { say, now } = useSpeech()
  const cover = useCover()
  const [state, setState] = useState<State>({ at: 'quiet' })
  const running = useRef<Recording | null>(null)
  const isGone = useRef(false)
  const here = useRegainedFocus(`${state.at} ${recorded === null}`)
  useEffect(
    () => () => {
      isGone.current = true
      // another question, or the home: what was said so far is kept for whoever comes back
      running.current?.stop()
    },
    [],
  )

  const listenTo = async (stream: MediaStream, letGo: () => void): Promise<void> => {
    const begunMs = now()
    const tick = setInterval(() => setState({ at: 'recording', seconds: (now() - begunMs) / 1_000 }), TICK_MS)
    const recording = record(stream, now, () => {
      clearInterval(tick)
      letGo()
    })
    if (recording === null) {
      clearInterval(tick)
      return setState({ at: 'not', why: 'busy' })
    }
    running.current = recording
    setState({ at: 'recording', seconds: 0 })
    const forget = endOnLeaving(() => recording.drop())
    const kept = recording.ended.then((ended) => {
      if (ended !== null) onRecorded(ended.recorded)
      return ended
    })
    onRunning({ stop: () => recording.stop(), ended: kept })
    const ended = await kept
    forget()
    running.current = null
    onRunning(null)
    setState(ended === null ? { at: 'not', why: 'empty' } : { at: 'ended', why: ended.why })
  }
  const begin = async (): Promise<void> => {
    if (state.at === 'asking') return
    setState({ at: 'asking' })
    // a question of the browser takes the focus: the page is not covered for that
    const asking = cover.hold(PROMPT_MS)
    const stream = await askForMicrophone()
    const letGo = cover.hold()
    asking()
    try {
      if (stream instanceof MediaStream && !isGone.current) return await listenTo(stream, letGo)
      if (stream instanceof MediaStream) giveBack(stream)
      else setState({ at: 'not', why: stream })
    } finally {
      letGo()
    }
  }

  if (state.at === 'recording') {
    const left = Math.max(0, Math.ceil(VOICE_SECONDS - state.seconds))
    return (
      <div class="state" role="group" aria-label={say('voice.running')}>
        <p class="line recording">{say('voice.running')}</p>
        <p class="line" role="timer">
          {clockOf(state.seconds)}
        </p>
        {left <= LAST_SECONDS && <p role="status">{say('voice.left', { seconds: left })}</p>}
        <button key="stop" type="button" class="next" ref={here} onClick={() => running.current?.stop()}>
          {say('voice.stop')}
        </button>
      </div>
    )
  }
  const isAsking = state.at === 'asking'
  // whoever has read why the browser asks, and got no recording, is not asked to read it again: what they can do now comes first
  const isNew = recorded === null && state.at !== 'not'
  return (
    <div class="state" role="group" aria-label={say('voice.say')}>
      {isNew && <p>{say('voice.why')}</p>}
      {isNew && <p>{say('voice.known')}</p>}
      <p role="status">
        {state.at === 'not' && say(`voice.${state.why}`)}
        {state.at === 'ended' && state.why !== 'asked' && say(`voice.${state.why}`)}
        {isAsking && say('voice.asking')}
      </p>
      {recorded !== null && (
        <p class="line" tabIndex={-1} ref={here}>
          {say('voice.done', { time: clockOf(recorded.seconds) })}
        </p>
      )}
      {recorded !== null && !isAsking && <Listen key={recorded.seconds} recorded={recorded} />}
      {/* neither is the button that stopped: whoever presses that once too often begins nothing */}
      <button
        key={recorded === null ? 'record' : 'anew'}
        type="button"
        class={isNew ? 'next' : ''}
        ref={recorded === null ? here : null}
        aria-disabled={isAsking}
        onClick={() => void begin()}
      >
        {say(recorded !== null ? 'voice.anew' : isNew ? 'voice.record' : 'again')}
      </button>
      {recorded !== null && (
        <button type="button" disabled={isAsking} onClick={() => (onRecorded(null), setState({ at: 'quiet' }))}>
          {say('voice.delete')}
        </button>
      )}
      {recorded !== null && <p class="why">{say('voice.memory')}</p>}
    </div>
  )
}
