/** The hash of the protocol: a label and length-prefixed fields, so that no two lists share a preimage. Source: docs/protocol.md P1.6. */
import { concat, lp, type Bytes } from '../bytes/cursor.ts'
import type { SigningPrimitives } from './primitives.ts'

/** P1.6: `SHA-256(lp(label) || lp(a) || lp(b) ...)`, 32 bytes. */
export function H(p: SigningPrimitives, label: string, ...fields: readonly (Uint8Array | string)[]): Promise<Bytes> {
  return p.sha256(concat(lp(label), ...fields.map(lp)))
}
