/**
 * Passing a case on to a new ticket. The old key signs the event, the new key a proof in it that it is there and wants this
 * case: else whoever has seen a new ticket's public key could pull its words into a case of their own. Source: docs/protocol.md
 * P6.3.
 */
import { parseBase64url } from '../bytes/base64url.ts'
import { concat, lp, type Bytes } from '../bytes/cursor.ts'
import { pseudonymOf } from '../crypto/addresses.ts'
import type { SigningKey, VerifyKey } from '../crypto/keys.ts'
import type { Primitives, Random } from '../crypto/primitives.ts'
import { sign, verify } from '../crypto/sign.ts'
import { LABEL } from '../protocol.ts'
import type { ReplyTo } from './bodies.ts'
import { pseudonymName, type Pseudonym } from './names.ts'
import { createReporterEvent, type KnownReporterEvent, type ReporterEvent } from './reporter-event.ts'

/** What a phone derives from a new ticket, as far as it goes into the event. */
export interface NewTicket {
  readonly followUp: SigningKey<'follow-up'>
  readonly reply: ReplyTo
}

type CodeChange = Extract<KnownReporterEvent, { readonly type: 'code-change' }>

function provenBytes(old: Uint8Array, next: VerifyKey<'follow-up'>): Bytes {
  return concat(lp(`${LABEL}/code-change`), lp(old), lp(next))
}

/** To be signed with `old`; what follows is signed with the new ticket's key and names the case by it. */
export async function createCodeChange(
  p: Primitives,
  common: { readonly random: Random; readonly at: string },
  old: SigningKey<'follow-up'>,
  { followUp, reply }: NewTicket,
): Promise<CodeChange> {
  const pseudonym = await pseudonymOf(p, old.publicKey)
  const proof = await sign(p, followUp.seed, provenBytes(pseudonym, followUp.publicKey))
  const body = { reply, followUp: followUp.publicKey, proof }
  return createReporterEvent('code-change', { ...common, case: pseudonymName(pseudonym) }, body)
}

/** What the new key would name a case. Null for any other event, and unless another key has signed for `author`'s own case. */
export async function successorOf(p: Primitives, author: Pseudonym, event: ReporterEvent): Promise<Pseudonym | null> {
  if (event.type !== 'code-change' || event.case !== author) return null
  const { followUp, proof } = event.body
  const old = parseBase64url(author) ?? new Uint8Array()
  if (!(await verify(p, followUp, provenBytes(old, followUp), proof))) return null
  const successor = pseudonymName(await pseudonymOf(p, followUp))
  return successor === author ? null : successor
}
