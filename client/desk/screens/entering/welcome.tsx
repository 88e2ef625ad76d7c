/** The first screen of a browser that has no desk, and what is said before there is anything to show. */
import type { JSX } from 'preact'
import { Heading } from '../../../ui/heading.tsx'
import type { Key } from '../../../words/desk.en.ts'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'

/** `onRecover`: for whoever has a recovery kit. */
export function Welcome({
  bad = false,
  onRecover,
}: {
  readonly bad?: boolean
  readonly onRecover?: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading first>{say('welcome.title')}</Heading>
      {bad && <p class="banner stop">{say('welcome.bad-link')}</p>}
      <p>{say('welcome.text')}</p>
      <p class="why">{say('welcome.wiped')}</p>
      <p class="why">{say('welcome.shared')}</p>
      {onRecover !== undefined && (
        <>
          <div class="ways">
            <button type="button" onClick={onRecover}>
              {say('welcome.kit')}
            </button>
          </div>
          <p class="why">{say('welcome.kit.why')}</p>
        </>
      )}
      {__DEMO__ && <p class="why">{say('demo.first')}</p>}
    </Frame>
  )
}

export function Message({ text }: { readonly text: Key }): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading first>{say('title')}</Heading>
      <p role="status">{say(text)}</p>
    </Frame>
  )
}
