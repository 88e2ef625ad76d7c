/**
 * A recovery kit as twelve English words (BIP-39: 128 bits and 4 of a checksum), and reading what a person types from paper.
 * Promises that a word which is no word of the list is named by its place, and that the first four letters of each are
 * enough. A module of its own: the list is long, and loaded only where words are shown or typed. Source: docs/protocol.md P3.6.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { KIT_WORD_LETTERS, KIT_WORDS } from '../protocol.ts'
import { parseKit, type Kit } from './kit.ts'

export function kitWords(kit: Kit): readonly string[] {
  return entropyToMnemonic(kit, wordlist).split(' ')
}

export type KitParse =
  | { readonly ok: true; readonly kit: Kit }
  /** Letters of another script: the keyboard is set to another language. */
  | { readonly ok: false; readonly reason: 'keyboard' }
  /** The first word that is none of the list; `number` from 1. */
  | { readonly ok: false; readonly reason: 'word'; readonly number: number; readonly typed: string }
  | { readonly ok: false; readonly reason: 'count'; readonly count: number }
  /** Each is a word of the list, and together they are no kit: one is another word, or two have changed places. */
  | { readonly ok: false; readonly reason: 'check' }

/** Null for what is no word of the list, nor its first four letters or more. */
export function completeKitWord(typed: string): string | null {
  const text = typed.toLowerCase()
  if (wordlist.includes(text)) return text
  return text.length < KIT_WORD_LETTERS ? null : (wordlist.find((word) => word.startsWith(text)) ?? null)
}

/** Digits, dots and dashes number the words on some papers. */
const BETWEEN = /[\s\d.,;:()\u200b-]+/
/** A letter of any script but the one of the list. */
const FOREIGN = /(?![a-z])\p{L}/iu

/** What a person typed or pasted, in one line or many. */
export function parseKitWords(text: string): KitParse {
  const typed = text
    .normalize('NFKC')
    .split(BETWEEN)
    .filter((word) => word !== '')
  if (typed.some((word) => FOREIGN.test(word))) return { ok: false, reason: 'keyboard' }
  const words = typed.map(completeKitWord)
  const wrong = words.indexOf(null)
  if (wrong >= 0) return { ok: false, reason: 'word', number: wrong + 1, typed: typed[wrong] ?? '' }
  if (words.length !== KIT_WORDS) return { ok: false, reason: 'count', count: words.length }
  const kit = kitOf(words.join(' '))
  return kit === null ? { ok: false, reason: 'check' } : { ok: true, kit }
}

/** Null when the checksum does not hold; the library throws for nothing else where each word is of the list. */
function kitOf(mnemonic: string): Kit | null {
  try {
    return parseKit(new Uint8Array(mnemonicToEntropy(mnemonic, wordlist)))
  } catch {
    return null
  }
}
