/**
 * A language that no native speaker has checked yet, in one file. What it does not say is said in `otherwise`, and marked
 * as that language where it is drawn. Which sentences must be there: test/client/words/drafts.test.ts.
 */
import type { Words } from '../reporter.en.ts'

/** Those in which every sentence is there. */
export type FullLanguage = 'th' | 'en'

export interface Draft {
  readonly words: Readonly<Partial<Words>>
  /** What its readers are likelier to read as well. */
  readonly otherwise: FullLanguage
  /**
   * Names of months, and of days from Sunday, where browsers cannot be asked: Chromium knows none in Burmese, Lao or Khmer,
   * and nobody knows those of Patani Malay. Null: dates are written as in `otherwise`.
   */
  readonly calendar: Calendar | null
}

export interface Calendar {
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
}
