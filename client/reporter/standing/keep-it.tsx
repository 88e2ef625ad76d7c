/** Where the browser may throw away what waits and has to be asked aloud: it is asked when the person wants it. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { KeptState, Persistence } from '../../storage/persistence.ts'
import { PROMPT_MS } from '../cover/cover.ts'
import { useCover } from '../cover/in-view.ts'
import { useSpeech } from '../speech.ts'

export function KeepIt({ persistence }: { readonly persistence: Persistence }): JSX.Element | null {
  const { say } = useSpeech()
  const cover = useCover()
  const [state, setState] = useState<KeptState | null>(null)
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    let gone = false
    const look = async (): Promise<void> => {
      const next = await persistence.state()
      if (!gone) setState(next)
    }
    void look()
    return () => void (gone = true)
  }, [persistence])
  const letGoOf = useRef<() => void>(() => undefined)
  // a browser may never answer, and whoever leaves the screen has not answered either
  useEffect(() => () => letGoOf.current(), [])
  const ask = (): void => {
    const letGo = cover.hold(PROMPT_MS)
    letGoOf.current = letGo
    void persistence
      .ask()
      .then((keeps) => {
        setAsked(true)
        setState(keeps ? 'kept' : 'not-kept')
      })
      .finally(letGo)
  }
  if (asked) return <p>{say(state === 'kept' ? 'state.keep.yes' : 'state.keep.no')}</p>
  if (state !== 'askable') return null
  return (
    <>
      <p>{say('state.keep.why')}</p>
      <button type="button" onClick={ask}>
        {say('state.keep.ask')}
      </button>
    </>
  )
}
