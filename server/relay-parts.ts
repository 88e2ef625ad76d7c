/** What the routes and the gate before them are wired to. Made at the composition root, passed in everywhere. */
import type { Primitives } from '../shared/crypto/primitives.ts'
import type { Day } from '../shared/day.ts'
import type { Answers } from './answer.ts'
import type { BlobStore } from './blobs/store.ts'
import type { Registry } from './documents/registry.ts'
import type { DiskGuard } from './gate/disk.ts'
import type { PriceBoard } from './gate/price.ts'
import type { Pepper } from './mailboxes/mailbox-key.ts'
import type { MailboxStore } from './mailboxes/store.ts'
import type { RecoveryStore } from './recovery/store.ts'

export interface RelayParts {
  readonly p: Primitives
  readonly pepper: Pepper
  readonly store: MailboxStore
  readonly blobs: BlobStore
  readonly copies: RecoveryStore
  readonly registry: Registry
  readonly prices: PriceBoard
  readonly disk: DiskGuard
  readonly today: () => Day
  readonly answers: Answers
  /** Origins that requests may be signed for: the public one, or every loopback name of the port. */
  readonly origins: () => readonly string[]
}
