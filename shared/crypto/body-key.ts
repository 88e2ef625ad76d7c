/** The key of one body. Its nonce is all zero, so a second message under it would give both away: it seals once. Source: docs/protocol.md P4.3. */
import type { Bytes } from '../bytes/cursor.ts'
import type { Padded } from './padding.ts'
import type { Primitives } from './primitives.ts'

export interface BodyKey {
  /** Throws when asked a second time. */
  seal(padded: Padded): Bytes
}

export function createBodyKey(p: Pick<Primitives, 'secretboxSeal'>, key: Bytes): BodyKey {
  let used = false
  return {
    seal(padded) {
      if (used) throw new Error('a body key seals once')
      used = true
      return p.secretboxSeal(padded, key)
    },
  }
}
