/** An envelope's name: what a sender repeats, the relay stores once, and the log remembers. Source: docs/protocol.md P4.7. */
import type { Bytes } from '../bytes/cursor.ts'
import { parseEnvelopeId, type EnvelopeId } from '../wire/address.ts'
import type { SigningPrimitives } from './primitives.ts'

/** SHA-256 of the bytes. */
export async function envelopeIdOf(p: SigningPrimitives, envelope: Bytes): Promise<EnvelopeId> {
  const id = parseEnvelopeId(await p.sha256(envelope))
  if (id === null) throw new Error('SHA-256 gave another length')
  return id
}
