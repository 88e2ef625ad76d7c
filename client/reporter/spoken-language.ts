/** What a screen speaks with: the words that are here of one language, and what is borrowed where that one is a draft. */
import type { Language } from '../../shared/case/language.ts'
import type { FullLanguage } from '../words/draft/draft.ts'
import type { Words } from '../words/reporter.en.ts'

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
