/**
 * The truth about what was said, beside that about what was written, which never waits for it. Said to be handed over only
 * after the relay has all of it and the letter that names it.
 */
import type { JSX } from 'preact'
import { equalBytes } from '../../../shared/bytes/equal.ts'
import type { EnvelopeId } from '../../../shared/wire/address.ts'
import type { OutboxState } from '../../outbox/outbox.ts'
import type { Key } from '../../words/reporter.en.ts'
import type { LetterStanding } from './standing.ts'
import { useSpeech } from '../speech.ts'

interface Standing {
  readonly voices: readonly EnvelopeId[]
  /** Of their letters. */
  readonly standing: LetterStanding
  readonly state: OutboxState | null
}

export type VoiceKey = Extract<Key, `voice.state.${string}`>

export function voiceKeyOf({ voices, standing, state }: Standing): VoiceKey {
  switch (standing.is) {
    case 'handed':
      return 'voice.state.handed'
    case 'late':
    case 'expired':
      return 'voice.state.lost'
    case 'memory':
      return 'voice.state.memory'
    case 'waiting': {
      const waits = state?.waiting.some(({ id }) => voices.some((voice) => equalBytes(id, voice))) ?? true
      return !waits && (state?.broken.length ?? 0) > 0 ? 'voice.state.lost' : 'voice.state.waiting'
    }
  }
}

export function VoiceState(props: Standing): JSX.Element {
  const { say } = useSpeech()
  const key = voiceKeyOf(props)
  return (
    <>
      <p>
        <b>{say(key)}</b>
      </p>
      {key === 'voice.state.waiting' && (
        <p>
          {say(props.state?.reasons.includes('words-only') === true ? 'voice.state.words-only' : 'voice.state.how')}
        </p>
      )}
    </>
  )
}
