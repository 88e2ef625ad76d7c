/**
 * The frame around every screen: exit, language, the mark of a demonstration. Which screen is shown lives in memory only:
 * no address, no history.
 */
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Cover } from './cover/cover.ts'
import { CoverProvider } from './cover/in-view.ts'
import { leave } from './exit.ts'
import { Help } from './help.tsx'
import { openHeld } from './hold.ts'
import { Home, type Place } from './home.tsx'
import { Languages } from './languages.tsx'
import { Part } from './part.tsx'
import { SpeechProvider, createSpeech } from './speech.ts'
import type { Spoken } from './spoken-language.ts'
import type { SpokenWords } from './spoken.ts'
import { SystemProvider } from './machinery.ts'
import type { System } from './system.ts'

export function App({
  spoken,
  words,
  now,
  system,
  cover,
}: {
  readonly spoken: Spoken
  readonly words: SpokenWords
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly system: () => Promise<System>
  readonly cover: Cover
}): JSX.Element {
  const [place, setPlace] = useState<Place>('home')
  const [moved, setMoved] = useState(false)
  const speech = useMemo(() => createSpeech({ ...spoken, now, choose: words.choose }), [spoken, now])
  const { borrowing } = spoken
  const go = (next: Place): void => {
    setMoved(true)
    setPlace(next)
  }
  const home = (): void => go('home')
  /** A part of the app, once its words are here too. */
  const withWords = async <T,>(part: Promise<T>): Promise<T> => {
    const [loaded] = await Promise.all([part, words.whole()])
    return loaded
  }

  return (
    <SpeechProvider value={speech}>
      <SystemProvider value={system}>
        <CoverProvider value={cover}>
          <header class="bar">
            <Languages />
          </header>
          {(__DEMO__ || borrowing !== undefined) && (
            <aside class="demo">
              {__DEMO__ && <p>{speech.say('demo')}</p>}
              {borrowing !== undefined && <p class="draft">{speech.say('draft')}</p>}
              {borrowing !== undefined && <p class="draft">{speech.inFull(borrowing.words.draft ?? '')}</p>}
            </aside>
          )}
          <button type="button" class="exit" aria-label={speech.say('exit.label')} onClick={leave}>
            {speech.say('exit')}
          </button>
          <main>
            {place === 'home' && (
              <Home
                first={!moved}
                onGo={go}
                loadReading={async () => (await withWords(import('./read-screen.tsx'))).ReadByItself}
              />
            )}
            {place === 'help' && (
              <Help
                onHome={home}
                loadAbout={async () => (await withWords(import('./library/help-about.tsx'))).HelpAbout}
              />
            )}
            {place === 'rights' && (
              <Part
                key="rights"
                load={async () => (await withWords(import('./library/rights.tsx'))).Rights}
                show={(Rights) => <Rights onHome={home} onTell={() => go('tell')} />}
                onHome={home}
              />
            )}
            {place === 'use' && (
              <Part
                key="use"
                load={async () => (await withWords(import('./use.tsx'))).HowToUse}
                show={(HowToUse) => <HowToUse onHome={home} />}
                onHome={home}
              />
            )}
            {place === 'tell' && (
              <Part
                key="tell"
                load={() => openHeld(async () => (await withWords(import('./tell/tell-entrance.tsx'))).TellEntrance)}
                show={({ part: Tell, letGo }) => (
                  <Tell onHome={home} onServices={() => go('services')} onGone={letGo} />
                )}
                onHome={home}
              />
            )}
            {place === 'services' && (
              <Part
                key="services"
                load={() => withWords(import('./find/find.tsx').then(({ loadFind }) => loadFind()))}
                show={(FindService) => <FindService onHome={home} />}
                onHome={home}
              />
            )}
            {place === 'ticket' && (
              <Part
                key="ticket"
                load={() =>
                  openHeld(async () => (await withWords(import('./ticket/ticket-entrance.tsx'))).TicketEntrance)
                }
                show={({ part: MyTicket, letGo }) => (
                  <MyTicket onHome={home} onTell={() => go('tell')} onGone={letGo} />
                )}
                onHome={home}
              />
            )}
          </main>
        </CoverProvider>
      </SystemProvider>
    </SpeechProvider>
  )
}
