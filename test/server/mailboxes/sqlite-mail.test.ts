import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxKey } from '../../../server/mailboxes/mailbox-key.ts'
import { createMail, type Mail } from '../../../server/mailboxes/sqlite-mail.ts'
import { openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'
import { compareBytes } from '../../../shared/bytes/equal.ts'
import { concat, u32, type Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { parseEnvelopeId, type EnvelopeId } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { device, envelope, filled, today, zeros } from './contract-fixture.ts'
import { present } from '../../present.ts'

const random = (length: number): Bytes => new Uint8Array(randomBytes(length))

/** 32 bytes that begin alike for all numbers, further than the index looks. */
const alike = (number: number): Bytes => concat(filled(28, 7), u32(number))
const idAlike = (number: number): EnvelopeId => present(parseEnvelopeId(alike(number)))
const boxAlike = (number: number): MailboxKey => alike(number) as MailboxKey
const nextDay = addDays(today, 1)

describe('mail whose index knows only beginnings', () => {
  let sqlite: Sqlite
  let mail: Mail
  beforeEach(() => {
    sqlite = openDatabase(':memory:')
    mail = createMail(sqlite, random)
  })
  afterEach(() => {
    sqlite.close()
  })
  const put = (mailbox: MailboxKey, id: EnvelopeId, body: Envelope): void =>
    mail.put({ mailbox, id, envelope: body, today, expiresDay: addDays(today, 90) })
  const inbox = (mailbox: MailboxKey, after = zeros): Envelope[] =>
    mail.listInbox({ mailbox, after }).items.map((item) => item.envelope)
  const replies = (mailbox: MailboxKey, after = zeros): readonly Envelope[] =>
    mail.listReplies({ mailbox, after }).envelopes

  it('goes by the whole id among ids that begin alike', () => {
    const numbers = [5, 1, 4, 2, 3]
    for (const number of numbers) put(boxAlike(1), idAlike(number), envelope(number))
    const ascending = numbers.toSorted().map((number) => envelope(number))
    expect(inbox(boxAlike(1))).toEqual(ascending)
    expect(inbox(boxAlike(1), idAlike(2))).toEqual(ascending.slice(2))
    expect(replies(boxAlike(1))).toEqual(ascending.slice(0, 4))
    expect(replies(boxAlike(1), idAlike(4))).toEqual(ascending.slice(4))
  })

  it('keeps each of those ids once, and apart from the others', () => {
    for (const number of [1, 2, 1, 2]) put(boxAlike(1), idAlike(number), envelope(number))
    expect(inbox(boxAlike(1))).toEqual([envelope(1), envelope(2)])
    mail.markTaken(boxAlike(1), idAlike(1), device(1), today)
    expect(inbox(boxAlike(1))).toEqual([envelope(2)])
    expect([1, 2, 3].map((number) => mail.waits(boxAlike(1), idAlike(number)))).toEqual([true, true, false])
    mail.confirm(boxAlike(1), idAlike(2), device(2))
    mail.confirm(boxAlike(1), idAlike(1), device(2))
    expect([1, 2].map((number) => mail.waits(boxAlike(1), idAlike(number)))).toEqual([false, true])
  })

  it('tells mailboxes apart that begin alike', () => {
    put(boxAlike(1), idAlike(1), envelope(1))
    put(boxAlike(2), idAlike(1), envelope(1))
    put(boxAlike(2), idAlike(2), envelope(2))
    expect(inbox(boxAlike(1))).toEqual([envelope(1)])
    expect(replies(boxAlike(2))).toEqual([envelope(1), envelope(2)])
    expect(replies(boxAlike(3))).toEqual([])
    expect(mail.waits(boxAlike(1), idAlike(2))).toBe(false)
    expect(mail.eraseSome(boxAlike(2), zeros)).toBeNull()
    expect(inbox(boxAlike(2))).toEqual([])
    expect(inbox(boxAlike(1))).toEqual([envelope(1)])
  })

  it('finds every row after growing has moved it, taken or not, and after a restart', () => {
    const ids = Array.from({ length: 400 }, () => present(parseEnvelopeId(random(32)))).toSorted(compareBytes)
    for (const [number, id] of ids.entries()) {
      put(boxAlike(1), id, envelope(number))
      if (number % 2 === 0) mail.markTaken(boxAlike(1), id, device(1), today)
      if (number % 50 === 0) while (mail.grow());
    }
    const check = (): void => {
      expect(ids.every((id) => mail.waits(boxAlike(1), id))).toBe(true)
      const waiting = ids.flatMap((_, number) => (number % 2 === 0 ? [] : [envelope(number)]))
      const first = inbox(boxAlike(1))
      expect(first).toEqual(waiting.slice(0, first.length))
      expect(inbox(boxAlike(1), present(ids[199]))).toEqual(waiting.slice(100, 100 + first.length))
    }
    check()
    for (const part of ['waiting', 'taken']) sqlite.exec(`drop table temp.mail_${part}`)
    for (const size of [0, 1, 2]) sqlite.exec(`drop table temp.mail_${size}_free`)
    mail = createMail(sqlite, random)
    check()
    for (const id of ids) mail.confirm(boxAlike(1), id, device(2))
    expect(ids.map((id) => mail.waits(boxAlike(1), id))).toEqual(ids.map((_, number) => number % 2 === 1))
  })

  it('is erased and expires in steps between which others are served', () => {
    const count = 150
    const id = (number: number): EnvelopeId => present(parseEnvelopeId(concat(u32(number), filled(28, 1))))
    for (let number = 0; number < count; number++) put(boxAlike(1), id(number), envelope(number))
    const first = mail.eraseSome(boxAlike(1), zeros)
    expect(first).not.toBeNull()
    expect(mail.waits(boxAlike(1), id(0))).toBe(false)
    expect(mail.waits(boxAlike(1), id(count - 1))).toBe(true)
    let after = first
    while (after !== null) after = mail.eraseSome(boxAlike(1), after)
    expect(inbox(boxAlike(1))).toEqual([])

    for (let number = 0; number < count; number++) put(boxAlike(1), id(number), envelope(number))
    const steps: number[] = []
    let from: Parameters<Mail['expireSome']>[0] | null = { size: 0, key: 0 }
    while (from !== null) {
      const step = mail.expireSome(from, addDays(today, 91), nextDay)
      steps.push(step.mail)
      from = step.next
    }
    expect(steps.reduce((sum, deleted) => sum + deleted, 0)).toBe(count)
    expect(Math.max(...steps)).toBeLessThan(count)
  })
})
