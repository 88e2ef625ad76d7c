/**
 * A button that reads a text aloud, where this device has a voice of the language; nothing at all where it has none. The
 * first time it says that this will be heard, and asks.
 */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { Drawing } from '../../ui/drawing.tsx'
import { useCover } from '../cover/in-view.ts'
import { type Reader, createReader } from './reader.ts'
import { useRegainedFocus } from '../regained-focus.ts'
import { useSpeech } from '../speech.ts'

// absent in some browsers inside of other apps
const { speechSynthesis: synthesis = null } = globalThis as { readonly speechSynthesis?: SpeechSynthesis }

function utter(text: string, voice: SpeechSynthesisVoice): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  return utterance
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}

/** One for a whole part of the app: it is asked once in each, and falls silent with it. */
export function useReader(): Reader {
  const cover = useCover()
  const reader = useMemo(() => createReader({ synthesis, utter, touched: () => cover.touched(), every }), [cover])
  useEffect(() => {
    const putAside = (): void => reader.putAside()
    const hidden = (): void => void (document.hidden && putAside())
    addEventListener('blur', putAside)
    addEventListener('pagehide', putAside)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      removeEventListener('blur', putAside)
      removeEventListener('pagehide', putAside)
      document.removeEventListener('visibilitychange', hidden)
      putAside()
    }
  }, [reader])
  return reader
}

export function ReadAloud({
  reader,
  text,
  language: written,
}: {
  readonly reader: Reader
  /** A function is asked when somebody wants to hear it: what is read is what is shown then. */
  readonly text: string | (() => string)
  /** Of the text; else the one that everything is written in. */
  readonly language?: string
}): JSX.Element | null {
  const { say, full } = useSpeech()
  const language = written ?? full
  const [state, setState] = useState<'silent' | 'asking' | 'reading'>('silent')
  const [, setVoices] = useState(0)
  const here = useRegainedFocus(state)
  // voices come late, and none between looking for them and listening for more
  useLayoutEffect(() => {
    const changed = (): void => setVoices((times) => times + 1)
    synthesis?.addEventListener('voiceschanged', changed)
    return () => synthesis?.removeEventListener('voiceschanged', changed)
  }, [])
  // another text, another language, another screen
  useEffect(() => {
    setState('silent')
    return () => reader.stop()
  }, [reader, text, language])
  const read = (): void => {
    setState('reading')
    reader.read(typeof text === 'string' ? text : text(), language, () => setState('silent'))
  }
  if (!reader.canRead(language)) return null
  switch (state) {
    case 'silent':
      return (
        <button
          type="button"
          class="choice row"
          ref={here}
          onClick={() => (reader.agreed ? read() : setState('asking'))}
        >
          {/* a mouth of sound, for whoever cannot read the words beside it */}
          <Drawing lines="M7 19v10h7l10 8V11l-10 8zM31 18c3 4 3 8 0 12M36 13c6 7 6 15 0 22" />
          {say('aloud.read')}
        </button>
      )
    case 'asking':
      return (
        <div class="choices" role="group" aria-label={say('aloud.ask')}>
          <p role="status">{say('aloud.ask')}</p>
          <button
            type="button"
            class="choice"
            ref={here}
            onClick={() => {
              reader.agree()
              read()
            }}
          >
            {say('aloud.yes')}
          </button>
          <button type="button" class="choice" onClick={() => setState('silent')}>
            {say('aloud.no')}
          </button>
        </div>
      )
    case 'reading':
      return (
        <button type="button" class="choice" ref={here} onClick={() => reader.stop()}>
          {say('aloud.stop')}
        </button>
      )
  }
}
