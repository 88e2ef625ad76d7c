/**
 * Entries of a log, opened and with every signature in them checked: what the fold is given. All that needs a primitive
 * happens here, so that the fold is pure. Source: docs/protocol.md P6.3, P6.6, P9.13.
 */
import { parseBase64url } from '../bytes/base64url.ts'
import { pseudonymOf } from '../crypto/addresses.ts'
import { envelopeIdOf } from '../crypto/envelope-id.ts'
import { parseVerifyKey } from '../crypto/keys.ts'
import type { Primitives } from '../crypto/primitives.ts'
import type { Bytes } from '../bytes/cursor.ts'
import type { InboxAddress, LogAddress } from '../wire/address.ts'
import type { EmbeddedReply } from './bodies.ts'
import { successorOf } from './code-change.ts'
import { joinFrame, readFrame, type SignedEvent } from './frame.ts'
import { LOG, type LogEvent } from './log-event.ts'
import { envelopeName, pseudonymName, type EnvelopeName, type Pseudonym } from './names.ts'
import { TO_AGENCY, type ReporterEvent } from './reporter-event.ts'

/** A reporter's event as it was taken in. */
export interface TakenIn extends SignedEvent<ReporterEvent> {
  /** What the author's own key would name a case: it vouches for that case only. */
  readonly pseudonym: Pseudonym
  /** In a code change that both keys signed: what the new key would name a case. */
  readonly successor: Pseudonym | null
}

export interface LogRecord extends SignedEvent<LogEvent> {
  /** Only in a `taken`, and only if the signature of the frame in it holds. */
  readonly taken: TakenIn | null
  /** Id of the sealed reply that the event embeds; `posted` names it. */
  readonly replyId: EnvelopeName | null
}

export function replyOf(event: LogEvent): EmbeddedReply | null {
  switch (event.type) {
    case 'taken':
    case 'message':
    case 'status':
    case 'closure':
    case 'reopening':
    case 'received':
    case 'erasure':
      return event.body.reply ?? null
    default:
      return null
  }
}

async function readTaken(p: Primitives, inbox: InboxAddress, event: LogEvent): Promise<TakenIn | null> {
  if (event.type !== 'taken') return null
  const inner = await readFrame(p, joinFrame(event.body), TO_AGENCY, inbox)
  const key = parseVerifyKey<'follow-up'>(parseBase64url(event.body.author) ?? new Uint8Array())
  if (inner === null || key === null) return null
  const pseudonym = pseudonymName(await pseudonymOf(p, key))
  return { ...inner, pseudonym, successor: await successorOf(p, pseudonym, inner.event) }
}

/** The frame of an opened log entry; null when it is none, or not signed for this log. */
export async function readLogRecord(
  p: Primitives,
  frame: Bytes,
  at: { readonly inbox: InboxAddress; readonly log: LogAddress },
): Promise<LogRecord | null> {
  const read = await readFrame(p, frame, LOG, at.log)
  if (read === null) return null
  const reply = replyOf(read.event)
  return {
    ...read,
    taken: await readTaken(p, at.inbox, read.event),
    replyId: reply === null ? null : envelopeName(await envelopeIdOf(p, reply.envelope)),
  }
}
