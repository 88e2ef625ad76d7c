/** The desk from its first screen to the lock: no desk yet, enrolment, locked, unlocked. Each lock ends the worker with the keys. */
import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { StorageFault } from '../storage/connection.ts'
import type { Words } from '../words/desk.en.ts'
import type { DeskEnd } from './bridge/desk-end.ts'
import type { KnownVault, UnlockAnswer } from './bridge/messages.ts'
import type { ScreenState } from './bridge/screen-state.ts'
import type { DeskWorker, WorkerOptions } from './bridge/start-worker.ts'
import { Enrol } from './screens/enrol.tsx'
import { Unlock } from './screens/unlock.tsx'
import { Message, Welcome } from './screens/welcome.tsx'
import { Unlocked } from './screens/unlocked.tsx'
import { createSpeech, loadWords, SpeechProvider, type Language } from './speech.ts'

export interface Entrance {
  /** The fragment that the page was opened with, once; it is gone from the address already. */
  readonly takeFragment: () => string
  /** Calls back for a link that is opened in a page that runs already. */
  readonly onFragment: (listener: (fragment: string) => void) => () => void
  /** Asks the browser to keep what is stored. */
  readonly keepStorage: () => void
  /** Starts a worker for one desk. Null: this browser cannot. */
  readonly startWorker: (onDead: WorkerOptions['onDead']) => Promise<DeskWorker | null>
}

interface AppProps {
  readonly first: { readonly language: Language; readonly words: Words }
  readonly entrance: Entrance
}

type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'no-worker' }
  | { readonly kind: 'no-storage'; readonly code: StorageFault }
  | { readonly kind: 'enrolling'; readonly desk: DeskEnd; readonly fragment: string }
  | { readonly kind: 'locked'; readonly desk: DeskEnd; readonly vaults: readonly KnownVault[] }
  | { readonly kind: 'unlocked'; readonly desk: DeskEnd; readonly first: ScreenState; readonly founded: boolean }

export function App({ first, entrance }: AppProps): JSX.Element {
  const [spoken, speak] = useState(first)
  const choose = (language: Language): void => {
    void loadWords(language).then((words) => speak({ language, words }))
  }
  const speech = useMemo(() => createSpeech(spoken.language, spoken.words, choose), [spoken])
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken])
  return (
    <SpeechProvider value={speech}>
      <Stages entrance={entrance} />
    </SpeechProvider>
  )
}

async function lockedStage(desk: DeskEnd): Promise<Stage> {
  const listed = await desk.ask('desks', null)
  return listed.kind === 'storage'
    ? { kind: 'no-storage', code: listed.code }
    : { kind: 'locked', desk, vaults: listed.vaults }
}

/** The worker of now, and what is on the screen with it. */
function useStages(entrance: Entrance): {
  readonly stage: Stage
  readonly show: (stage: Stage) => void
  /** Ends the worker with all that it holds, and begins anew. */
  readonly begin: (next: (desk: DeskEnd) => Stage | Promise<Stage>) => Promise<void>
} {
  const [stage, show] = useState<Stage>({ kind: 'starting' })
  const worker = useRef<DeskWorker | null>(null)
  const turn = useRef(0)
  const begin = async (next: (desk: DeskEnd) => Stage | Promise<Stage>): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    const isOver = (): boolean => turn.current !== mine
    worker.current?.end()
    worker.current = null
    show({ kind: 'starting' })
    history.replaceState(null, '')
    const started = await entrance.startWorker(() => {
      if (!isOver()) void begin(lockedStage)
    })
    if (isOver()) return started?.end()
    worker.current = started
    const stage = started === null ? ({ kind: 'no-worker' } as const) : await next(started.desk)
    if (!isOver()) show(stage)
  }
  return { stage, show, begin }
}

const isLink = (fragment: string): boolean => fragment !== '' && fragment !== '#'

function Stages({ entrance }: Pick<AppProps, 'entrance'>): JSX.Element {
  const { stage, show, begin } = useStages(entrance)
  const follow = (fragment: string): Promise<void> =>
    begin((desk) => (isLink(fragment) ? { kind: 'enrolling', desk, fragment } : lockedStage(desk)))
  useEffect(() => {
    void follow(entrance.takeFragment())
    return entrance.onFragment((fragment) => {
      if (isLink(fragment)) void follow(fragment)
    })
  }, [])
  const open = (desk: DeskEnd, founded: boolean): void => {
    const first = desk.state()
    if (first !== null) show({ kind: 'unlocked', desk, first, founded })
  }
  const unlock = async (desk: DeskEnd, { id }: KnownVault, passphrase: string): Promise<UnlockAnswer> => {
    const answer = await desk.ask('unlock', { id, passphrase })
    if (answer.kind === 'opened') open(desk, false)
    return answer
  }
  switch (stage.kind) {
    case 'starting':
      return <Message text="loading" />
    case 'no-worker':
      return <Message text="worker.none" />
    case 'no-storage':
      return <Message text={`problem.storage.${stage.code}`} />
    case 'enrolling': {
      const { desk, fragment } = stage
      const onMade = (_id: string, founded: boolean): void => {
        entrance.keepStorage()
        open(desk, founded)
      }
      return <Enrol desk={desk} fragment={fragment} onMade={onMade} />
    }
    case 'locked': {
      const { desk, vaults } = stage
      if (vaults.length === 0) return <Welcome />
      return <Unlock vaults={vaults} onUnlock={(vault, passphrase) => unlock(desk, vault, passphrase)} />
    }
    case 'unlocked':
      return (
        <Unlocked
          session={stage.desk}
          first={stage.first}
          founded={stage.founded}
          onLock={() => void begin(lockedStage)}
        />
      )
  }
}
