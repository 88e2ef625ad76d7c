/** What the code has opened: first only whether there is something; the words are one tap more. */
import type { JSX } from 'preact'
import { TELL_AGAIN_DAYS } from '../../../shared/protocol.ts'
import { Heading } from '../../ui/heading.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'

export function Found({
  opened: { told, unverified, lost },
  onTalk,
  onMore,
  onWithdraw,
  onTell,
  onClose,
}: {
  readonly opened: Opened
  readonly onTalk: () => void
  readonly onMore: () => void
  readonly onWithdraw: () => void
  readonly onTell: () => void
  readonly onClose: () => void
}): JSX.Element {
  const { say, name, date } = useSpeech()
  const arrived = told.arrivedAt.length > 0
  const title = told.toRead > 0 ? 'my.something' : arrived ? 'my.nothing.new' : 'my.title'
  return (
    <>
      <Heading>{say(title)}</Heading>
      {arrived ? (
        <div class="state">
          {told.arrivedAt.map((agency) => (
            <p key={agency.id} class="line">
              {say('state.arrived', { agency: name(agency.names) })}
            </p>
          ))}
          {told.readByPerson && <p class="line">{say('state.read')}</p>}
        </div>
      ) : (
        <>
          <p class="note">{say('my.none')}</p>
          <p>{say('my.none.days', { days: TELL_AGAIN_DAYS })}</p>
          <p>{say('my.none.more')}</p>
        </>
      )}
      {lost.map(({ agency, day }) => (
        <p key={agency.id} class="note">
          {say(arrived ? 'my.lost.more' : 'my.lost', { agency: name(agency.names), date: date(day) })}
        </p>
      ))}
      {unverified > 0 && <p class="note">{say('talk.unverified')}</p>}
      <div class="ways">
        {told.toRead > 0 && (
          <button type="button" class="next" onClick={onTalk}>
            {say('my.show')}
          </button>
        )}
        {!arrived && (
          <button type="button" class="next" onClick={onTell}>
            {say('home.tell')}
          </button>
        )}
        <button type="button" onClick={onMore}>
          {say('my.write')}
        </button>
        <button type="button" onClick={onWithdraw}>
          {say('my.withdraw')}
        </button>
        <button type="button" class="back" onClick={onClose}>
          {say('my.close')}
        </button>
      </div>
      {!arrived && <Numbers of={ALL_HOTLINES} />}
    </>
  )
}
