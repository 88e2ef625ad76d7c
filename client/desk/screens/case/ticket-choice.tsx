/**
 * Deciding which ticket is the person's, where several claim it: nobody is answered before. What is written to the wrong one
 * is read by whoever the person may fear, so that it is said first how to be sure. A decision can be looked at again.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Case } from '../../../../shared/case/case.ts'
import type { Author } from '../../../../shared/case/names.ts'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { ticketChoices, type TicketChoice } from '../../view/ticket-choice.ts'

interface TicketChoicesProps {
  readonly of: Case
  readonly session: DeskEnd
}

/** Safe ways first; where there is none, that it must not be guessed. */
function howToAsk({ contact, contactStopped }: Case): Key {
  if (contactStopped) return 'ticket.ask.stopped'
  if (contact?.method === 'safe_phone') return 'ticket.ask.phone'
  return contact?.method === 'trusted_person' ? 'ticket.ask.between' : 'ticket.ask.none'
}

/** When it was named, and by which ticket. */
function originOf({ takenDay, at, madeBy }: TicketChoice, { say, date, time }: Speech): readonly string[] {
  if (at === null) return [say('ticket.first')]
  const by =
    madeBy.kind === 'first'
      ? say('ticket.by.first')
      : say('ticket.by.later', { date: madeBy.day === null ? '?' : date(madeBy.day) })
  return [
    say('ticket.named', { date: takenDay === null ? '?' : date(takenDay) }),
    by,
    say('item.clock', { time: time(at) }),
  ]
}

export function TicketChoices({ of, session }: TicketChoicesProps): JSX.Element | null {
  const speech = useSpeech()
  const { say } = speech
  const [opened, open] = useState(false)
  const [asked, ask] = useState<Author | null>(null)
  const [sealing, setSealing] = useState(false)
  const [said, tell] = useState<Key | null>(null)
  const choices = ticketChoices(of)
  if (choices.length === 0) return null

  const decide = async (key: Author): Promise<void> => {
    setSealing(true)
    const { kind } = await session.ask('act', { pseudonym: of.pseudonym, act: { kind: 'ticket', key } })
    setSealing(false)
    ask(null)
    const isWritten = kind === 'written'
    open(false)
    tell(isWritten ? 'ticket.decided' : kind === 'storage' ? 'ticket.storage' : 'ticket.changed')
    if (isWritten) void session.ask('refresh', null)
  }

  if (!of.ticketContested && !opened) {
    return (
      <section class="tickets settled" aria-label={say('ticket.title')}>
        <p role="status">{say(said ?? 'ticket.settled')}</p>
        <button type="button" onClick={() => open(true)}>
          {say('ticket.again')}
        </button>
      </section>
    )
  }
  return (
    <section class="tickets" aria-label={say('ticket.title')}>
      <h2>{say('ticket.title')}</h2>
      <p>{say('ticket.why')}</p>
      <ol class="steps">
        <li>{say(howToAsk(of))}</li>
        <li>{say('ticket.ask.word')}</li>
        <li>{say('ticket.ask.choose')}</li>
      </ol>
      <ul class="claims">
        {choices.map((choice) => (
          <li key={choice.key}>
            {originOf(choice, speech).map((line, index) => (
              <p key={index} class={index === 0 ? 'what' : 'soft'}>
                {line}
              </p>
            ))}
            <Letters choice={choice} language={of.told?.language} />
            {choice.isChosen && <p class="fate">{say('ticket.chosen')}</p>}
            {asked === choice.key ? (
              <>
                <p class="banner urgent">{say('ticket.sure')}</p>
                <div class="ways row">
                  <button type="button" class="next" disabled={sealing} onClick={() => void decide(choice.key)}>
                    {say(sealing ? 'act.sealing' : 'ticket.decide')}
                  </button>
                  <button type="button" class="plain" disabled={sealing} onClick={() => ask(null)}>
                    {say('cancel')}
                  </button>
                </div>
              </>
            ) : (
              !choice.isChosen && (
                <button type="button" onClick={() => ask(choice.key)}>
                  {say('ticket.choose')}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
      {!of.ticketContested && (
        <button type="button" class="plain" onClick={() => open(false)}>
          {say('cancel')}
        </button>
      )}
      <p role="status" class="outcome">
        {said !== null && say(said)}
      </p>
    </section>
  )
}

interface LettersProps {
  readonly choice: TicketChoice
  readonly language: string | undefined
}

function Letters({ choice: { letters }, language }: LettersProps): JSX.Element {
  const { say, date } = useSpeech()
  if (letters.length === 0) return <p class="soft">{say('ticket.letters.none')}</p>
  return (
    <>
      <p class="soft">{say('ticket.letters')}</p>
      <ul class="letters">
        {letters.map(({ hash, takenDay, words }) => (
          <li key={hash}>
            {takenDay !== null && <span class="soft">{date(takenDay)} · </span>}
            <ForeignText text={words} short {...(language === undefined ? {} : { language })} />
          </li>
        ))}
      </ul>
    </>
  )
}
