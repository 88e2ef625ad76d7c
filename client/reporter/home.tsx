/** The doors. Nothing here tells whether anybody has ever reported from this phone. */
import type { JSX } from 'preact'
import { Heading } from '../ui/heading.tsx'
import { useSpeech } from './speech.ts'

export type Place = 'home' | 'help' | 'tell' | 'services' | 'rights' | 'ticket' | 'use'

export function Home({ first, onGo }: { readonly first: boolean; readonly onGo: (place: Place) => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading first={first}>{say('home.title')}</Heading>
      <nav class="doors">
        <button type="button" class="door urgent" onClick={() => onGo('help')}>
          <b>{say('home.help')}</b>
          <span>{say('home.help.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('tell')}>
          <b>{say('home.tell')}</b>
          <span>{say('home.tell.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('services')}>
          <b>{say('home.services')}</b>
          <span>{say('home.services.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('rights')}>
          <b>{say('home.rights')}</b>
          <span>{say('home.rights.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('ticket')}>
          <b>{say('home.ticket')}</b>
          <span>{say('home.ticket.more')}</span>
        </button>
        <button type="button" class="door quiet" onClick={() => onGo('use')}>
          {say('home.use')}
        </button>
      </nav>
    </>
  )
}
