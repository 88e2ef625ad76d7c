/** Everything that was said and done in a case, in the order of the fold, with who and when. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Case, ReporterItem, StaffItem, TimelineItem } from '../../../../shared/case/case.ts'
import type { Author } from '../../../../shared/case/names.ts'
import { visibleString } from '../../../ui/visible-text.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import { useSpeech } from '../../speech.ts'
import { isOfAnother } from '../../view/of-another.ts'
import { fateOf, sayAgain, type ReplyFate } from '../../view/reply-fate.ts'
import { ReporterBody } from './reporter-body.tsx'
import { StaffBody } from './staff-body.tsx'

interface TimelineProps {
  readonly of: Case
  readonly state: ScreenState
  readonly session: DeskEnd
}

export function Timeline({ of, state, session }: TimelineProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <section class="timeline" aria-label={say('case.timeline')}>
      <h2>{say('case.timeline')}</h2>
      <ol>
        {of.timeline
          .filter((item) => !isFurtherPart(of, item))
          .map((item) => (
            <li key={item.hash} class={item.by}>
              {item.by === 'reporter' ? (
                <ReporterEntry item={item} of={of} />
              ) : (
                <StaffEntry item={item} of={of} state={state} session={session} />
              )}
            </li>
          ))}
      </ol>
    </section>
  )
}

/** The words of a further part stand where the first one does. */
function isFurtherPart(of: Case, { hash, event }: TimelineItem): boolean {
  const isPart = event.type !== 'unknown' && 'part' in event.body && event.body.part !== undefined
  return isPart && !of.said.some((said) => said.hash === hash)
}

function By({ children, at }: { readonly children: ComponentChildren; readonly at: string }): JSX.Element {
  const { say, time } = useSpeech()
  return (
    <p class="by">
      {children}
      <span class="when"> · {say('item.clock', { time: time(at) })}</span>
    </p>
  )
}

function ReporterEntry({ item, of }: { readonly item: ReporterItem; readonly of: Case }): JSX.Element {
  const { say, date } = useSpeech()
  const { event, takenDay, ticket, taken } = item
  const answered = of.replies.some(({ by, posted }) => posted && taken.includes(by))
  return (
    <>
      <By at={event.at}>
        <b>{say(isOfAnother(of.told?.role) ? 'item.reporter.sender' : 'item.reporter')}</b>
        {takenDay !== null && <span> · {say('item.taken', { date: date(takenDay) })}</span>}
      </By>
      {ticket !== 'current' && <p class="banner stop">{say(`item.reporter.${ticket}`)}</p>}
      <ReporterBody item={item} of={of} />
      {answered && <p class="fate">{say('item.received')}</p>}
    </>
  )
}

function memberName(author: Author, { members }: ScreenState, speech: ReturnType<typeof useSpeech>): string {
  const member = members.find((one) => one.author === author)
  if (member === undefined) return speech.say('item.unknown-member')
  const label = visibleString(member.label)
  if (member.own) return `${speech.say('item.you')} (${label})`
  return member.current ? label : `${label}, ${speech.say('item.former')}`
}

interface StaffEntryProps extends TimelineProps {
  readonly item: StaffItem
}

const FATES: Readonly<Record<ReplyFate, Key>> = {
  posted: 'item.posted',
  waits: 'item.unposted',
  replaced: 'item.replaced',
  'said-again': 'item.said-again',
}

function StaffEntry({ item, of, state, session }: StaffEntryProps): JSX.Element {
  const speech = useSpeech()
  const fate = fateOf(of, item)
  return (
    <>
      <By at={item.event.at}>
        <b>{memberName(item.author, state, speech)}</b>
      </By>
      <StaffBody item={item} of={of} />
      {fate !== null && <p class={fate === 'posted' ? 'fate' : 'fate waits'}>{speech.say(FATES[fate])}</p>}
      {sayAgain(of, item.hash) !== null && <SayAgain of={of} item={item} session={session} />}
    </>
  )
}

/** One tap: it was written and looked at before. */
function SayAgain({ item, of, session }: Pick<StaffEntryProps, 'item' | 'of' | 'session'>): JSX.Element {
  const { say } = useSpeech()
  const [isSealing, setSealing] = useState(false)
  const again = async (): Promise<void> => {
    setSealing(true)
    await session.ask('act', { pseudonym: of.pseudonym, act: { kind: 'again', event: item.hash } })
    setSealing(false)
    void session.ask('refresh', null)
  }
  return (
    <button type="button" disabled={isSealing} onClick={() => void again()}>
      {say(isSealing ? 'act.sealing' : 'item.say-again')}
    </button>
  )
}
