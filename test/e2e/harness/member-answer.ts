/** A member of an agency who answers a ticket without a desk: signs with the invited device's key and posts to the relay. */
import { argon2id } from 'hash-wasm'
import { deriveInvitation } from '../../../client/agency/invitation.ts'
import { parseDeskFragment } from '../../../client/agency/link.ts'
import { createMailRelay } from '../../../client/relay/mail.ts'
import { createTransport } from '../../../client/relay/transport.ts'
import { concat } from '../../../shared/bytes/cursor.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import { pseudonymName, type EventHash } from '../../../shared/case/names.ts'
import { createReplyEvent, TO_REPORTER, type ReplyBodies, type ReplyType } from '../../../shared/case/reply-event.ts'
import { detectPrimitives } from '../../../shared/crypto/detect-primitives.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import type { Random } from '../../../shared/crypto/primitives.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import {
  createTicket,
  deriveTicketKeys,
  parseTicket,
  type TicketCode,
  type TicketKeys,
} from '../../../shared/crypto/ticket.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { parseAgencyId } from '../../../shared/wire/address.ts'

const p = await detectPrimitives(globalThis.crypto)
const random: Random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))

/** With which nobody has told anything: a ticket is opened by its digits alone. */
export const freshTicket = (): TicketCode => createTicket(random)

/** Argon2id of the ticket takes a moment: derive once for several answers. */
export async function keysOf(ticket: string, rootHash: Uint8Array<ArrayBuffer>): Promise<TicketKeys> {
  const parsed = parseTicket(ticket)
  if (!parsed.ok) throw new Error(parsed.reason)
  return deriveTicketKeys(
    p,
    async (password, salt, { memoryKiB, iterations, parallelism, hashBytes }) =>
      concat(
        await argon2id({
          password,
          salt,
          memorySize: memoryKiB,
          iterations,
          parallelism,
          hashLength: hashBytes,
          outputType: 'binary',
        }),
      ),
    parsed.code,
    rootHash,
  )
}

export interface Answer<T extends ReplyType> {
  readonly origin: string
  /** Printed for a member of the agency that answers. */
  readonly link: string
  /** Another agency's name under the same signature: a forgery. */
  readonly claims?: string
  readonly to: TicketKeys
  readonly previous: EventHash | null
  readonly type: T
  readonly body: ReplyBodies[T]
  /** By the member's clock; now. */
  readonly at?: string
}

/** @returns the hash by which the next answer names this one */
export async function answerTicket<T extends ReplyType>(answer: Answer<T>): Promise<EventHash> {
  const { origin, link, to, previous, type, body, at = new Date().toISOString() } = answer
  const parsed = parseDeskFragment(new URL(link).hash)
  if (parsed?.kind !== 'join') throw new Error('not an invitation')
  const { device } = await deriveInvitation(p, parsed.secret)
  const agency = answer.claims === undefined ? parsed.agency : parseAgencyId(answer.claims)
  if (agency === null) throw new Error('not an agency')
  const common = { random, at, case: pseudonymName(to.pseudonym), previous, agency }
  const event = createReplyEvent(type, common, body) as Parameters<typeof signFrame<never, never>>[4]
  const { frame, hash } = await signFrame(p, device, TO_REPORTER, to.address, event)
  const destination = { kind: 'reply', address: to.address, hint: 0, key: to.reply.publicKey } as const
  const envelope = await seal(p, random, destination, frame)
  const nonce = await solveWork({ address: to.address, id: await envelopeIdOf(p, envelope) }, WORK_MIN_BITS)
  const outcome = await createMailRelay(createTransport(fetch, origin)).post({ address: to.address, nonce, envelope })
  if (outcome.kind !== 'stored') throw new Error(outcome.kind)
  return hash
}
