/**
 * Reading aloud with a voice that speaks on this device: the text is given to no service. Nothing is read unasked; whoever is
 * near was thought of first, and is thought of again after the page was put aside. It ends when the page is put aside, left
 * or covered. Source: Web Speech API, SpeechSynthesisVoice.localService.
 */

type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'>

export interface ReaderParts {
  /** Null where the browser has none. */
  readonly synthesis: Synthesis | null
  readonly utter: (text: string, voice: SpeechSynthesisVoice) => SpeechSynthesisUtterance
  /** Sound counts as touch: no cover while somebody listens. */
  readonly touched: () => void
  readonly every: (ms: number, work: () => void) => () => void
}

export interface Reader {
  /** Whether there is a voice of this language that works without any network. */
  canRead(language: string): boolean
  /** Whether it was said that this will be heard, and nobody minded. */
  readonly agreed: boolean
  agree(): void
  /** Ends what is being read. `ended` is called once, however it ends. */
  read(text: string, language: string, ended: () => void): void
  stop(): void
  /** The page was put aside: who comes back may be somebody else. */
  putAside(): void
}

const TOUCH_MS = 5_000
/** A voice that never says that it has ended must not keep the page uncovered. */
const LONGEST_MS = 120_000

/** Null: none. A voice that asks a server is none. */
export function localVoice(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  // some platforms write th_TH
  const speaks = (lang: string): boolean => lang.toLowerCase().split(/[-_]/)[0] === language
  return voices.find(({ localService, lang }) => localService && speaks(lang)) ?? null
}

export function createReader({ synthesis, utter, touched, every }: ReaderParts): Reader {
  let agreed = false
  let end = (): void => undefined
  // kept: browsers forget what nobody holds, and then never say that it has ended
  let speaking: SpeechSynthesisUtterance | null = null

  const voiceOf = (language: string): SpeechSynthesisVoice | null =>
    synthesis === null ? null : localVoice(synthesis.getVoices(), language)
  const stop = (): void => {
    if (speaking === null) return
    end()
    synthesis?.cancel()
  }
  return {
    canRead: (language) => voiceOf(language) !== null,
    get agreed() {
      return agreed
    },
    agree: () => void (agreed = true),
    read(text, language, ended) {
      stop()
      const voice = voiceOf(language)
      if (synthesis === null || voice === null || !agreed) return ended()
      const utterance = utter(text, voice)
      let touches = 0
      const rest = every(TOUCH_MS, () => {
        if (++touches * TOUCH_MS >= LONGEST_MS) stop()
        else touched()
      })
      end = () => {
        if (speaking !== utterance) return
        speaking = null
        rest()
        ended()
      }
      const over = end
      utterance.onend = over
      utterance.onerror = over
      speaking = utterance
      touched()
      synthesis.speak(utterance)
    },
    stop,
    putAside() {
      stop()
      agreed = false
    },
  }
}
