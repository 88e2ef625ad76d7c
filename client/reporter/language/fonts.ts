/**
 * Letters that phones may lack, or have in a form that shows other letters (Zawgyi for Burmese): bundled, fetched only when
 * their language is chosen, kept for later by the service worker. Until one is there, and where it does not come, the
 * phone's own letters are shown. Loaded for drafts only.
 */
import naskh from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2?url'
import khmer from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2?url'
import lao from '@fontsource/noto-sans-lao/files/noto-sans-lao-lao-400-normal.woff2?url'
import burmese from '@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-400-normal.woff2?url'
import type { Language } from '../../../shared/case/language.ts'

interface Letters {
  readonly address: string
  /** What it is used for: everything else stays with the phone's own letters. */
  readonly range: string
}

const LETTERS: Readonly<Partial<Record<Language, Letters>>> = {
  'mfa-Arab': { address: naskh, range: 'U+600-6FF, U+750-77F, U+200C-200E, U+FB50-FDFF, U+FE70-FEFC' },
  my: { address: burmese, range: 'U+1000-109F, U+200C-200D, U+25CC' },
  lo: { address: lao, range: 'U+E81-EDF, U+200C-200D, U+25CC' },
  km: { address: khmer, range: 'U+1780-17FF, U+19E0-19FF, U+200C-200D, U+25CC' },
}

/** Never rejects. */
export async function loadFont(language: Language): Promise<void> {
  const letters = LETTERS[language]
  if (letters === undefined) return
  try {
    // named in base.css; a second one of the same address costs nothing
    document.fonts.add(await new FontFace('Letters', `url(${letters.address})`, { unicodeRange: letters.range }).load())
  } catch {
    // the phone's own letters stay
  }
}
