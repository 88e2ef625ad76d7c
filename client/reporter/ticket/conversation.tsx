/** The words of the offices. Plain text, whatever stands in it. */
import type { JSX } from 'preact'
import type { Key } from '../../words/reporter.en.ts'
import { Heading } from '../../ui/heading.tsx'
import { type CaseStatus, CASE_STATUSES } from '../../../shared/case/codes.ts'
import { dayOf } from '../../../shared/day.ts'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { type Speech, useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'
import type { Saying, What } from './told.ts'

export function Conversation({
  opened,
  onMore,
  onBack,
}: {
  readonly opened: Opened
  readonly onMore: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('talk.title')}</Heading>
      <ul class="talk">
        {opened.told.sayings.map((saying) => (
          <OneSaying key={saying.hash} saying={saying} />
        ))}
      </ul>
      <div class="ways">
        <button type="button" onClick={onMore}>
          {say('my.write')}
        </button>
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}

function OneSaying({ saying: { agency, at, gapBefore, what } }: { readonly saying: Saying }): JSX.Element {
  const speech = useSpeech()
  const { say, name, date } = speech
  return (
    <li>
      {gapBefore && <p class="note">{say('talk.gap')}</p>}
      <p class="by">
        {name(agency.names)} · {date(dayOf(Date.parse(at)))}
      </p>
      {linesOf(what, speech, name(agency.names)).map((line, index) => (
        <p key={index} class="said" dir="auto">
          {line}
        </p>
      ))}
      {what.kind === 'status' && (what.status === 'not_for_us' || what.status === 'closed') && (
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
        say(isStatus(what.status) ? (`status.${what.status}` satisfies Key) : 'talk.unknown'),
        ...promised,
        ...(words === null ? [] : [words]),
      ]
    }
    case 'words':
      return what.missingParts === 0 ? [what.words] : [what.words, say('talk.gap')]
    case 'unknown':
      return [say('talk.unknown')]
  }
}

const isStatus = (code: string): code is CaseStatus => CASE_STATUSES.some((known) => known === code)
