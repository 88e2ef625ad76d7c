/** What keeps an open desk's screen alive: news of the worker, the network, a round every minute. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Pseudonym } from '../../../shared/case/names.ts'
import type { DeskEnd } from '../bridge/desk-end.ts'
import type { OpenedCase, ScreenState } from '../view/screen-state.ts'

const EVERY_MS = 60_000

/** What the browser says of the network: a no is certain, a yes is not. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}

export function useNews(session: DeskEnd, first: ScreenState): ScreenState {
  const [state, setState] = useState(first)
  useEffect(() => {
    const look = (): void => setState(session.state() ?? first)
    look()
    return session.subscribe(look)
  }, [session])
  return state
}

/** Asks for the case that is open on the screen; null until the worker has told of it. */
export function useOpened(session: DeskEnd, { opened }: ScreenState, looked: Pseudonym | null): OpenedCase | null {
  useEffect(() => session.look(looked), [session, looked])
  return opened?.of.pseudonym === looked ? opened : null
}

/** At once, every minute while the page is looked at, and when the network or the person comes back. */
export function useRounds(session: DeskEnd): () => void {
  const run = useRef(() => {
    void session.ask('refresh', null)
  }).current
  useEffect(() => {
    const whenSeen = (): void => {
      if (document.visibilityState === 'visible') run()
    }
    run()
    const timer = setInterval(whenSeen, EVERY_MS)
    addEventListener('online', run)
    document.addEventListener('visibilitychange', whenSeen)
    return () => {
      clearInterval(timer)
      removeEventListener('online', run)
      document.removeEventListener('visibilitychange', whenSeen)
    }
  }, [run])
  return run
}
