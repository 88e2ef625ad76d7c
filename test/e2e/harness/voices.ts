/** Voices for a page whose browser has none, and what they were given to say. */

/** What the page then has. */
export interface Pretended {
  readonly spoken: string[]
  readonly addLocalVoice: () => void
}

/** Runs in the page before its scripts: no browser here has voices. The first one asks a server. `local`: of one that does not. */
export function pretendVoices(local?: string): void {
  const spoken: string[] = []
  const voices = [{ name: 'remote', lang: 'en-GB', localService: false }]
  if (local !== undefined) voices.push({ name: 'local', lang: local, localService: true })
  class Utterance {
    voice: { readonly name: string } | null = null
    lang = ''
    onend: (() => void) | null = null
    readonly text: string
    constructor(text: string) {
      this.text = text
    }
  }
  let current: Utterance | null = null
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak(utterance: Utterance) {
      current = utterance
      spoken.push(`${utterance.voice?.name}: ${utterance.text}`)
    },
    cancel() {
      if (current !== null) spoken.push('silence')
      current?.onend?.()
      current = null
    },
  })
  const addLocalVoice = (): void => {
    voices.push({ name: 'local', lang: 'en-GB', localService: true })
    synthesis.dispatchEvent(new Event('voiceschanged'))
  }
  Object.defineProperties(globalThis, {
    speechSynthesis: { value: synthesis },
    SpeechSynthesisUtterance: { value: Utterance },
    spoken: { value: spoken },
    addLocalVoice: { value: addLocalVoice },
  })
}
