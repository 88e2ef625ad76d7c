/** Posting an envelope and storing a chunk: open to everybody, paid for with work. Source: docs/protocol.md P8.1, P8.2. */
import { PATHS } from '../../shared/wire/api.ts'
import { encodePutRequest, type BlobId, type PutRequest } from '../../shared/wire/blob.ts'
import { encodePostRequest, type PostRequest } from '../../shared/wire/post.ts'
import { SEALED_CHUNK_BYTES } from '../../shared/protocol.ts'
import type { GetOutcome, PostOutcome, PutOutcome } from './outcome.ts'
import { failureOf, type Reply, type Transport } from './transport.ts'

export interface MailRelay {
  post(request: PostRequest): Promise<PostOutcome>
  putBlob(request: PutRequest): Promise<PutOutcome>
  getBlob(id: BlobId): Promise<GetOutcome>
}

function storedOr(reply: Reply): PostOutcome {
  // Only an empty answer of the right type is the relay's word; a captive portal's 200 is not.
  if (reply.kind === 'answer' && reply.body.length === 0) return { kind: 'stored' }
  if (reply.kind === 'problem') {
    const { code, price } = reply.problem
    if (code === 'price' && price !== undefined) return { kind: 'price', bits: price }
    if (code === 'disk') return { kind: 'disk-full' }
  }
  return failureOf(reply)
}

export function createMailRelay(transport: Transport): MailRelay {
  return {
    async post(request) {
      return storedOr(await transport.post(PATHS.post, encodePostRequest(request)))
    },
    async putBlob(request) {
      const reply = await transport.post(PATHS.put, encodePutRequest(request))
      return reply.kind === 'problem' && reply.problem.code === 'exists' ? { kind: 'exists' } : storedOr(reply)
    },
    async getBlob(id) {
      const reply = await transport.post(PATHS.get, id)
      if (reply.kind === 'answer' && reply.body.length === SEALED_CHUNK_BYTES)
        return { kind: 'blob', chunk: reply.body }
      return reply.kind === 'problem' && reply.problem.code === 'unknown-blob' ? { kind: 'absent' } : failureOf(reply)
    },
  }
}
