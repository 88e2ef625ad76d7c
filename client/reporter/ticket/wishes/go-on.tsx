/** Taking a withdrawal back: a person at each office reads it and opens the case again. */
import type { JSX } from 'preact'
import { sealReopening } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { SendToAll } from './send-to-all.tsx'
import type { WishProps } from './wish.ts'

export function GoOn(props: WishProps): JSX.Element {
  const { say } = useSpeech()
  const { system, keys } = props.opened
  return (
    <SendToAll
      {...props}
      title="go-on.title"
      label="go-on.send"
      done="go-on.title"
      seal={(door) => sealReopening(system, keys, door, '')}
    >
      <p>{say('go-on.text')}</p>
    </SendToAll>
  )
}
