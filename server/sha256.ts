/** SHA-256 without a promise: the relay hashes every envelope, and 3 microseconds need no thread. */
import { hash } from 'node:crypto'
import type { Bytes } from '../shared/bytes/cursor.ts'
import { parseEnvelopeId, type EnvelopeId } from '../shared/wire/address.ts'
import type { Envelope } from '../shared/wire/envelope.ts'

export function sha256(data: Uint8Array): Bytes {
  return new Uint8Array(hash('sha256', data, 'buffer'))
}

/** P4.7. */
export function envelopeIdOf(envelope: Envelope): EnvelopeId {
  const id = parseEnvelopeId(sha256(envelope))
  if (id === null) throw new Error('SHA-256 gave another length')
  return id
}
