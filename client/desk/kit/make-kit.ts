/**
 * Making a recovery kit: its words are shown once, two of them are asked back, and only then does the kit open this desk. The
 * kit of before opens nothing any more once the new one counts. Source: docs/protocol.md 9.40.
 */
import { createKit, deriveKitKeys, type Kit } from '../../../shared/crypto/kit.ts'
import type { Random } from '../../../shared/crypto/primitives.ts'
import { KIT_WORDS } from '../../../shared/protocol.ts'
import type { OpenDesk } from '../open-desk.ts'

export interface KitDraft {
  readonly words: readonly string[]
  /** Numbers, from 1, of the words to ask back. */
  readonly asked: readonly number[]
}

export type KeepKitOutcome =
  /** The kit opens this desk; the copy goes to the relay with the next round. */
  | { readonly kind: 'kept' }
  /** What was typed for this number is not the word there: nothing was kept, the words stay as they are. */
  | { readonly kind: 'wrong-word'; readonly number: number }

export interface KitMaker {
  /** Other words each time. Changes nothing. */
  draft(): Promise<KitDraft>
  /** `typed`: for each word that was asked back. RangeError before words were drafted. Writes the vault; StorageError is passed on. */
  keep(typed: readonly string[]): Promise<KeepKitOutcome>
}

const ASKED = 2

/** Different places, ascending. */
function placesToAsk(random: Random): readonly number[] {
  const places = new Set<number>()
  while (places.size < ASKED) for (const byte of random(ASKED)) if (byte < 252) places.add((byte % KIT_WORDS) + 1)
  return [...places].slice(0, ASKED).toSorted((a, b) => a - b)
}

/** The words live as long as this object does. */
export function createKitMaker(desk: OpenDesk): KitMaker {
  const { primitives: p, random, today } = desk.tools
  let drafted: { readonly kit: Kit; readonly draft: KitDraft } | null = null
  return {
    async draft() {
      const { kitWords } = await import('../../../shared/crypto/kit-words.ts')
      const kit = createKit(random)
      drafted = { kit, draft: { words: kitWords(kit), asked: placesToAsk(random) } }
      return drafted.draft
    },
    async keep(typed) {
      if (drafted === null) throw new RangeError('no words were drafted')
      const { kit, draft } = drafted
      const { completeKitWord } = await import('../../../shared/crypto/kit-words.ts')
      const wrong = draft.asked.find((number, at) => {
        return completeKitWord((typed[at] ?? '').trim()) !== draft.words[number - 1]
      })
      if (wrong !== undefined) return { kind: 'wrong-word', number: wrong }
      const { vault, reading, recovery } = await deriveKitKeys(p, kit)
      const held = { reading: reading.seed, key: recovery.publicKey, madeDay: today(), serial: 0, copied: null }
      await desk.keep({ ...desk.contents(), kit: held }, { kit: vault })
      drafted = null
      return { kind: 'kept' }
    },
  }
}
