/** The relay as its clients see it: one object, made at the composition root. Source: docs/protocol.md section 8. */
import type { Primitives } from '../../shared/crypto/primitives.ts'
import type { RequestSigner } from '../../shared/crypto/request.ts'
import type { Day } from '../../shared/day.ts'
import { createDocumentRelay, type DocumentRelay } from './documents.ts'
import { createMailRelay, type MailRelay } from './mail.ts'
import { createMemberRelay, type MemberRelay } from './member.ts'
import { createReaderRelay, type ReaderRelay } from './reader.ts'
import { createCopyKeeperRelay, createKitRelay, type CopyKeeperRelay, type KitRelay } from './recovery.ts'
import { createSignedCall } from './signed.ts'
import { createTransport, type Fetch } from './transport.ts'

export interface Relay extends MailRelay, DocumentRelay {
  /** For the holder of a device key. */
  asMember(signer: RequestSigner<'device'>): MemberRelay & CopyKeeperRelay & Pick<DocumentRelay, 'putDocument'>
  /** For the holder of a ticket. */
  asReader(signer: RequestSigner<'reading'>): ReaderRelay
  /** For the holder of a recovery kit. */
  asKit(signer: RequestSigner<'recovery'>): KitRelay
}

export interface RelayInput {
  readonly fetch: Fetch
  /** As `location.origin` writes it; it stands under the signatures. */
  readonly origin: string
  readonly today: () => Day
  readonly p: Primitives
}

export function createRelay({ fetch, origin, today, p }: RelayInput): Relay {
  const transport = createTransport(fetch, origin)
  const documents = createDocumentRelay(transport, p)
  const parts = { transport, p, today }
  return {
    ...createMailRelay(transport),
    ...documents,
    asMember(signer) {
      const call = createSignedCall(parts, signer)
      const putDocument: DocumentRelay['putDocument'] = (request) => documents.putDocument(request)
      return { ...createMemberRelay(call), ...createCopyKeeperRelay(call), putDocument }
    },
    asReader: (signer) => createReaderRelay(createSignedCall(parts, signer)),
    asKit: (signer) => createKitRelay(createSignedCall(parts, signer)),
  }
}
