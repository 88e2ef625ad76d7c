/** A desk that takes nothing in yet, because this browser has not shown that it keeps what it is given. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Proof } from '../../storage/desk-database.ts'
import type { Key } from '../../words/desk.en.ts'
import type { DeskEnd } from '../bridge/desk-end.ts'
import { useSpeech } from '../speech.ts'

interface ProofNoticeProps {
  readonly proof: Proof
  readonly session: DeskEnd
}

export function ProofNotice({ proof, session }: ProofNoticeProps): JSX.Element | null {
  const { say } = useSpeech()
  const [asking, ask] = useState(false)
  const [trouble, tell] = useState<Key | null>(null)
  if (proof.kind !== 'unproven') return null
  const trust = async (): Promise<void> => {
    const answer = await session.ask('trust-browser', null)
    if (answer.kind === 'storage') tell(`problem.storage.${answer.code}`)
    if (answer.kind === 'trusted') void session.ask('refresh', null)
  }
  return (
    <section class="banner stop" aria-label={say('proof.title')}>
      <b>{say('proof.title')}</b>
      <p>{say(asking ? 'proof.own.care' : 'proof.how')}</p>
      {asking ? (
        <div class="ways row">
          <button type="button" onClick={() => void trust()}>
            {say('proof.own.yes')}
          </button>
          <button type="button" class="plain" onClick={() => ask(false)}>
            {say('cancel')}
          </button>
        </div>
      ) : (
        <div class="ways row">
          <button type="button" onClick={() => ask(true)}>
            {say('proof.own')}
          </button>
        </div>
      )}
      <p role="status">{trouble !== null && say(trouble)}</p>
    </section>
  )
}
