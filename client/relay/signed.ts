/**
 * Signed requests: whoever holds a device key or a ticket's reading key. Promises that a wrong clock costs one more
 * request and nothing else: the relay says its own day, and the request is signed again for that day.
 * Source: docs/protocol.md section 8.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { signRequest, type RequestSigner } from '../../shared/crypto/request.ts'
import { addDays, parseDay, type Day } from '../../shared/day.ts'
import type { Reply, Transport } from './transport.ts'

export type SignedCall = (path: string, body: Bytes) => Promise<Reply>

export interface SignedCallInput {
  readonly transport: Transport
  readonly p: Primitives
  readonly today: () => Day
}

export function createSignedCall({ transport, p, today }: SignedCallInput, signer: RequestSigner): SignedCall {
  // How far this device's calendar is from the relay's, learned from a refusal; a matter of this session only.
  let correctionDays = 0
  const attempt = async (path: string, body: Bytes): Promise<Reply> => {
    const day = addDays(today(), correctionDays)
    const headers = await signRequest(p, signer, { method: 'POST', path, body, origin: transport.origin, day })
    return transport.post(path, body, { ...headers })
  }
  return async (path, body) => {
    const reply = await attempt(path, body)
    const relayDay = reply.kind === 'problem' && reply.problem.code === 'day' ? parseDay(reply.problem.day) : null
    if (relayDay === null) return reply
    correctionDays = relayDay - today()
    return attempt(path, body)
  }
}
