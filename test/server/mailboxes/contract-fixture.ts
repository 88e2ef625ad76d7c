/** What every part of the contract starts from: a store on a fresh place, and short words for its verbs. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays, dayOf, type Day } from '../../../shared/day.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeId, type EnvelopeId } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { deviceTagOf, mailboxKeyOf, parsePepper, type MailboxKey } from '../../../server/mailboxes/mailbox-key.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { present } from '../../present.ts'

export interface OpenStore {
  readonly store: MailboxStore
  /** Closes and opens again on the same data, as after a restart. */
  reopen(): Promise<MailboxStore>
  /** Closes and removes everything. */
  end(): Promise<void>
}

export const filled = (length: number, value: number): Bytes => new Uint8Array(length).fill(value)
export const idOf = (bytes: Uint8Array): EnvelopeId =>
  present(parseEnvelopeId(new Uint8Array(createHash('sha256').update(bytes).digest())))

/** Different bytes per number, of the size asked for. */
export function envelope(number: number, size: 0 | 1 | 2 = 0): Envelope {
  const bytes = filled(ENVELOPE_BYTES[size], 5)
  new DataView(bytes.buffer).setUint32(4, number)
  return present(parseEnvelopeBytes(bytes))
}

const pepper = present(parsePepper(filled(32, 1)))
export const mailbox = (number: number): MailboxKey => mailboxKeyOf(pepper, filled(32, number))
export const device = (number: number): ReturnType<typeof deviceTagOf> => deviceTagOf(pepper, filled(32, number))
export const zeros = present(parseEnvelopeId(filled(32, 0)))
export const noIncarnation = filled(16, 0)
export const today = dayOf(Date.UTC(2026, 10, 22))
export const later = addDays(today, 90)

export interface Session {
  store(): MailboxStore
  restart(): Promise<void>
  post(to: MailboxKey, mail: Envelope, day?: Day): Promise<void>
  waiting(of: MailboxKey): Promise<Envelope[]>
  replies(of: MailboxKey, after?: EnvelopeId): ReturnType<MailboxStore['listReplies']>
  take(mail: Envelope, entry: Envelope, by?: number, team?: number): ReturnType<MailboxStore['take']>
  append(entry: Envelope, team?: number): Promise<number>
  sync(
    after?: number,
    incarnation?: Bytes,
    confirmed?: EnvelopeId[],
    by?: number,
    team?: number,
  ): ReturnType<MailboxStore['sync']>
}

/** Opens a store before each test of the describe block around it, and ends it after. The agency is mailbox(1). */
export function sessionOf(open: () => Promise<OpenStore>): Session {
  let opened: OpenStore | null = null
  let current: MailboxStore | null = null
  beforeEach(async () => {
    opened = await open()
    current = opened.store
  })
  afterEach(() => opened?.end())
  const store = (): MailboxStore => present(current)
  return {
    store,
    async restart() {
      current = await present(opened).reopen()
    },
    post: (to, mail, day = today) =>
      store().post({ mailbox: to, id: idOf(mail), envelope: mail, today: day, expiresDay: addDays(day, 90) }),
    async waiting(of) {
      const { items } = await store().listInbox({ mailbox: of, after: zeros })
      return items.map((item) => item.envelope)
    },
    replies: (of, after = zeros) => store().listReplies({ mailbox: of, after }),
    take: (mail, entry, by = 1, team = 0) =>
      store().take({
        mailbox: mailbox(1),
        team,
        envelopeId: idOf(mail),
        device: device(by),
        entry,
        entryId: idOf(entry),
        today,
      }),
    append: (entry, team = 0) => store().append({ mailbox: mailbox(1), team, entry, entryId: idOf(entry) }),
    sync: (after = 0, incarnation = noIncarnation, confirmed = [], by = 1, team = 0) =>
      store().sync({ mailbox: mailbox(1), team, device: device(by), incarnation, after, confirmed }),
  }
}
