/** Sealing and keeping, once: a second tap finds the first at work, and what is kept is durable before it is told of. */
import { useRef, useState } from 'preact/hooks'
import type { OutboxItem } from '../../outbox/item.ts'
import { type Kept, type SealedLetters, keepSealed } from './keep-letter.ts'
import { troubleOf } from '../reasons.ts'
import type { System } from '../system.ts'
import type { TroubleKind } from '../trouble.tsx'

export interface Sealing {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  /** `onKept` once everything lies in the outbox. */
  readonly start: (seal: () => Promise<readonly OutboxItem[] | SealedLetters>, onKept: (kept: Kept) => void) => void
}

export function useSealing(system: System): Sealing {
  const [trouble, setTrouble] = useState<TroubleKind | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  return {
    busy,
    trouble,
    start(seal, onKept) {
      if (working.current) return
      working.current = true
      setBusy(true)
      seal()
        .then((sealed) => keepSealed(system, 'items' in sealed ? sealed : { items: sealed, voice: null }))
        .then(onKept, (error: unknown) => setTrouble(troubleOf(error)))
        .finally(() => {
          working.current = false
          setBusy(false)
        })
    },
  }
}
