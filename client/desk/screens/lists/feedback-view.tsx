/** One piece of feedback: the agency it is about, the answers, and the words that the person wrote to the overseer. */
import type { JSX } from 'preact'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import type { ScreenState } from '../../view/screen-state.ts'
import type { Feedback } from '../../intake/overseer-mail.ts'
import { useSpeech } from '../../speech.ts'
import { agencyName } from '../../view/agency-name.ts'
import { FactList } from '../details.tsx'
import { Opened } from '../opened.tsx'

interface FeedbackViewProps {
  readonly one: Feedback
  readonly state: ScreenState
  readonly onBack: () => void
}

export function FeedbackView({ one, state, onBack }: FeedbackViewProps): JSX.Element {
  const speech = useSpeech()
  const { say, label, date } = speech
  const { agency, takenDay, answers, words } = one
  return (
    <Opened
      title={say('feedback.about', { agency: agencyName(agency, state, speech) })}
      beside={takenDay !== null && <span class="soft">{say('case.received', { date: date(takenDay) })}</span>}
      onBack={onBack}
    >
      <section class="told" aria-label={say('feedback.answers')}>
        <h2>{say('feedback.answers')}</h2>
        {answers.length === 0 ? (
          <p class="soft">{say('feedback.answers.none')}</p>
        ) : (
          <FactList
            facts={answers.map(([question, answer]) => [label('feedback', question), label('answer', answer)])}
          />
        )}
      </section>
      <section class="told" aria-label={say('feedback.words.title')}>
        <h2>{say('feedback.words.title')}</h2>
        {words === null ? (
          <p class="soft">{say('feedback.words.none')}</p>
        ) : (
          <p class="said">
            <ForeignText text={words} />
          </p>
        )}
        <p class="why">{say('feedback.words.care')}</p>
      </section>
    </Opened>
  )
}
