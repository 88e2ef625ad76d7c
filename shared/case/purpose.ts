/**
 * What a frame is signed for. The four purposes (TO_AGENCY, LOG, TO_REPORTER, TO_OVERSEER) stand beside their events; each
 * names what may stand in it and whose address it is bound to, so that a frame signed for one can be read as no other.
 * Source: docs/protocol.md P6.1.
 */
import type { MailboxAddress } from '../wire/address.ts'
import type { EventBase, UnknownEvent } from './event.ts'

export interface Purpose<E extends EventBase, R extends MailboxAddress> {
  readonly name: 'to-agency' | 'log' | 'to-reporter' | 'to-overseer'
  /** Most bytes of an event's JSON. */
  readonly maxBytes: number
  parse(this: void, text: string): E | null
  /** Never there: it carries the receiver's type. */
  readonly receiver?: R
}

/** What may be written: an unknown event is only ever read. */
export type Writable<E extends EventBase> = Exclude<E, UnknownEvent>
