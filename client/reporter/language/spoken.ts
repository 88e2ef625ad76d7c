/**
 * The words that the app speaks with: those of the first screen, and all of them once a part is opened. What was asked for
 * last counts, in whatever order the files come; where one does not come, the language stays.
 */
import type { Language } from '../../../shared/case/language.ts'
import type { FullLanguage } from '../../words/draft/draft.ts'
import type { Words } from '../../words/reporter.en.ts'

/** What a screen speaks with: the words that are here of one language, and what is borrowed where that one is a draft. */
export interface Spoken {
  readonly language: Language
  /** Until `whole`, only those that need no part of the app. */
  readonly words: Readonly<Partial<Words>>
  readonly whole: boolean
  /** Of a draft. */
  readonly borrowing?: Borrowing
}

export interface Borrowing {
  readonly language: FullLanguage
  readonly words: Readonly<Partial<Words>>
  /** This text is about to be drawn, and is not of the draft's language. */
  readonly mark: (text: string) => void
}

export interface SpokenWords {
  /** Does nothing when that language cannot be loaded. */
  readonly choose: (language: Language) => void
  /** Resolves when all words of the language chosen are shown, and rejects when they cannot be loaded. */
  readonly whole: () => Promise<void>
}

export function createSpoken({
  first,
  load,
  show,
}: {
  readonly first: Spoken
  readonly load: (language: Language, whole: boolean) => Promise<Spoken>
  readonly show: (spoken: Spoken) => void
}): SpokenWords {
  let shown = first
  const asked = { language: first.language, whole: first.whole }

  const speak = async (): Promise<void> => {
    for (;;) {
      const { language, whole } = asked
      if (shown.language === language && shown.whole === whole) return
      const loaded = await load(language, whole)
      if (asked.language !== language || asked.whole !== whole) continue
      shown = loaded
      show(loaded)
    }
  }
  return {
    choose(language) {
      asked.language = language
      speak().catch(() => void (asked.language = shown.language))
    },
    async whole() {
      asked.whole = true
      try {
        await speak()
      } catch (error) {
        asked.whole = shown.whole
        throw error
      }
    },
  }
}
