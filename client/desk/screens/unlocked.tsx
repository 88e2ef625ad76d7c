/** An unlocked desk: where one is, what is wrong, and the round that runs every minute while somebody looks. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Pseudonym } from '../../../shared/case/names.ts'
import type { DeskEnd } from '../bridge/desk-end.ts'
import type { OpenedCase, ScreenState } from '../bridge/screen-state.ts'
import { useSpeech } from '../speech.ts'
import type { Filter } from '../view/case-row.ts'
import type { Drafts } from './acts.tsx'
import { CaseList } from './case-list.tsx'
import { CaseView } from './case-view.tsx'
import { Frame } from './frame.tsx'
import { Problems } from './problems.tsx'
import { SlipList } from './slip-list.tsx'
import { StatusLine } from './status-line.tsx'
import { Team } from './team.tsx'
import { useViewStack } from './view-stack.ts'

type View =
  { readonly kind: 'main' } | { readonly kind: 'team' } | { readonly kind: 'case'; readonly pseudonym: Pseudonym }

const MAIN: View = { kind: 'main' }
const EVERY_MS = 60_000

interface UnlockedProps {
  readonly session: DeskEnd
  /** What the desk told first. */
  readonly first: ScreenState
  /** A desk that was founded a moment ago has something to do first. */
  readonly founded: boolean
  readonly onLock: () => void
}

/** What the browser says of the network: a no is certain, a yes is not. */
function useOnline(): boolean {
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

function useNews(session: DeskEnd, first: ScreenState): ScreenState {
  const [state, setState] = useState(first)
  useEffect(() => {
    const look = (): void => setState(session.state() ?? first)
    look()
    return session.subscribe(look)
  }, [session])
  return state
}

/** Asks for the case that is open on the screen; null until the worker has told of it. */
function useOpened(session: DeskEnd, { opened }: ScreenState, looked: Pseudonym | null): OpenedCase | null {
  useEffect(() => session.look(looked), [session, looked])
  return opened?.of.pseudonym === looked ? opened : null
}

/** At once, every minute while the page is looked at, and when the network or the person comes back. */
function useRounds(session: DeskEnd): () => void {
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

export function Unlocked({ session, first, founded, onLock }: UnlockedProps): JSX.Element {
  const { say } = useSpeech()
  const state = useNews(session, first)
  const sync = useRounds(session)
  const online = useOnline()
  const drafts = useRef<Drafts>(new Map()).current
  const [filter, setFilter] = useState<Filter>('open')
  const [asking, ask] = useState(false)
  const { view, from, open, back } = useViewStack<View>(founded ? { kind: 'team' } : MAIN)
  const looked = view.kind === 'case' && state.rows.has(view.pseudonym) ? view.pseudonym : null
  const opened = useOpened(session, state, looked)
  const isOverseer = state.agency.kind === 'overseer'
  const lock = (): void => {
    if (drafts.size > 0 && !asking) ask(true)
    else onLock()
  }
  const go = (kind: 'main' | 'team'): void => {
    if (view.kind !== kind) open({ kind })
  }
  const show = (now: View): JSX.Element => {
    if (now.kind === 'team') return <Team state={state} session={session} />
    if (looked !== null) {
      if (opened === null) return <></>
      return <CaseView key={looked} opened={opened} state={state} session={session} drafts={drafts} onBack={back} />
    }
    const isFirst = view === MAIN && from === null
    if (isOverseer) return <SlipList state={state} first={isFirst} />
    const list = { state, filter, onFilter: setFilter, first: isFirst }
    const left = from?.kind === 'case' ? from.pseudonym : null
    return <CaseList {...list} from={left} onOpen={(pseudonym) => open({ kind: 'case', pseudonym })} />
  }
  const ways = (
    <nav>
      <button
        type="button"
        class="way"
        aria-current={view.kind === 'team' ? undefined : 'page'}
        onClick={() => go('main')}
      >
        {say(isOverseer ? 'nav.slips' : 'nav.cases')}
      </button>
      <button
        type="button"
        class="way"
        aria-current={view.kind === 'team' ? 'page' : undefined}
        onClick={() => go('team')}
      >
        {say('nav.team')}
      </button>
    </nav>
  )
  return (
    <Frame wide ways={ways} onLock={lock} foot={<StatusLine state={state} online={online} onSync={sync} />}>
      {asking && (
        <div class="banner stop" role="alertdialog" aria-label={say('lock.drafts')}>
          <span>{say('lock.drafts')}</span>
          <button type="button" onClick={onLock}>
            {say('lock.anyway')}
          </button>
          <button type="button" onClick={() => ask(false)}>
            {say('cancel')}
          </button>
        </div>
      )}
      <Problems problems={state.problems} />
      {show(view)}
    </Frame>
  )
}
