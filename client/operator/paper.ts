/**
 * 32 secret bytes as digits on paper: eight lines, each with the number of its line, ten digits and a check digit, and a
 * ninth that tells lines which were swapped. Promises that one wrong digit, two swapped ones or two swapped lines are
 * noticed, and which line is wrong. Source: docs/operations.md section 5.
 */
import { concat, createCursor, u32, type Bytes } from '../../shared/bytes/cursor.ts'
import { dammDigit } from '../../shared/crypto/damm.ts'
import { asciiDigits } from '../../shared/crypto/digits.ts'
import { H } from '../../shared/crypto/hash.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'

export type PaperRead =
  | { readonly ok: true; readonly bytes: Bytes }
  /** `line`: the first wrong one, from 1; null when they do not belong together or are not nine. */
  | { readonly ok: false; readonly line: number | null }

const LINES = 8
const DIGITS = 10
const GROUP = 5

function checkValue(p: Primitives, bytes: Bytes): Promise<Bytes> {
  return H(p, 'sosafe/v1/paper', bytes)
}

function lineOf(number: number, value: number): string {
  const digits = value.toString().padStart(DIGITS, '0')
  // The number counts, so that a line in another place is wrong there.
  return `${number}: ${digits.slice(0, GROUP)} ${digits.slice(GROUP)} ${dammDigit(number.toString() + digits)}`
}

export async function paperLines(p: Primitives, bytes: Bytes): Promise<readonly string[]> {
  const words = createCursor(concat(bytes, (await checkValue(p, bytes)).slice(0, 4)))
  return Array.from({ length: LINES + 1 }, (_, index) => lineOf(index + 1, words.u32()))
}

function readLine(text: string, number: number): Bytes | null {
  const digits = asciiDigits(text.replace(/^\s*\p{Nd}\s*:/u, ''))
  if (digits?.length !== DIGITS + 1 || dammDigit(number.toString() + digits) !== '0') return null
  const value = Number(digits.slice(0, DIGITS))
  return value > 0xffffffff ? null : u32(value)
}

/** Lines that hold no digit are words of whoever wrote them down. */
export async function readPaper(p: Primitives, text: string): Promise<PaperRead> {
  const lines = text.split('\n').filter((line) => /\p{Nd}{3}/u.test(line))
  if (lines.length !== LINES + 1) return { ok: false, line: null }
  const words = lines.map((line, index) => readLine(line, index + 1))
  const wrong = words.indexOf(null)
  if (wrong >= 0) return { ok: false, line: wrong + 1 }
  const all = concat(...words.filter((word) => word !== null))
  const bytes = all.slice(0, 4 * LINES)
  const check = (await checkValue(p, bytes)).slice(0, 4)
  return check.every((byte, index) => byte === all[4 * LINES + index]) ? { ok: true, bytes } : { ok: false, line: null }
}
