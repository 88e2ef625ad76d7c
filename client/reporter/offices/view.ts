/** What the offices are made of, and what is seen of them. */
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { Refusal } from '../../../shared/trust/outcome.ts'
import type { DocumentRelay } from '../../relay/documents.ts'
import type { DocumentStore } from '../../storage/document-store.ts'

export interface OfficesParts {
  readonly primitives: Primitives
  readonly rootHash: Bytes
  readonly relay: Pick<DocumentRelay, 'directory' | 'area' | 'agency'>
  readonly store: DocumentStore
  readonly today: () => Day
}

/** `unreachable`: nothing on this phone and no relay. A refusal: what there is cannot be used. */
export type NoOffices = 'unreachable' | Refusal

/** `warning`: the relay showed something that was refused; this is the genuine one that the phone had. */
export type View<T> =
  | { readonly ok: true; readonly value: T; readonly warning: Refusal | null }
  | { readonly ok: false; readonly reason: NoOffices }
