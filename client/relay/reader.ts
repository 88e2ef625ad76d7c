/** The verbs of a ticket's holder: read the reply mailbox, erase it. Source: docs/protocol.md section 8. */
import { PATHS } from '../../shared/wire/api.ts'
import type { EnvelopeId, ReplyAddress } from '../../shared/wire/address.ts'
import { encodeRepliesRequest, parseRepliesAnswer } from '../../shared/wire/list.ts'
import type { EraseOutcome, RepliesOutcome } from './outcome.ts'
import type { SignedCall } from './signed.ts'
import { failureOf } from './transport.ts'

export interface ReaderRelay {
  /** One page, by ascending envelope id; `after` is the last id seen, zeros to begin. */
  listReplies(address: ReplyAddress, after: EnvelopeId): Promise<RepliesOutcome>
  erase(address: ReplyAddress): Promise<EraseOutcome>
}

export function createReaderRelay(call: SignedCall): ReaderRelay {
  return {
    async listReplies(address, after) {
      const reply = await call(PATHS.replies, encodeRepliesRequest({ address, after }))
      const page = reply.kind === 'answer' ? parseRepliesAnswer(reply.body) : null
      return page === null ? failureOf(reply) : { kind: 'page', ...page }
    },
    async erase(address) {
      const reply = await call(PATHS.erase, address)
      return reply.kind === 'answer' && reply.body.length === 0 ? { kind: 'erased' } : failureOf(reply)
    },
  }
}
