/** Digits as people write them, in every script that the apps show. Source: docs/protocol.md P5.2. */

/** Code point of the zero of each script; the other nine follow it (Unicode, general category Nd). */
const ZEROS: readonly number[] = [
  0x0030, // ASCII
  0x0660, // Arabic-Indic
  0x06f0, // Extended Arabic-Indic
  0x0966, // Devanagari
  0x09e6, // Bengali
  0x0e50, // Thai
  0x0ed0, // Lao
  0x1040, // Myanmar
  0x1090, // Myanmar Shan
  0x17e0, // Khmer
  0xff10, // full width
]

/**
 * Spaces, dashes and dots between groups; the zero-width space is what Thai and Khmer text is copied with, the marks of
 * direction are what Arabic keyboards and right-to-left text put around numbers (Unicode Bidi_Control).
 */
const BETWEEN = /^[\s\u200b\p{Pd}\u2212.\u00b7\u2022\u30fb\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/u

/** ASCII digits only; null when the text holds anything but digits, spaces, dashes and dots. */
export function asciiDigits(text: string): string | null {
  let digits = ''
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => point >= start && point < start + 10)
    if (zero !== undefined) digits += (point - zero).toString()
    else if (!BETWEEN.test(character)) return null
  }
  return digits
}
