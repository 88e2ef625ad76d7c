/** Everything that the screens need and do not make themselves: put together once, in start.ts, after the first paint. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Argon2id } from '../../shared/crypto/ticket.ts'
import type { Day } from '../../shared/day.ts'
import type { OfflineState } from '../offline/register.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Relay } from '../relay/relay.ts'
import type { Marks } from '../storage/marks.ts'
import type { Persistence } from '../storage/persistence.ts'
import type { Offices } from './offices/offices.ts'

export interface System {
  readonly primitives: Primitives
  readonly random: Random
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** By the clock, but not before what signed documents bear witness to. */
  readonly today: () => Day
  readonly relay: Relay
  readonly outbox: Outbox
  readonly marks: Marks
  readonly persistence: Persistence
  readonly offices: Offices
  readonly argon2id: Argon2id
  /** The files that a ticket and a letter need apart from the page. A failure harms nothing: they are asked for again then. */
  readonly loadSealing: () => Promise<void>
  /** Whether the app opens without a network; null until that is settled. */
  readonly offline: () => OfflineState | null
  /** The root hash that the app was built with. */
  readonly deploymentId: Bytes
}
