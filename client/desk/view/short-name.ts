/**
 * How a case is called when people speak of it: six signs made of its pseudonym, without letters that look alike. Short names
 * may meet; what counts is the pseudonym. The same at an agency and at its overseer.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Pseudonym } from '../../../shared/case/names.ts'

/** Crockford's alphabet: no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 30 bits as `XXX-XXX`. */
export function shortName(pseudonym: Pseudonym): string {
  const [a = 0, b = 0, c = 0, d = 0] = parseBase64url(pseudonym) ?? []
  const bits = a * 2 ** 22 + b * 2 ** 14 + c * 2 ** 6 + (d >> 2)
  const signs = Array.from({ length: 6 }, (_, at) => SIGNS.charAt(Math.floor(bits / 32 ** (5 - at)) % 32)).join('')
  return `${signs.slice(0, 3)}-${signs.slice(3)}`
}
