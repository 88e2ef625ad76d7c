/**
 * Sentences of the core that are new in English and Thai and wait for the drafts, which say them in Thai or English until
 * then. Whoever adds one puts its key here; whoever translates takes it out.
 */
import type { Key } from '../../../client/words/reporter.en.ts'

export const UNTRANSLATED: ReadonlySet<Key> = new Set<Key>([])
