/**
 * Reads a question aloud as it stands on the screen: the heading, why it is asked, what can be chosen. What somebody has typed
 * is never read.
 */
import { type ComponentChildren, type Context, type JSX, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadAloud, useReader } from './read-aloud.tsx'
import type { Reader } from './reader.ts'
import { useSpeech } from '../speech.ts'

/** Of the part of the app, which asks once whether it may be heard. Null: this part reads nothing. */
const ReaderContext: Context<Reader | null> = createContext<Reader | null>(null)

/** A part of the app whose screens can be read. */
export function WithReader({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <ReaderContext.Provider value={useReader()}>{children}</ReaderContext.Provider>
}

const SAID =
  'h1, h2, main p, main .duties li, main label, main summary, main .door, main .choice, main .numbers a, main .ways button'

/** Numbers to dial are said digit by digit: all of three digits and more but years, with whose 2 no short number begins. */
function onScreen(): string {
  // what is folded away has no box; `checkVisibility` is younger than phones that are about
  const shown = [...document.querySelectorAll<HTMLElement>(SAID)].filter(
    (element) => element.closest('.aloud') === null && element.getClientRects().length > 0,
  )
  return shown
    .map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join('. ')
    .replace(/\b(?!2\d{3}\b)\d{3,}/g, (digits) => Array.from(digits).join(' '))
}

export function ReadScreen(): JSX.Element | null {
  const reader = useContext(ReaderContext)
  const { language } = useSpeech()
  if (reader === null) return null
  return (
    <div class="aloud">
      <ReadAloud reader={reader} text={onScreen} language={language} />
    </div>
  )
}

/** On a screen that belongs to no part. */
export function ReadByItself(): JSX.Element {
  return (
    <WithReader>
      <ReadScreen />
    </WithReader>
  )
}
