/** What people have told an overseer of the agencies, the newest first: never which case, never anything of a report. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { FEEDBACK_QUESTIONS, type FeedbackQuestion } from '../../../../shared/case/codes.ts'
import type { EventHash } from '../../../../shared/case/names.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { ScreenState } from '../../view/screen-state.ts'
import type { Feedback } from '../../intake/overseer-mail.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { agencyName } from '../../view/agency-name.ts'
import { emptyKey } from '../../view/empty-list.ts'

interface FeedbackListProps {
  readonly state: ScreenState
  readonly onOpen: (hash: EventHash) => void
  /** What was open a moment ago: the focus goes back to its line. */
  readonly from: EventHash | null
}

/** Asked of everybody; the last one is asked only where a case was closed. */
const ASKED = FEEDBACK_QUESTIONS.filter((question) => question !== 'confirmed_by_reporter')

const answerOf = ({ answers }: Feedback, asked: FeedbackQuestion, { label }: Speech): string =>
  answers
    .filter(([question]) => question === asked)
    .map(([, answer]) => label('answer', answer))
    .join(', ')

export function FeedbackList({ state, onOpen, from }: FeedbackListProps): JSX.Element {
  const { say, label } = useSpeech()
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (from !== null) table.current?.querySelector<HTMLElement>(`[data-feedback="${from}"]`)?.focus()
    // Once, when the list appears.
  }, [])
  return (
    <>
      <Heading first={from !== null}>{say('feedback.title')}</Heading>
      <p class="why">{say('feedback.text')}</p>
      {state.feedback.length === 0 ? (
        <p class="empty">{say(emptyKey(state, 'feedback.none'))}</p>
      ) : (
        <table class="rows opening" ref={table}>
          <thead>
            <tr>
              <th scope="col">{say('feedback.agency')}</th>
              <th scope="col">{say('feedback.day')}</th>
              {ASKED.map((question) => (
                <th key={question} scope="col">
                  {label('feedback', question)}
                </th>
              ))}
              <th scope="col">{say('feedback.words')}</th>
            </tr>
          </thead>
          <tbody>
            {state.feedback.map((one) => (
              <Line key={one.hash} one={one} state={state} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

interface LineProps {
  readonly one: Feedback
  readonly state: ScreenState
  readonly onOpen: FeedbackListProps['onOpen']
}

function Line({ one, state, onOpen }: LineProps): JSX.Element {
  const speech = useSpeech()
  const { say, shortDate, label } = speech
  const { hash, agency, takenDay, answers, words } = one
  const isUnsafe = answers.some(([question, answer]) => question === 'safe' && answer === 'no')
  return (
    <tr class={isUnsafe ? 'danger' : undefined} onClick={() => onOpen(hash)}>
      <td>
        {/* its click, by key or pointer, is the line's */}
        <button type="button" class="open" data-feedback={hash}>
          {agencyName(agency, state, speech)}
        </button>
      </td>
      <td data-label={say('feedback.day')}>{takenDay === null ? '' : shortDate(takenDay)}</td>
      {ASKED.map((question) => (
        <td key={question} data-label={label('feedback', question)}>
          {answerOf(one, question, speech)}
        </td>
      ))}
      <td data-label={say('feedback.words')}>{say(words === null ? 'feedback.words.none' : 'feedback.words.some')}</td>
    </tr>
  )
}
