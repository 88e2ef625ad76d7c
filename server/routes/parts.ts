/** What the routes are wired to. Made at the composition root, passed in everywhere. */
import type { Context } from 'hono'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import type { Day } from '../../shared/day.ts'
import type { Problem } from '../../shared/wire/problem.ts'
import type { Answers } from '../answer.ts'
import type { BlobStore } from '../blobs/store.ts'
import type { Registry } from '../documents/registry.ts'
import type { DiskGuard } from '../gate/disk.ts'
import type { PriceBoard } from '../gate/price.ts'
import type { Pepper } from '../mailboxes/mailbox-key.ts'
import type { MailboxStore } from '../mailboxes/store.ts'
import type { RecoveryStore } from '../recovery/store.ts'

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

/** Of a request that is asked by its body alone and answered by nothing: what is refused, or null when it was done. */
export interface Command {
  readonly maxBytes: number
  run(body: Bytes): Promise<Problem | null>
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** In Hono's notation; also the name under which answers are counted. */
  readonly path: string
  readonly handle: (c: Context) => Promise<Response> | Response
  /** The same without a Context, for what comes in masses. */
  readonly command?: Command
}
