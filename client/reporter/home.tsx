/** The doors. Nothing here tells whether anybody has ever reported from this phone. */
import type { FunctionComponent, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Drawing } from '../ui/drawing.tsx'
import { Heading } from '../ui/heading.tsx'
import type { Piece } from '../ui/piece.ts'
import { useSpeech } from './speech.ts'
import { whenIdle } from './main-thread/when-idle.ts'

export type Place = 'home' | 'help' | 'tell' | 'services' | 'rights' | 'ticket' | 'use'

/** Paths in a square of 48: a telephone, a letter, a hospital, scales, a ticket. */
const LINES = {
  help: 'M14 6l6 9-5 4c2 6 7 11 13 14l4-6 10 6c-1 6-5 9-9 9C19 42 6 28 6 15c0-4 3-8 8-9z',
  tell: 'M6 12h36v25H6zM6 13l18 14 18-14',
  services: 'M8 41V13h32v28zM24 17v10M19 22h10M20 41v-8h8v8',
  rights: 'M24 7v33M14 40h20M10 13h28M10 13 4 27h12zM38 13l-6 14h12z',
  ticket: 'M6 14h36v7a4 4 0 0 0 0 7v7H6v-7a4 4 0 0 0 0-7zM18 21h12M18 28h12',
} as const

export function Home({
  first,
  onGo,
  reading,
}: {
  readonly first: boolean
  readonly onGo: (place: Place) => void
  /** What reads the doors aloud; where it does not come, nothing is missed. */
  readonly reading: Piece<FunctionComponent>
}): JSX.Element {
  const { say } = useSpeech()
  const [loaded, setLoaded] = useState<{ readonly Reading: FunctionComponent } | null>(null)
  useEffect(() => {
    let gone = false
    whenIdle(() => {
      if (gone) return
      reading.load().then(
        (Reading) => gone || setLoaded({ Reading }),
        () => undefined,
      )
    })
    return () => void (gone = true)
  }, [])
  return (
    <>
      <Heading first={first}>{say('home.title')}</Heading>
      <nav class="doors">
        <button type="button" class="door urgent" onClick={() => onGo('help')}>
          <Drawing lines={LINES.help} />
          <b>{say('home.help')}</b>
          <span>{say('home.help.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('tell')}>
          <Drawing lines={LINES.tell} />
          <b>{say('home.tell')}</b>
          <span>{say('home.tell.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('services')}>
          <Drawing lines={LINES.services} />
          <b>{say('home.services')}</b>
          <span>{say('home.services.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('rights')}>
          <Drawing lines={LINES.rights} />
          <b>{say('home.rights')}</b>
          <span>{say('home.rights.more')}</span>
        </button>
        <button type="button" class="door" onClick={() => onGo('ticket')}>
          <Drawing lines={LINES.ticket} />
          <b>{say('home.ticket')}</b>
          <span>{say('home.ticket.more')}</span>
        </button>
        <button type="button" class="door quiet" onClick={() => onGo('use')}>
          {say('home.use')}
        </button>
      </nav>
      {loaded !== null && <loaded.Reading />}
    </>
  )
}
