/**
 * What must not be found, in every form that a program would write it down in. A text is a needle only if chance does
 * not write it: markers are random, a ticket's digits are looked for as a whole, in neighbouring groups and one by one.
 */
import { randomBytes } from 'node:crypto'

export interface Needle {
  /** What it is, for the report of a finding: never the secret alone. */
  readonly name: string
  readonly bytes: Buffer
}

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** 20 random letters behind the field's name: 100 bits, so that any hit is real. */
export function createMarker(field: string): string {
  return `${field}${Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length]).join('')}`
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** Base64 of the text wherever it stands in a longer one: three alignments, without the characters its neighbours share. */
function base64At(bytes: Buffer, alignment: number, encoding: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(alignment), bytes])
    .toString(encoding)
    .replaceAll('=', '')
  const bits = (alignment + bytes.length) * 8
  return Buffer.from(text.slice(Math.ceil((alignment * 8) / 6), Math.floor(bits / 6)))
}

function unicodeEscapes(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
    .map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : `\\u${unit.toString(16).padStart(4, '0')}`))
    .join('')
}

/** One text in UTF-8, UTF-16, base64 and base64url at three alignments, hexadecimal, percent and JSON escapes. */
export function formsOf(name: string, text: string): Needle[] {
  const utf8 = Buffer.from(text)
  const forms: [string, Buffer][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE', utf16be(text)],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['percent', Buffer.from(encodeURIComponent(text))],
    ['JSON escapes', Buffer.from(unicodeEscapes(text))],
  ]
  for (const [code, bytes] of [['', utf8] as const, [' of UTF-16LE', Buffer.from(text, 'utf16le')] as const]) {
    for (const alignment of [0, 1, 2]) {
      forms.push([`base64${code} at ${alignment}`, base64At(bytes, alignment, 'base64')])
      forms.push([`base64url${code} at ${alignment}`, base64At(bytes, alignment, 'base64url')])
    }
  }
  const seen = new Set<string>()
  return forms
    .filter(([, bytes]) => !seen.has(bytes.toString('latin1')) && seen.add(bytes.toString('latin1')))
    .map(([form, bytes]) => ({ name: `${name} (${form})`, bytes }))
}

/** A key, as it is and as a text. */
export function formsOfKey(name: string, bytes: Uint8Array): Needle[] {
  const key = Buffer.from(bytes)
  const forms: [string, Buffer][] = [
    ['bytes', key],
    ['hex', Buffer.from(key.toString('hex'))],
    ['HEX', Buffer.from(key.toString('hex').toUpperCase())],
    ...[0, 1, 2].flatMap((alignment): [string, Buffer][] => [
      [`base64 at ${alignment}`, base64At(key, alignment, 'base64')],
      [`base64url at ${alignment}`, base64At(key, alignment, 'base64url')],
    ]),
  ]
  return forms.map(([form, found]) => ({ name: `${name} (${form})`, bytes: found }))
}

/** Two neighbouring groups, however they are set apart: ten digits are never chance. */
export function ticketPairs(digits: string): Needle[] {
  const groups = digits.match(/\d{5}/g) ?? []
  const separators = ['', ' ', '-', '\n', '\u00a0', '\u202f', '.', '","', ', ']
  return groups
    .slice(1)
    .flatMap((group, index) =>
      separators.flatMap((separator) =>
        formsOf(`ticket groups ${index + 1} and ${index + 2}`, `${groups[index]}${separator}${group}`),
      ),
    )
}

/** Offsets at which the five digits stand alone, no digit on either side, as ASCII or UTF-16. */
export function loneGroups(digits: string, bytes: Buffer): string[] {
  const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')]
  const groups = digits.match(/\d{5}/g) ?? []
  return groups.filter((group) => texts.some((text) => new RegExp(`(?<!\\d)${group}(?!\\d)`).test(text)))
}
