/** After another code was made: what lies under the old one can be read by whoever has it, until it is erased or expires. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { signerOf } from '../../../../shared/crypto/request.ts'
import { REPLY_EXPIRY_DAYS } from '../../../../shared/protocol.ts'
import { useSpeech } from '../../speech.ts'
import type { Opened } from '../opened.ts'

export function EraseAnswers({ opened: { system, keys } }: { readonly opened: Opened }): JSX.Element {
  const { say } = useSpeech()
  const [state, setState] = useState<'there' | 'erasing' | 'erased' | 'failed'>('there')
  const erase = (): void => {
    const { relay, primitives } = system
    setState('erasing')
    relay
      .asReader(signerOf(primitives, keys.reading))
      .erase(keys.address)
      .then(
        ({ kind }) => setState(kind === 'erased' ? 'erased' : 'failed'),
        () => setState('failed'),
      )
  }
  if (state === 'erased') return <p role="status">{say('code.erased')}</p>
  return (
    <section>
      <p>{say('code.erase.why', { days: REPLY_EXPIRY_DAYS })}</p>
      <button type="button" disabled={state === 'erasing'} onClick={erase}>
        {say('code.erase')}
      </button>
      <p role="status">{state === 'failed' ? say('trouble.offline') : ''}</p>
    </section>
  )
}
