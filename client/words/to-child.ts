/**
 * How a child is spoken to where a language has words of its own for that, in sentences that are said to everybody. Thai has
 * one for “you” and “I” alike, in the place of both.
 */
import type { Language } from '../../shared/case/language.ts'

/** The word for thanks ends in the same letters. */
const THAI = /(ขอบ)?คุณ|ฉัน/g

export const toChild = (text: string, language: Language): string =>
  language === 'th' ? text.replace(THAI, (whole, thanks?: string) => (thanks === undefined ? 'หนู' : whole)) : text
