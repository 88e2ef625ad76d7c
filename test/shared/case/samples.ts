/** Keys, addresses and events for the tests of this room: one of each kind, valid. */
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'
import { generateSigningKey, generateXWingSeed, parseXWingPublicKey } from '../../../shared/crypto/keys.ts'
import type { ReplyPublicKey, SigningKey } from '../../../shared/crypto/keys.ts'
import { logAddressOf, pseudonymOf, replyAddressOf } from '../../../shared/crypto/addresses.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseDay, type Day } from '../../../shared/day.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { agencyIdOf, parseInboxAddress, type InboxAddress, type LogAddress } from '../../../shared/wire/address.ts'
import { eventHashName, pseudonymName, type EventHash, type Pseudonym } from '../../../shared/case/names.ts'
import type { ReplyTo } from '../../../shared/case/bodies.ts'
import type { ReportBody } from '../../../shared/case/reporter-event.ts'
import { present } from '../../present.ts'

export const p: Primitives = createJsPrimitives(globalThis.crypto.subtle)

/** The same numbers in every run: a linear congruential generator, good enough for names. */
export function repeatable(start = 1): Random {
  let state = start
  return (lengthBytes) =>
    Uint8Array.from({ length: lengthBytes }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    })
}

export const AT = '2026-11-03T09:30:00.000Z'

export function dayFrom(value: number): Day {
  const day = parseDay(value)
  if (day === null) throw new Error('not a day')
  return day
}

export interface Ticket {
  readonly key: SigningKey<'follow-up'>
  readonly case: Pseudonym
  readonly reply: ReplyTo
}

export async function createTicketKeys(random: Random): Promise<Ticket> {
  const key = await generateSigningKey<'follow-up'>(p, random)
  const reading = await generateSigningKey<'reading'>(p, random)
  const box = await expandXWing(p, generateXWingSeed<'reply'>(random))
  return {
    key,
    case: pseudonymName(await pseudonymOf(p, key.publicKey)),
    reply: {
      address: await replyAddressOf(p, reading.publicKey),
      key: present(parseXWingPublicKey<'reply'>(box.publicKey)),
    },
  }
}

export interface Office {
  readonly inbox: InboxAddress
  readonly log: LogAddress
  readonly device: SigningKey<'device'>
  readonly colleague: SigningKey<'device'>
}

export async function createOffice(random: Random): Promise<Office> {
  const inbox = present(parseInboxAddress(random(32)))
  const log = await logAddressOf(p, inbox, 0)
  const device = await generateSigningKey<'device'>(p, random)
  return { inbox, log, device, colleague: await generateSigningKey<'device'>(p, random) }
}

export const agencyOf = ({ inbox }: Office): ReturnType<typeof agencyIdOf> => agencyIdOf(inbox)

export function envelopeOf(random: Random): Envelope {
  return present(parseEnvelopeBytes(random(ENVELOPE_BYTES[0])))
}

export const hashFrom = (random: Random): EventHash => eventHashName(random(32))

export function reportBody(reply: ReplyTo): ReportBody {
  return {
    issues: ['family_violence'],
    needs: ['shelter', 'legal'],
    area: 'bangkok',
    words: 'เขากลับมาอีกแล้ว I do not know where to go.',
    role: 'self',
    danger: true,
    language: 'th',
    contact: { method: 'safe_phone', phone: '02 000 0000', hours: '9-11', say: 'the library', who: 'only me' },
    consents: ['get_help', 'contact_me'],
    notShowTo: 'the head of the office',
    reply,
  }
}

/** Public keys that pass every check are dear to make: one for all. */
export const sampleReplyKey: ReplyPublicKey = present(
  parseXWingPublicKey<'reply'>((await expandXWing(p, generateXWingSeed<'reply'>(repeatable(99)))).publicKey),
)
