/**
 * The frame around every screen: exit, language, the mark of a demonstration. Which screen is shown lives in memory only:
 * no address, no history.
 */
import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Piece } from '../ui/piece.ts'
import type { Cover } from './cover/cover.ts'
import { CoverProvider } from './cover/in-view.ts'
import { exitButton } from './exit.ts'
import { Help } from './help.tsx'
import { Home, type Place } from './home.tsx'
import { LanguageMenu } from './language/language-menu.tsx'
import { Part } from './part.tsx'
import { parts } from './parts.ts'
import { SpeechProvider, createSpeech } from './speech.ts'
import type { Spoken, SpokenWords } from './language/spoken.ts'
import { SystemProvider } from './use-system.ts'
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
  /** In memory only, and gone with this life: id of the area that was chosen last. */
  const lastArea = useRef<string | null>(null)
  const speech = useMemo(() => createSpeech({ ...spoken, now, choose: words.choose }), [spoken, now])
  const { borrowing } = spoken
  const go = (next: Place): void => {
    setMoved(true)
    setPlace(next)
  }
  const home = (): void => go('home')
  /** A part of the app, once its words are here too. */
  const worded = <T,>({ here, load }: Piece<T>): Piece<T> => ({
    here: () => (spoken.whole ? here() : null),
    load: async () => (await Promise.all([load(), words.whole()]))[0],
  })
  const part = <T,>(at: Place, piece: Piece<T>, show: (part: T) => JSX.Element): JSX.Element | null =>
    place === at ? <Part key={at} piece={worded(piece)} show={show} onHome={home} /> : null

  return (
    <SpeechProvider value={speech}>
      <SystemProvider value={system}>
        <CoverProvider value={cover}>
          <header class="bar">
            <LanguageMenu />
          </header>
          {(__DEMO__ || borrowing !== undefined) && (
            <aside class="demo">
              {__DEMO__ && <p>{speech.say('demo')}</p>}
              {borrowing !== undefined && <p class="draft">{speech.say('draft')}</p>}
              {borrowing !== undefined && place === 'home' && (
                // for whoever helps, once: on the other screens the room goes to what can be tapped
                <p class="draft">{speech.inFull(borrowing.words.draft ?? '')}</p>
              )}
            </aside>
          )}
          <button type="button" class="exit" aria-label={speech.say('exit.label')} {...exitButton}>
            {speech.say('exit')}
          </button>
          <main>
            {place === 'home' && <Home first={!moved} onGo={go} reading={worded(parts.reading)} />}
            {place === 'help' && <Help onHome={home} about={worded(parts.about)} />}
            {part('rights', parts.rights, (Rights) => (
              <Rights onHome={home} onTell={() => go('tell')} />
            ))}
            {part('use', parts.use, (HowToUse) => (
              <HowToUse onHome={home} />
            ))}
            {part('tell', parts.tell, (Tell) => (
              <Tell lastArea={lastArea} onHome={home} services={worded(parts.services)} />
            ))}
            {part('services', parts.services, (FindService) => (
              <FindService onHome={home} />
            ))}
            {part('ticket', parts.ticket, (MyTicket) => (
              <MyTicket onHome={home} onTell={() => go('tell')} />
            ))}
          </main>
        </CoverProvider>
      </SystemProvider>
    </SpeechProvider>
  )
}
