/**
 * Watch slips as an overseer's desk reads them out of its log: that something came to an agency and by when the first
 * contact is promised, never what. Source: docs/protocol.md P6.5 (`watch-slip`), P9.5.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { StandingOf } from '../../../shared/case/case.ts'
import { joinFrame, readFrame } from '../../../shared/case/frame.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { pseudonymName, type EventHash, type Pseudonym } from '../../../shared/case/names.ts'
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

export interface SlipReader {
  /** The slip in a `taken` of a listed member, each once; what is no slip, or of another's case, is left out. */
  read(records: readonly LogRecord[], standingOf: StandingOf): Promise<readonly Slip[]>
  /** Hash of the slip that was read out of this record; null: none. */
  hashIn(record: LogRecord): EventHash | null
}

async function slipIn(p: Primitives, inbox: InboxAddress, { event }: LogRecord): Promise<Slip | null> {
  if (event.type !== 'taken') return null
  const read = await readFrame(p, joinFrame(event.body), TO_OVERSEER, inbox)
  if (read?.event.type !== 'watch-slip') return null
  const key = parseVerifyKey<'follow-up'>(parseBase64url(event.body.author) ?? new Uint8Array())
  if (key === null || pseudonymName(await pseudonymOf(p, key)) !== read.event.case) return null
  return { hash: read.hash, case: read.event.case, ...read.event.body }
}

/** Remembers what it has read. */
export function createSlipReader(p: Primitives, inbox: InboxAddress): SlipReader {
  const known = new Map<EventHash, Slip | null>()
  return {
    hashIn: ({ hash }) => known.get(hash)?.hash ?? null,
    async read(records, standingOf) {
      const slips = new Map<EventHash, Slip>()
      for (const record of records) {
        const slip = known.has(record.hash) ? (known.get(record.hash) ?? null) : await slipIn(p, inbox, record)
        known.set(record.hash, slip)
        if (slip !== null && standingOf(record.author) !== 'unknown') slips.set(slip.hash, slip)
      }
      return [...slips.values()].sort((a, b) => a.promisedDay - b.promisedDay || (a.hash < b.hash ? -1 : 1))
    },
  }
}
