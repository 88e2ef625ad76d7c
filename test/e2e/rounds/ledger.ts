/**
 * What was told to the person of each letter, against what the relay has. A letter that a screen has called locked is at
 * the relay, once, or the person has been told that it may not have arrived; "handed over" was never said in vain.
 */
import { createHash, randomBytes } from 'node:crypto'
import { ENVELOPE_BYTES, SUITE, VERSION } from '../../../shared/protocol.ts'
import type { SealedLetter, Seen, Word } from '../rounds-page/main.ts'
import type { Chance } from './chance.ts'

/** How a letter ended. All but the first are honest words for "not handed over". */
export type End =
  | 'handed over'
  | 'said: not in time'
  | 'said: lost by the browser'
  | 'said: thrown away'
  | 'said: in this page only'
  | 'never said to be kept'
  | 'gone unnoticed with all of the site'
  | 'expired twice over'

interface Entry {
  readonly letter: SealedLetter
  /** In the order in which they were said. */
  readonly said: Word[]
  slot: string | null
}

/** What a round did that nobody could notice or that ends letters by itself. */
export interface Excuses {
  /** Every store of the site was emptied while a letter lay there and no page that knew of it stayed open. */
  readonly unnoticed: boolean
  /** Pages were closed, reloaded or killed: what was in their memory only is lost. */
  readonly pageDied: boolean
  /** Signed documents bear witness that twice the longest wait has passed. */
  readonly longOver: boolean
}

export interface Ledger {
  create(chance: Chance): SealedLetter
  said(id: string, word: Word): void
  slots(letters: readonly SealedLetter[], slots: readonly string[]): void
  /** Closes the round's account. @throws when anything was promised and not kept */
  settle(stored: readonly string[], seen: Seen, excuses: Excuses): void
  readonly ends: ReadonlyMap<End, number>
}

export function createLedger(): Ledger {
  const open = new Map<string, Entry>()
  const ever = new Set<string>()
  const ends = new Map<End, number>()

  const endOf = (id: string, { said, slot }: Entry, isStored: boolean, seen: Seen, excuses: Excuses): End => {
    if (isStored) return 'handed over'
    if (said.includes('handed')) throw new Error(`${id}: said “handed over”, and the relay does not have it`)
    if (seen.expired.includes(id)) return 'said: not in time'
    if (slot !== null && seen.broken.includes(slot)) return 'said: lost by the browser'
    if (excuses.longOver) return 'expired twice over'
    const last = said.at(-1)
    // killed before the page had an answer of its storage: nothing was promised
    if (last === undefined) return 'never said to be kept'
    if (seen.thrown) return 'said: thrown away'
    if (last === 'memory' && excuses.pageDied) return 'said: in this page only'
    if (excuses.unnoticed) return 'gone unnoticed with all of the site'
    throw new Error(`${id}: said “${said.join(', ')}”, then lost without a word: ${JSON.stringify(seen)}`)
  }

  return {
    ends,
    create(chance) {
      const bytes = randomBytes(chance.one(ENVELOPE_BYTES))
      bytes.set([VERSION, SUITE, 0, 0])
      const id = createHash('sha256').update(bytes).digest('base64url')
      ever.add(id)
      const letter = { id, address: randomBytes(32).toString('base64url'), envelope: bytes.toString('base64url') }
      open.set(id, { letter, said: [], slot: null })
      return letter
    },
    said: (id, word) => void open.get(id)?.said.push(word),
    slots(letters, slots) {
      for (const [index, { id }] of letters.entries()) {
        const entry = open.get(id)
        if (entry !== undefined) entry.slot = slots[index] ?? null
      }
    },
    settle(stored, seen, excuses) {
      if (new Set(stored).size !== stored.length) throw new Error('the relay has something twice')
      for (const id of stored) if (!ever.has(id)) throw new Error(`the relay has ${id}, which nobody wrote`)
      if (seen.waiting > 0) throw new Error(`${seen.waiting} still wait`)
      if (seen.late.length > 0) throw new Error('held back although the date is right')
      for (const [id, entry] of open) {
        const end = endOf(id, entry, stored.includes(id), seen, excuses)
        ends.set(end, (ends.get(end) ?? 0) + 1)
      }
      open.clear()
    },
  }
}
