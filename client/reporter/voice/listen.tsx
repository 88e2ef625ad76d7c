/**
 * Listening to one's own recording before it is sealed. Nothing plays by itself; the first time it is said that it will be
 * heard; it falls silent when the page is put aside or left.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useCover } from '../cover/in-view.ts'
import { endOnLeaving } from '../exit.ts'
import { useRegainedFocus } from '../regained-focus.ts'
import { useSpeech } from '../speech.ts'
import type { Recorded } from './recorded.ts'

/** Ends the sound and lets go of the bytes. */
type Silence = () => void

function play({ bytes, mediaType }: Recorded, onSound: () => void, onEnd: (played: boolean) => void): Silence {
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const audio = new Audio(address)
  let isOver = false
  const silence = (played: boolean): void => {
    if (isOver) return
    isOver = true
    audio.pause()
    audio.removeAttribute('src')
    URL.revokeObjectURL(address)
    onEnd(played)
  }
  audio.addEventListener('timeupdate', onSound)
  audio.addEventListener('ended', () => silence(true))
  audio.addEventListener('error', () => silence(false))
  audio.play().catch(() => silence(false))
  return () => silence(true)
}

export function Listen({ recorded }: { readonly recorded: Recorded }): JSX.Element {
  const { say } = useSpeech()
  const cover = useCover()
  const [state, setState] = useState<'silent' | 'asking' | 'sounding' | 'unplayable'>('silent')
  const asked = useRef(false)
  const silence = useRef<Silence | null>(null)
  const here = useRegainedFocus(state)
  useEffect(() => {
    const stop = (): void => silence.current?.()
    const hidden = (): void => void (document.hidden && stop())
    addEventListener('blur', stop)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      removeEventListener('blur', stop)
      document.removeEventListener('visibilitychange', hidden)
      stop()
    }
  }, [recorded])
  const listen = (): void => {
    asked.current = true
    setState('sounding')
    const forget = endOnLeaving(() => silence.current?.())
    const onEnd = (played: boolean): void => {
      forget()
      silence.current = null
      setState(played ? 'silent' : 'unplayable')
    }
    silence.current = play(recorded, () => cover.touched(), onEnd)
  }
  switch (state) {
    case 'silent':
    case 'unplayable':
      return (
        <>
          <button
            type="button"
            class="choice"
            ref={here}
            onClick={() => (asked.current ? listen() : setState('asking'))}
          >
            {say('voice.listen')}
          </button>
          {state === 'unplayable' && <p role="status">{say('voice.unplayable')}</p>}
        </>
      )
    case 'asking':
      return (
        <div class="choices" role="group" aria-label={say('aloud.ask')}>
          <p role="status">{say('aloud.ask')}</p>
          <button type="button" class="choice" ref={here} onClick={listen}>
            {say('voice.listen.yes')}
          </button>
          <button type="button" class="choice" onClick={() => setState('silent')}>
            {say('voice.listen.no')}
          </button>
        </div>
      )
    case 'sounding':
      return (
        <button type="button" class="choice" ref={here} onClick={() => silence.current?.()}>
          {say('voice.silence')}
        </button>
      )
  }
}
