/**
 * What an overseer's desk reads out of its log. Watch slips: that something came to an agency and by when the first contact
 * is promised, never what. Feedback: what a person chose to say of an agency, the only content an overseer receives. Which
 * case it is about is not told on: nobody at the agency may learn from an overseer who has complained.
 * Source: docs/protocol.md P6.5 (`watch-slip`, `feedback` to an overseer), P9.5.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { StandingOf } from '../../../shared/case/case.ts'
import { dayOfTime } from '../../../shared/case/event.ts'
import type { FeedbackBody } from '../../../shared/case/feedback.ts'
import { joinFrame, readFrame } from '../../../shared/case/frame.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { pseudonymName, type EventHash, type Pseudonym } from '../../../shared/case/names.ts'
import { compareNames } from '../../../shared/case/order.ts'
import { TO_OVERSEER } from '../../../shared/case/slip-event.ts'
import { pseudonymOf } from '../../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../../shared/crypto/keys.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { AgencyId, InboxAddress } from '../../../shared/wire/address.ts'

export interface Slip {
  readonly hash: EventHash
  readonly case: Pseudonym
  readonly agency: AgencyId
  readonly day: Day
  readonly promisedDay: Day
}

export interface Feedback {
  readonly hash: EventHash
  /** Whom it is about. */
  readonly agency: AgencyId
  /** The day it was taken in, by that device's clock. */
  readonly takenDay: Day | null
  readonly answers: FeedbackBody['answers']
  /** What they wrote to the overseer; foreign. Null: nothing. */
  readonly words: string | null
}

type Mail =
  | ({ readonly kind: 'slip' } & Slip)
  | ({ readonly kind: 'feedback' } & Feedback)
  /** Signed for this inbox, and of a kind that is not known here. */
  | { readonly kind: 'other'; readonly hash: EventHash }

export interface OverseerMail {
  /** The first that is due first. */
  readonly slips: readonly Slip[]
  /** The newest first. */
  readonly feedback: readonly Feedback[]
}

export const NO_OVERSEER_MAIL: OverseerMail = { slips: [], feedback: [] }

export interface OverseerReader {
  /** What is in the `taken` of listed members, each once; what names another's case is left out. */
  read(records: readonly LogRecord[], standingOf: StandingOf): Promise<OverseerMail>
  /** Hash of the frame that was read out of this record; null: none. */
  hashIn(record: LogRecord): EventHash | null
}

async function mailIn(p: Primitives, inbox: InboxAddress, { event }: LogRecord): Promise<Mail | null> {
  if (event.type !== 'taken') return null
  const read = await readFrame(p, joinFrame(event.body), TO_OVERSEER, inbox)
  const key = parseVerifyKey<'follow-up'>(parseBase64url(event.body.author) ?? new Uint8Array())
  if (read === null || key === null) return null
  const { hash, event: said } = read
  if (said.type === 'unknown' || pseudonymName(await pseudonymOf(p, key)) !== said.case) return { kind: 'other', hash }
  if (said.type === 'watch-slip') return { kind: 'slip', hash, case: said.case, ...said.body }
  const { agency, answers, words } = said.body
  return { kind: 'feedback', hash, agency, takenDay: dayOfTime(event.at), answers, words: words ?? null }
}

/** Remembers what it has read. */
export function createOverseerReader(p: Primitives, inbox: InboxAddress): OverseerReader {
  const known = new Map<EventHash, Mail | null>()
  return {
    hashIn: ({ hash }) => known.get(hash)?.hash ?? null,
    async read(records, standingOf) {
      const slips = new Map<EventHash, Slip>()
      const feedback = new Map<EventHash, Feedback>()
      for (const record of records) {
        const mail = known.has(record.hash) ? (known.get(record.hash) ?? null) : await mailIn(p, inbox, record)
        known.set(record.hash, mail)
        if (mail === null || standingOf(record.author) === 'unknown') continue
        if (mail.kind === 'slip') {
          const { kind: _kind, ...slip } = mail
          slips.set(mail.hash, slip)
        } else if (mail.kind === 'feedback') {
          const { kind: _kind, ...said } = mail
          const before = feedback.get(mail.hash)?.takenDay ?? Infinity
          if (before >= (said.takenDay ?? Infinity)) feedback.set(mail.hash, said)
        }
      }
      const byName = (a: { hash: EventHash }, b: { hash: EventHash }): number => compareNames(a.hash, b.hash)
      return {
        slips: [...slips.values()].sort((a, b) => a.promisedDay - b.promisedDay || byName(a, b)),
        feedback: [...feedback.values()].sort((a, b) => (b.takenDay ?? 0) - (a.takenDay ?? 0) || byName(a, b)),
      }
    },
  }
}
