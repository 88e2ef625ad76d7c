/** One case: what stands in the way first, then everything that was said, and what can be done. */
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { Aside } from '../../../../shared/case/case.ts'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { OpenedCase, ScreenState } from '../../view/screen-state.ts'
import type { DraftBook } from '../../drafts/draft-book.ts'
import type { ActKind } from '../../drafts/draft.ts'
import { useSpeech } from '../../speech.ts'
import { rowOf } from '../../view/case-row.ts'
import { shortName } from '../../view/short-name.ts'
import { Acts } from './acts.tsx'
import { Banners, Facts } from './case-top.tsx'
import { ContactGate } from './contact-gate.tsx'
import { Opened } from '../opened.tsx'
import { TicketChoices } from './ticket-choice.tsx'
import { Timeline } from './timeline.tsx'
import { type Hear, HearProvider } from './voices.tsx'

interface CaseViewProps {
  readonly opened: OpenedCase
  readonly state: ScreenState
  readonly session: DeskEnd
  readonly drafts: DraftBook
  /** The form that is open at first. */
  readonly writing: ActKind | null
  readonly onWriting: (what: ActKind | null) => void
  readonly onBack: () => void
}

export function CaseView({ opened, state, session, drafts, writing, onWriting, onBack }: CaseViewProps): JSX.Element {
  const { of, asides } = opened
  const { say, label, date } = useSpeech()
  const { waitingSince } = rowOf(of)
  const doing = useRef<HTMLDivElement>(null)
  // On a narrow screen all that was said lies between.
  const jump = (): void => {
    doing.current?.scrollIntoView()
    doing.current?.querySelector('h2')?.focus({ preventScroll: true })
  }
  const hear: Hear = ({ hash }, index) => session.ask('hear', { pseudonym: of.pseudonym, said: hash, index })
  return (
    <Opened
      title={say('case.title', { name: shortName(of.pseudonym) })}
      beside={
        <>
          <span class="tag">{label('case-status', of.status)}</span>
          {of.closureReason !== null && (
            <span class="tag">{say('case.ended.reason', { reason: label('reason', of.closureReason) })}</span>
          )}
          {waitingSince !== null && <span class="tag new">{say('case.waiting', { date: date(waitingSince) })}</span>}
          {of.receivedDay !== null && <span class="soft">{say('case.received', { date: date(of.receivedDay) })}</span>}
          <button type="button" class="jump" onClick={jump}>
            {say('act.title')}
          </button>
        </>
      }
      onBack={onBack}
    >
      <Banners of={of} today={state.today} />
      <ContactGate of={of} />
      <TicketChoices of={of} session={session} />
      <div class="columns">
        <section class="told" aria-label={say('case.told')}>
          <h2>{say('case.told')}</h2>
          <Facts of={of} state={state} />
        </section>
        <div class="course">
          <HearProvider value={hear}>
            <Timeline of={of} state={state} session={session} />
          </HearProvider>
          <Unverified asides={asides} />
        </div>
        <div class="doing" ref={doing}>
          <Acts of={of} state={state} session={session} drafts={drafts} writing={writing} onWriting={onWriting} />
        </div>
      </div>
    </Opened>
  )
}

/** Shown as what they are, and counted for nothing. */
function Unverified({ asides }: { readonly asides: readonly Aside[] }): JSX.Element | null {
  const { say } = useSpeech()
  if (asides.length === 0) return null
  return (
    <section class="aside" aria-label={say('aside.title')}>
      <h2>{say('aside.title')}</h2>
      <ul>
        {asides.map(({ record, reason }) => (
          <li key={record.hash}>
            <p class="what">{say(`aside.${reason}`)}</p>
            <p class="said raw">
              <ForeignText text={JSON.stringify(record.taken?.event.body ?? record.event.body, bytesAsNothing, 1)} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Keys and envelopes say nothing to a reader. */
const bytesAsNothing = (_name: string, value: unknown): unknown => (value instanceof Uint8Array ? '…' : value)
