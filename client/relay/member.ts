/** The verbs of an agency's member devices. Source: docs/protocol.md section 8, P8.3 to P8.7. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { PATHS } from '../../shared/wire/api.ts'
import type { InboxAddress } from '../../shared/wire/address.ts'
import { encodeInboxRequest, parseInboxAnswer, type InboxRequest } from '../../shared/wire/list.ts'
import * as log from '../../shared/wire/log.ts'
import type { AppendOutcome, InboxOutcome, SyncOutcome, TakeOutcome, TombstoneOutcome } from './outcome.ts'
import type { SignedCall } from './signed.ts'
import { failureOf, type Reply } from './transport.ts'

export interface AppendInput {
  readonly agency: InboxAddress
  readonly team: number
  readonly entry: Extract<log.AppendRequest, { kind: 'entry' }>['entry']
}

export interface TombstoneInput {
  readonly agency: InboxAddress
  readonly team: number
  /** Number of the entry to erase. */
  readonly replaces: number
  readonly tombstone: Bytes
}

export interface MemberRelay {
  /** One page of what waits, by ascending envelope id. */
  listInbox(request: InboxRequest): Promise<InboxOutcome>
  take(request: log.TakeRequest): Promise<TakeOutcome>
  append(request: AppendInput): Promise<AppendOutcome>
  tombstone(request: TombstoneInput): Promise<TombstoneOutcome>
  /** One page of the log above `after`. The log is read to its end when the last number is the head. */
  sync(request: log.SyncRequest): Promise<SyncOutcome>
}

function numberOf(reply: Reply): number | null {
  return reply.kind === 'answer' ? log.parseNumberAnswer(reply.body) : null
}

export function createMemberRelay(call: SignedCall): MemberRelay {
  return {
    async listInbox(request) {
      const reply = await call(PATHS.inbox, encodeInboxRequest(request))
      const page = reply.kind === 'answer' ? parseInboxAnswer(reply.body) : null
      return page === null ? failureOf(reply) : { kind: 'page', ...page }
    },
    async take(request) {
      const reply = await call(PATHS.take, log.encodeTakeRequest(request))
      const number = numberOf(reply)
      if (number !== null) return { kind: 'taken', number }
      if (reply.kind === 'problem') {
        const { code, number: holder } = reply.problem
        if (code === 'taken' && holder !== undefined) return { kind: 'conflict', number: holder }
        if (code === 'unknown-envelope') return { kind: 'unknown-envelope' }
      }
      return failureOf(reply)
    },
    async append(request) {
      const reply = await call(PATHS.append, log.encodeAppendRequest({ kind: 'entry', ...request }))
      const number = numberOf(reply)
      return number === null ? failureOf(reply) : { kind: 'appended', number }
    },
    async tombstone(request) {
      const reply = await call(PATHS.append, log.encodeAppendRequest({ kind: 'tombstone', ...request }))
      const number = numberOf(reply)
      if (number !== null) return { kind: 'replaced', number }
      if (reply.kind === 'problem' && reply.problem.code === 'tombstone') return { kind: 'already-erased' }
      if (reply.kind === 'problem' && reply.problem.code === 'unknown-entry') return { kind: 'unknown-entry' }
      return failureOf(reply)
    },
    async sync(request) {
      const reply = await call(PATHS.sync, log.encodeSyncRequest(request))
      const page = reply.kind === 'answer' ? log.parseSyncAnswer(reply.body) : null
      return page === null ? failureOf(reply) : { kind: 'page', ...page }
    },
  }
}
