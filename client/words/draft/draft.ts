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
}
