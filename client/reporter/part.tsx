/** A part of the app that is loaded when it is opened. Where it cannot be, the numbers are there. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { FEW_HOTLINES } from './hotlines.ts'
import { Numbers } from './numbers.tsx'
import type { Piece } from '../ui/piece.ts'
import { useSpeech } from './speech.ts'
import { Trouble } from './trouble.tsx'

/** So long a phone on 2G may take; who waits longer gets the numbers. */
const SLOW_MS = 2_000

type Loading<T> = { readonly at: 'loading' } | { readonly at: 'failed' } | { readonly at: 'here'; readonly part: T }

export function Part<T>({
  piece,
  show,
  onHome,
}: {
  readonly piece: Piece<T>
  readonly show: (part: T) => JSX.Element
  readonly onHome: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [state, setState] = useState<Loading<T>>(() => {
    const part = piece.here()
    return part === null ? { at: 'loading' } : { at: 'here', part }
  })
  const [attempt, setAttempt] = useState(0)
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (state.at === 'here') return
    let gone = false
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    const show = (next: Loading<T>): void => {
      clearTimeout(timer)
      if (!gone) setState(next)
    }
    piece.load().then(
      (part) => show({ at: 'here', part }),
      () => show({ at: 'failed' }),
    )
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [attempt])
  switch (state.at) {
    case 'here':
      return show(state.part)
    case 'loading':
      return (
        <>
          <p role="status">{say('loading')}</p>
          {slow && <Numbers of={FEW_HOTLINES} />}
          {slow && (
            <button type="button" class="back" onClick={onHome}>
              {say('home')}
            </button>
          )}
        </>
      )
    case 'failed':
      return (
        <Trouble of="part-missing">
          <button type="button" class="next" onClick={() => setAttempt(attempt + 1)}>
            {say('again')}
          </button>
          <button type="button" class="back" onClick={onHome}>
            {say('home')}
          </button>
        </Trouble>
      )
  }
}
