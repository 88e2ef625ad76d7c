/** What a desk takes from its composition root, main.tsx. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { Relay } from '../relay/relay.ts'
import type { DeskStore } from '../storage/desk-store.ts'
import type { VaultTools } from '../vault/vault.ts'

/** Runs `work` while nobody else in this browser runs any under the same name. */
export type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>

export interface DeskTools extends VaultTools {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  readonly today: () => Day
  /** Lets the screen live between two pieces of work. */
  readonly pause: () => Promise<void>
  readonly relay: Relay
  readonly store: DeskStore
  /** Null: the app was built without one, and no directory can be believed. */
  readonly rootHash: Bytes | null
  readonly exclusive: Exclusive
  /** Days that this computer's calendar is ahead of the relay's, as the relay last said; 0 when it did not object. */
  readonly clockAheadDays: () => number
}
