/**
 * The mailboxes and logs, whatever engine keeps them. Promises of every adapter, held by test/server/mailboxes/store-contract.ts:
 * a promise that resolves is durable; every verb is idempotent; nothing but what is named here is written down; no order
 * of arrival can be read back; no time finer than a day. Every verb throws StoreError when the engine did not take it.
 * Source: docs/protocol.md P8.1 to P8.7.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Day } from '../../shared/day.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import type { Envelope } from '../../shared/wire/envelope.ts'
import type { InboxAnswer, RepliesAnswer } from '../../shared/wire/list.ts'
import type { SyncAnswer } from '../../shared/wire/log.ts'
import type { DeviceTag, MailboxKey } from './mailbox-key.ts'

export interface NewMail {
  readonly mailbox: MailboxKey
  readonly id: EnvelopeId
  readonly envelope: Envelope
  readonly today: Day
  /** Last day on which it is kept. Posting again may only prolong it. */
  readonly expiresDay: Day
}

export interface Page {
  readonly mailbox: MailboxKey
  /** The last id seen; zeros to begin. */
  readonly after: EnvelopeId
}

/** One log of an agency; `mailbox` is the key of the agency's inbox. */
export interface Log {
  readonly mailbox: MailboxKey
  readonly team: number
}

export interface NewEntry extends Log {
  readonly entry: Envelope
  readonly entryId: EnvelopeId
}

export interface Take extends NewEntry {
  readonly envelopeId: EnvelopeId
  readonly device: DeviceTag
  readonly today: Day
}

export type TakeResult =
  | { readonly kind: 'taken'; readonly number: number }
  /** Another entry came from that envelope. */
  | { readonly kind: 'conflict'; readonly number: number }
  | { readonly kind: 'unknown-envelope' }

export interface Erasure extends Log {
  readonly replaces: number
  /** The bytes that take the entry's place. */
  readonly tombstone: Bytes
  /** Id of the entry that the tombstone says it erased. */
  readonly entryId: Bytes
}

/** `unknown-entry`: no such number, or another entry stands there than the tombstone names. */
export type ErasureResult = 'replaced' | 'other-tombstone' | 'unknown-entry'

export interface Sync extends Log {
  readonly device: DeviceTag
  readonly incarnation: Bytes
  readonly after: number
  readonly confirmed: readonly EnvelopeId[]
}

export interface Expired {
  /** Mail that reached its last day. */
  readonly mail: number
  /** Rows of mail that was taken and that no second device confirmed. */
  readonly taken: number
}

export interface MailboxStore {
  /** Kept once per mailbox and id; not at all when a log of this mailbox came from it already. */
  post(mail: NewMail): Promise<void>
  /** The same work as `post`, and nothing kept. */
  drop(envelope: Envelope, today: Day): Promise<void>
  /** What waits, by ascending id, at most SYNC_PAGE_BYTES. */
  listInbox(page: Page): Promise<InboxAnswer>
  /** As much as fits one reply page, by ascending id. The same work whatever lies there. */
  listReplies(page: Page): Promise<RepliesAnswer>
  take(take: Take): Promise<TakeResult>
  /** The entry's number; the same number when this log has it already. */
  append(entry: NewEntry): Promise<number>
  tombstone(erasure: Erasure): Promise<ErasureResult>
  /** Deletes what a second device confirms, then answers at most SYNC_PAGE_BYTES of entries. */
  sync(sync: Sync): Promise<SyncAnswer>
  erase(mailbox: MailboxKey): Promise<void>
  /**
   * Deletes what is due on this day and gives back room that is not needed any more, in small steps between which others
   * are served.
   */
  expire(today: Day): Promise<Expired>
  /** An expiry under way ends early. */
  close(): Promise<void>
}
