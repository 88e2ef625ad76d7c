/**
 * A reply, sealed to the reporter and ready to be embedded in the log event that says it: the exact envelope that will be
 * posted. The log comes first, so nothing said to a reporter is lost between two steps. Source: docs/protocol.md P9.17.
 */
import { seal } from '../../../shared/crypto/seal.ts'
import { parseXWingPublicKey } from '../../../shared/crypto/keys.ts'
import type { EmbeddedReply, ReplyTo } from '../../../shared/case/bodies.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import type { EventHash, Pseudonym } from '../../../shared/case/names.ts'
import { TO_REPORTER, type createReplyEvent, type KnownReplyEvent } from '../../../shared/case/reply-event.ts'
import type { DeskLink } from '../desk-link.ts'

export interface ReplyTarget {
  /** As the ticket in use names it: `Case.replyPseudonym`. */
  readonly case: Pseudonym
  readonly to: ReplyTo
  /** Of the fold: the event sent to this reporter before. */
  readonly previous: EventHash | null
}

/** The outside of a reply: what `createReplyEvent` wants beside type and body. */
export type ReplyCommon = Parameters<typeof createReplyEvent>[1]

/** Null when the reporter's key is refused (P2.3): such a report can be read, not answered. */
export async function embedReply(
  link: DeskLink,
  target: ReplyTarget,
  write: (common: ReplyCommon) => KnownReplyEvent,
): Promise<EmbeddedReply | null> {
  const { p, random, keyring } = link
  const key = parseXWingPublicKey<'reply'>(target.to.key)
  if (key === null) return null
  const { previous } = target
  const agency = keyring.keys.agency
  const event = write({ random, at: eventTime(link.nowMs()), case: target.case, previous, agency })
  const { address } = target.to
  const { frame, hash } = await signFrame(p, keyring.device, TO_REPORTER, address, event)
  const envelope = await seal(p, random, { kind: 'reply', address, hint: 0, key }, frame)
  return { address, envelope, event: hash }
}
