/** An unlocked desk: where one is, what is wrong, and what locks it. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { EventHash, Pseudonym } from '../../../shared/case/names.ts'
import type { DeskEnd } from '../bridge/desk-end.ts'
import type { Persistence } from '../../storage/persistence.ts'
import type { ScreenState } from '../view/screen-state.ts'
import type { Fate } from '../drafts/draft-book.ts'
import type { ActKind, Place, Written } from '../drafts/draft.ts'
import { useDrafts, useNotedPlace } from './use-drafts.ts'
import { useLock, type LockSurroundings, type LockWhy } from '../lock/use-lock.ts'
import { useSpeech } from '../speech.ts'
import { CaseList } from './lists/case-list.tsx'
import { CaseView } from './case/case-view.tsx'
import { FeedbackList } from './lists/feedback-list.tsx'
import { FeedbackView } from './lists/feedback-view.tsx'
import { Frame } from './frame.tsx'
import { KitNag } from './team/kit.tsx'
import { FIRST_LISTING } from './lists/list-tools.tsx'
import { useNews, useOnline, useOpened, useRounds } from './live-desk.ts'
import { Problems } from './problems.tsx'
import { ProofNotice } from './proof-notice.tsx'
import { SlipList } from './lists/slip-list.tsx'
import { StatusLine } from './status-line.tsx'
import { Team } from './team/team.tsx'
import { useViewStack } from './view-stack.ts'
import { Ways, type Way } from './ways.tsx'

type View =
  | { readonly kind: Way }
  | { readonly kind: 'case'; readonly pseudonym: Pseudonym }
  | { readonly kind: 'one-feedback'; readonly hash: EventHash }

const MAIN: View = { kind: 'main' }

export interface OpenDeskProps {
  /** Of the vault's record. */
  readonly vault: string
  readonly session: DeskEnd
  /** What the desk told first. */
  readonly first: ScreenState
  readonly written: Written
  /** A desk that was founded a moment ago has something to do first. */
  readonly founded: boolean
  /** Others have desks in this browser too. */
  readonly several: boolean
}

interface UnlockedProps extends OpenDeskProps {
  readonly persistence: Persistence
  /** The desk was taken away from this browser. */
  readonly onRemoved: () => void
  readonly surroundings: LockSurroundings
  /** `kept`: what is being written has been handed to the worker. */
  readonly onLock: (why: LockWhy, kept: Promise<Fate>) => void
  /** Keeps a newer version of the app from taking over while something is open; answers how to let go. */
  readonly hold: () => () => void
}

function viewAt(place: Place | null, { rows }: ScreenState): View | null {
  if (place?.kind === 'case') return rows.has(place.pseudonym) ? place : null
  return place
}

/** Only these are come back to. */
function placeAt(view: View): Place | null {
  switch (view.kind) {
    case 'case':
      return { ...view, writing: null }
    case 'team':
      return { kind: 'team' }
    case 'main':
    case 'feedback':
    case 'one-feedback':
      return null
  }
}

function wayTo({ kind }: View): Way {
  if (kind === 'one-feedback') return 'feedback'
  return kind === 'case' ? 'main' : kind
}

export function Unlocked(props: UnlockedProps): JSX.Element {
  const { vault, session, first, written, founded, several, persistence, surroundings, onLock, hold } = props
  const { say } = useSpeech()
  const state = useNews(session, first)
  const sync = useRounds(session)
  const online = useOnline()
  const { book, safe } = useDrafts(session, written)
  const [listing, setListing] = useState(FIRST_LISTING)
  const [asking, ask] = useState<'asked' | 'switch' | null>(null)
  useEffect(hold, [])
  const top = viewAt(written.place, first)
  const { view, from, open, back } = useViewStack<View>(founded ? { kind: 'team' } : MAIN, top)
  const place = book.place()
  useNotedPlace(book, placeAt(view))
  const looked = view.kind === 'case' && state.rows.has(view.pseudonym) ? view.pseudonym : null
  const opened = useOpened(session, state, looked)
  const isOverseer = state.agency.kind === 'overseer'
  const isWriting = (): boolean => {
    const now = book.place()
    return now?.kind === 'case' && now.writing !== null
  }
  const lockAs = (why: LockWhy): void => onLock(why, book.flush())
  const { soon, lockAll, tellOthers } = useLock({ ...surroundings, vault, isWriting, onLock: lockAs })
  const lock = (why: 'asked' | 'switch'): void => {
    if (!book.isSafe() && asking === null) ask(why)
    else lockAll(why)
  }
  const onRemoved = (): void => {
    tellOthers()
    props.onRemoved()
  }
  const go = (kind: Way): void => {
    if (view.kind !== kind) open({ kind })
  }
  const show = (now: View): JSX.Element => {
    if (now.kind === 'team')
      return <Team state={state} session={session} persistence={persistence} onRemoved={onRemoved} />
    if (looked !== null) {
      if (opened === null) return <></>
      const writing = place?.kind === 'case' && place.pseudonym === looked ? place.writing : null
      const onWriting = (what: ActKind | null): void => book.goTo({ kind: 'case', pseudonym: looked, writing: what })
      const forms = { drafts: book, writing, onWriting }
      return <CaseView key={looked} opened={opened} state={state} session={session} {...forms} onBack={back} />
    }
    const heard = from?.kind === 'one-feedback' ? from.hash : null
    const one = now.kind === 'one-feedback' ? state.feedback.find(({ hash }) => hash === now.hash) : undefined
    if (one !== undefined) return <FeedbackView one={one} state={state} onBack={back} />
    if (wayTo(now) === 'feedback')
      return <FeedbackList state={state} from={heard} onOpen={(hash) => open({ kind: 'one-feedback', hash })} />
    const isFirst = view === MAIN && from === null
    if (isOverseer) return <SlipList state={state} first={isFirst} />
    const list = { state, listing, onListing: setListing, first: isFirst }
    const left = from?.kind === 'case' ? from.pseudonym : null
    return <CaseList {...list} from={left} onOpen={(pseudonym) => open({ kind: 'case', pseudonym })} />
  }
  const ways = <Ways isOverseer={isOverseer} at={wayTo(view)} onGo={go} />
  const notice = soon ? say('lock.soon') : null
  return (
    <Frame
      wide
      ways={ways}
      onLock={() => lock('asked')}
      {...(several ? { onSwitch: () => lock('switch') } : {})}
      notice={notice}
      foot={<StatusLine state={state} online={online} onSync={sync} />}
    >
      {asking !== null && (
        <div class="banner stop" role="alertdialog" aria-label={say('lock.drafts')}>
          <span>{say('lock.drafts')}</span>
          <button type="button" onClick={() => lockAll(asking)}>
            {say('lock.anyway')}
          </button>
          <button type="button" onClick={() => ask(null)}>
            {say('cancel')}
          </button>
        </div>
      )}
      {!safe && (
        <p class="banner stop" role="status">
          {say('drafts.unsafe')}
        </p>
      )}
      <ProofNotice proof={state.proof} session={session} />
      <Problems problems={state.problems} />
      {state.isAdministrator && state.kit.kind === 'none' && view.kind !== 'team' && <KitNag onGo={() => go('team')} />}
      {show(view)}
    </Frame>
  )
}
