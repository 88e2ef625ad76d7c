/** The first screen of a browser that has no desk, and what is said before there is anything to show. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import type { Key } from '../../words/desk.en.ts'
import { useSpeech } from '../speech.ts'
import { Frame } from './frame.tsx'

export function Welcome({ bad = false }: { readonly bad?: boolean }): JSX.Element {
  const { say } = useSpeech()
  return (
    <Frame>
      <Heading first>{say('welcome.title')}</Heading>
      {bad && <p class="banner stop">{say('welcome.bad-link')}</p>}
      <p>{say('welcome.text')}</p>
      <p class="why">{say('welcome.wiped')}</p>
      <p class="why">{say('welcome.shared')}</p>
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
