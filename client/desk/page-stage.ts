/** From one screen of the desk to the next, and the worker behind it: each lock ends the worker with the keys. */
import { useRef, useState } from 'preact/hooks'
import type { StorageFault } from '../storage/connection.ts'
import type { Persistence } from '../storage/persistence.ts'
import type { Visit, Visits } from '../storage/visits.ts'
import type { DeskEnd } from './bridge/desk-end.ts'
import type { KnownVault } from './bridge/messages.ts'
import type { DeskWorker, WorkerOptions } from './bridge/start-worker.ts'
import type { Fate } from './drafts/draft-book.ts'
import type { LockSurroundings, LockWhy } from './lock/use-lock.ts'
import type { OpenDeskProps } from './screens/unlocked.tsx'

export interface Entrance extends LockSurroundings {
  /** The fragment that the page was opened with, once; it is gone from the address already. */
  readonly takeFragment: () => string
  /** Calls back for a link that is opened in a page that runs already. */
  readonly onFragment: (listener: (fragment: string) => void) => () => void
  /** What this page found when it started. */
  readonly visit: Visit
  readonly visits: Pick<Visits, 'hadDesk' | 'noteDesk'>
  readonly persistence: Persistence
  /** Keeps a newer version of the app from taking over; answers how to let go. */
  readonly hold: () => () => void
  /** Starts a worker for one desk. Null: this browser cannot. */
  readonly startWorker: (onDead: WorkerOptions['onDead']) => Promise<DeskWorker | null>
}

/** The desk that was open before, and why it was locked. */
export interface Before {
  readonly vault: string
  readonly why: LockWhy | 'died'
  /** What has become of what was being written; null: nothing was, or nobody knows. */
  readonly written: Fate
}

interface Ready {
  readonly desk: DeskEnd
  readonly vaults: readonly KnownVault[]
}

export type PageStage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'no-worker' }
  | { readonly kind: 'no-storage'; readonly code: StorageFault }
  /** There was a desk in this browser, and its storage is gone. `next`: what the page was opened for. */
  | { readonly kind: 'lost'; readonly next: PageStage }
  | (Ready & { readonly kind: 'enrolling'; readonly fragment: string })
  | (Ready & { readonly kind: 'locked'; readonly before: Before | null })
  /** `vault`: the one whose passphrase is forgotten; null: a desk is to be made in this browser. */
  | (Ready & { readonly kind: 'kit'; readonly vault: KnownVault | null })
  /** Nothing is shown any more; what is being handed over ends first. */
  | { readonly kind: 'locking' }
  | { readonly kind: 'unlocked'; readonly open: OpenDeskProps }

export type Next = (ready: Ready) => PageStage

/**
 * Longest that a lock waits for what is being handed over. Nothing is lost when it does not wait, for every step may be the last
 * before a crash; but a message would stay here until this desk is next opened, which may be tomorrow.
 */
const SENDING_MS = 20_000

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

export interface PageStages {
  readonly stage: PageStage
  readonly show: (stage: PageStage) => void
  /** Ends the worker with all that it holds, and begins anew. */
  readonly begin: (next: Next) => Promise<void>
  /** The same, once what is being handed over has left, or soon after. */
  readonly lock: (open: OpenDeskProps, why: LockWhy, kept: Promise<Fate>) => Promise<void>
}

export const lockedAfter =
  (before: Before | null): Next =>
  (ready) => ({ kind: 'locked', ...ready, before })

export function usePageStage({ startWorker, visit, visits }: Entrance): PageStages {
  const [stage, show] = useState<PageStage>({ kind: 'starting' })
  const worker = useRef<DeskWorker | null>(null)
  const turn = useRef(0)
  const found = useRef(visit)
  const vault = useRef<string | null>(null)
  vault.current = stage.kind === 'unlocked' ? stage.open.vault : null

  const arrive = async (desk: DeskEnd, next: Next): Promise<PageStage> => {
    const listed = await desk.ask('desks', found.current)
    if (listed.kind === 'storage') return { kind: 'no-storage', code: listed.code }
    // A desk that is made from now on has not been there when the page started.
    found.current = { ...found.current, isNew: false }
    const stage = next({ desk, vaults: listed.vaults })
    if (listed.vaults.length === 0 && visits.hadDesk()) return { kind: 'lost', next: stage }
    if (listed.vaults.length > 0) visits.noteDesk(true)
    return stage
  }
  const begin = async (next: Next): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    const isOver = (): boolean => turn.current !== mine
    worker.current?.end()
    worker.current = null
    show({ kind: 'starting' })
    history.replaceState(null, '')
    const started = await startWorker(() => {
      const open = vault.current
      if (!isOver()) void begin(lockedAfter(open === null ? null : { vault: open, why: 'died', written: null }))
    })
    if (isOver()) return started?.end()
    worker.current = started
    const stage = started === null ? ({ kind: 'no-worker' } as const) : await arrive(started.desk, next)
    if (!isOver()) show(stage)
  }
  const lock = async (open: OpenDeskProps, why: LockWhy, kept: Promise<Fate>): Promise<void> => {
    const mine = turn.current
    show({ kind: 'locking' })
    let written: Fate = null
    const sent = kept.then((fate) => {
      written = fate
      return open.session.untilSent()
    })
    // A page that is left may stand still in the middle of waiting, with the keys in memory.
    if (why !== 'left') await Promise.race([sent, after(SENDING_MS)])
    if (turn.current === mine) await begin(lockedAfter({ vault: open.vault, why, written }))
  }
  return { stage, show, begin, lock }
}
