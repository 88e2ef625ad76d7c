/**
 * What the code has opened: first only whether there is something to read that this page has not shown, nothing, or an end.
 * Whose words, and how it stands, are one tap more, and what was told is never shown.
 */
import type { JSX } from 'preact'
import { TELL_AGAIN_DAYS } from '../../../shared/protocol.ts'
import { Heading } from '../../ui/heading.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'
import { hasEnded } from './steps.ts'

function titleOf({ told, steps, isShown }: Opened): 'my.ended' | 'my.something' | 'my.nothing.new' {
  if (hasEnded(steps)) return 'my.ended'
  return told.toRead > 0 && !isShown ? 'my.something' : 'my.nothing.new'
}

export function AnythingNew({
  opened,
  onTalk,
  onOver,
  onWrite,
  onMore,
  onTell,
  onClose,
}: {
  readonly opened: Opened
  readonly onTalk: () => void
  readonly onOver: () => void
  readonly onWrite: () => void
  readonly onMore: () => void
  readonly onTell: () => void
  readonly onClose: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const arrived = opened.steps.length > 0
  const waiting = !arrived && opened.told.toRead === 0
  return (
    <>
      <Heading>{say(titleOf(opened))}</Heading>
      <ReadScreen />
      {!arrived && <NothingTaken opened={opened} />}
      <div class="ways">
        {waiting && (
          <button type="button" class="next" data-back onClick={onClose}>
            {say('my.close')}
          </button>
        )}
        <button type="button" class={waiting ? undefined : 'next'} onClick={arrived ? onTalk : onTell}>
          {say(arrived ? 'my.show' : 'home.tell')}
        </button>
        {!arrived && opened.told.toRead > 0 && (
          <button type="button" onClick={onTalk}>
            {say('my.show')}
          </button>
        )}
        {hasEnded(opened.steps) && (
          <button type="button" onClick={onOver}>
            {say('over.title')}
          </button>
        )}
        <button type="button" onClick={onWrite}>
          {say('my.write')}
        </button>
        <button type="button" onClick={onMore}>
          {say('my.more')}
        </button>
        {!waiting && (
          <button type="button" class="back" onClick={onClose}>
            {say('my.close')}
          </button>
        )}
      </div>
      {!arrived && <Numbers of={ALL_HOTLINES} />}
    </>
  )
}

/** Nobody who may speak for an office has said that it has arrived: what that can mean is one tap more. */
function NothingTaken({ opened: { lost, unverified, told } }: { readonly opened: Opened }): JSX.Element {
  const { say, name, date } = useSpeech()
  return (
    <>
      {lost.map(({ agency, day }) => (
        <p key={agency.id} class="note">
          {say('my.lost', { agency: name(agency.names), date: date(day) })}
        </p>
      ))}
      {unverified > 0 && <p class="note">{say('talk.unverified')}</p>}
      <details>
        <summary>{say('my.none.what')}</summary>
        {told.toRead === 0 && <p>{say('my.none.yet')}</p>}
        {told.toRead === 0 && <p>{say('my.none')}</p>}
        <p>{say('my.none.days', { days: TELL_AGAIN_DAYS })}</p>
        <p>{say('my.none.more')}</p>
      </details>
    </>
  )
}
