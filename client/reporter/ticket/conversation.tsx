/**
 * How it stands at each agency, then all that they have said. Plain text, whatever stands in it, and what
 * cannot be seen or turns the direction of reading is marked.
 */
import type { JSX } from 'preact'
import type { Key } from '../../words/reporter.en.ts'
import { Heading } from '../../ui/heading.tsx'
import { visibleString } from '../../ui/visible-text.ts'
import { localTime } from '../../library/areas/hours.ts'
import { isCaseStatus } from '../../../shared/case/status.ts'
import { REPLY_EXPIRY_DAYS } from '../../../shared/protocol.ts'
import { ALL_HOTLINES, SOCIAL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { type Speech, useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'
import { StandingAt } from './standing-at.tsx'
import type { Saying, What } from './told.ts'

export function Conversation({
  opened: { steps, told, untilDay, lost, unverified },
  onWrite,
  onTell,
  onBack,
}: {
  readonly opened: Opened
  readonly onWrite: () => void
  readonly onTell: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name, date } = useSpeech()
  return (
    <>
      <Heading>{say('talk.title')}</Heading>
      <ReadScreen />
      {steps.map((step) => (
        <StandingAt key={step.agency.id} step={step} onTell={onTell} />
      ))}
      {told.toRead > 0 && (
        <ul class="talk">
          {told.sayings.filter(isNews).map((saying) => (
            <OneSaying key={saying.hash} saying={saying} />
          ))}
        </ul>
      )}
      {lost.map(({ agency, day }) => (
        <p key={agency.id} class="note">
          {say('my.lost.more', { agency: name(agency.names), date: date(day) })}
        </p>
      ))}
      {unverified > 0 && <p class="note">{say('talk.unverified')}</p>}
      <p class="why">{say('talk.own')}</p>
      {untilDay !== null && <p class="why">{say('keep.until', { date: date(untilDay), days: REPLY_EXPIRY_DAYS })}</p>}
      <div class="ways">
        <button type="button" onClick={onWrite}>
          {say('my.write')}
        </button>
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}

/** That it has arrived is said above, at each office. */
const isNews = ({ what, wrote, gapBefore }: Saying): boolean =>
  what.kind !== 'received' || wrote !== 'theirs' || gapBefore

function OneSaying({ saying: { agency, at, gapBefore, wrote, what } }: { readonly saying: Saying }): JSX.Element {
  const speech = useSpeech()
  const { say, name, date } = speech
  return (
    <li>
      {gapBefore && <p class="note">{say('talk.gap')}</p>}
      <p class="by">
        <bdi>{name(agency.names)}</bdi> · {date(localTime(Date.parse(at)).day)}
      </p>
      {wrote === 'after' && <p class="note">{say('talk.left.after', { agency: name(agency.names) })}</p>}
      {wrote === 'left' && <p class="why">{say('talk.left', { agency: name(agency.names) })}</p>}
      {linesOf(what, speech, name(agency.names)).map((line, index) => (
        <p key={index} class="said" dir="auto">
          {line}
        </p>
      ))}
      {wrote === 'after' && <Numbers of={SOCIAL_HOTLINES} />}
      {wrote !== 'after' && what.kind === 'status' && (what.status === 'not_for_us' || what.status === 'closed') && (
        <Numbers of={ALL_HOTLINES} />
      )}
    </li>
  )
}

function linesOf(what: What, { say, date }: Speech, agency: string): readonly string[] {
  switch (what.kind) {
    case 'received':
      return [say('talk.received', { agency })]
    case 'status': {
      const { promisedDay, words } = what
      const promised = promisedDay === null ? [] : [say('talk.promised', { date: date(promisedDay) })]
      return [
        say(isCaseStatus(what.status) ? (`status.${what.status}` satisfies Key) : 'talk.unknown'),
        ...promised,
        ...(words === null ? [] : [visibleString(words)]),
      ]
    }
    case 'words':
      return [visibleString(what.words), ...(what.missingParts === 0 ? [] : [say('talk.gap')])]
    case 'unknown':
      return [say('talk.unknown')]
  }
}
