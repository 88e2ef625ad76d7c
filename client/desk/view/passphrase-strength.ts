/**
 * How hard a passphrase is to guess, in four steps and words: a hint to whoever chooses one, no measurement. Length decides;
 * repeats, runs and the words that everybody tries do not count as length.
 */
import { PASSPHRASE_MIN_CHARACTERS } from '../../../shared/protocol.ts'

export type Strength =
  { readonly level: 'short'; readonly missing: number } | { readonly level: 'weak' | 'fair' | 'strong' }

const COMMON = ['password', 'passphrase', 'sosafe', 'qwerty', 'asdf', 'iloveyou', 'admin', 'letmein', 'รหัสผ่าน', 'ฟหกด']

/** Characters that say something: not the third of a repeat, not the next of a run (abc, 321). */
function telling(characters: readonly string[]): number {
  const step = (at: number): number => (characters[at]?.codePointAt(0) ?? 0) - (characters[at - 1]?.codePointAt(0) ?? 0)
  return characters.filter((_, at) => at < 2 || step(at) !== step(at - 1) || Math.abs(step(at)) > 1).length
}

export function strengthOf(passphrase: string): Strength {
  const characters = Array.from(passphrase.normalize('NFKC'))
  if (characters.length < PASSPHRASE_MIN_CHARACTERS) {
    return { level: 'short', missing: PASSPHRASE_MIN_CHARACTERS - characters.length }
  }
  const lower = COMMON.reduce((text, word) => text.replaceAll(word, '*'), passphrase.normalize('NFKC').toLowerCase())
  const left = Array.from(lower)
  const different = new Set(left).size
  const score = Math.min(telling(left), different * 2)
  if (score < PASSPHRASE_MIN_CHARACTERS) return { level: 'weak' }
  return { level: score < 20 ? 'fair' : 'strong' }
}
