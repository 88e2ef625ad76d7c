/** Contract of MailboxStore, part two: taking in, and an agency's logs. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, SYNC_PAGE_BYTES, TAKEN_ROW_DAYS } from '../../../shared/protocol.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { ErasureResult, MailboxStore } from '../../../server/mailboxes/store.ts'
import {
  device,
  envelope,
  filled,
  idOf,
  later,
  mailbox,
  noIncarnation,
  sessionOf,
  today,
  zeros,
  type OpenStore,
} from './contract-fixture.ts'
import { present } from '../../present.ts'

export function describeLogs(open: () => Promise<OpenStore>): void {
  const { store, restart, post, waiting, take, append, sync } = sessionOf(open)

  describe('take', () => {
    beforeEach(() => post(mailbox(1), envelope(1)))

    it('puts the entry into the log with the envelope it came from, and lists the envelope no more', async () => {
      expect(await take(envelope(1), envelope(101, 1))).toEqual({ kind: 'taken', number: 1 })
      expect(await waiting(mailbox(1))).toEqual([])
      const { head, entries } = await sync()
      expect(head).toBe(1)
      expect(entries).toEqual([{ kind: 'entry', number: 1, from: idOf(envelope(1)), bytes: envelope(101, 1) }])
    })

    it('is won by one of two devices; the other learns the number', async () => {
      const results = await Promise.all([take(envelope(1), envelope(101), 1), take(envelope(1), envelope(102), 2)])
      expect(results).toEqual([
        { kind: 'taken', number: 1 },
        { kind: 'conflict', number: 1 },
      ])
      expect((await sync()).entries).toHaveLength(1)
    })

    it('is answered the same when its answer was lost', async () => {
      await take(envelope(1), envelope(101))
      expect(await take(envelope(1), envelope(101))).toEqual({ kind: 'taken', number: 1 })
      expect((await sync()).entries).toHaveLength(1)
    })

    it('of an envelope that never came is refused', async () => {
      expect(await take(envelope(2), envelope(102))).toEqual({ kind: 'unknown-envelope' })
      expect((await sync()).head).toBe(0)
    })

    it('by another team of the agency is a conflict too', async () => {
      await take(envelope(1), envelope(101), 1, 0)
      expect(await take(envelope(1), envelope(101), 1, 7)).toEqual({ kind: 'conflict', number: 1 })
    })

    it('of an envelope that another agency has not got is refused', async () => {
      const entry = envelope(101)
      const stolen = {
        mailbox: mailbox(2),
        team: 0,
        envelopeId: idOf(envelope(1)),
        device: device(1),
        entry,
        entryId: idOf(entry),
        today,
      }
      expect(await store().take(stolen)).toEqual({ kind: 'unknown-envelope' })
      expect(await waiting(mailbox(1))).toHaveLength(1)
    })

    it('names the envelope beside an entry that was appended without it', async () => {
      const number = await append(envelope(101))
      expect(await take(envelope(1), envelope(101))).toEqual({ kind: 'taken', number })
      expect((await sync()).entries).toMatchObject([{ number, from: idOf(envelope(1)) }])
    })

    it('with an entry that came from other mail, or was erased, is refused: nobody would find it there', async () => {
      const other = await take(envelope(1), envelope(101))
      const erased = await append(envelope(103))
      const stone = { mailbox: mailbox(1), team: 0, replaces: erased, tombstone: filled(136, 3) }
      await store().tombstone({ ...stone, entryId: idOf(envelope(103)) })
      await post(mailbox(1), envelope(2))
      expect(await take(envelope(2), envelope(101))).toEqual({ ...other, kind: 'conflict' })
      expect(await take(envelope(2), envelope(103))).toEqual({ kind: 'conflict', number: erased })
      expect(await waiting(mailbox(1))).toHaveLength(1)
    })

    it('is remembered: a late post of the envelope makes no second one', async () => {
      await take(envelope(1), envelope(101))
      await post(mailbox(1), envelope(1))
      expect(await waiting(mailbox(1))).toEqual([])
      await sync(0, noIncarnation, [idOf(envelope(1))], 2)
      await post(mailbox(1), envelope(1))
      await restart()
      await post(mailbox(1), envelope(1))
      expect(await waiting(mailbox(1))).toEqual([])
      expect(await take(envelope(1), envelope(102), 2)).toEqual({ kind: 'conflict', number: 1 })
    })
  })

  describe('the log', () => {
    it('has dense numbers from 1, per team', async () => {
      const numbers = await Promise.all([
        append(envelope(1)),
        append(envelope(2)),
        append(envelope(3), 7),
        append(envelope(4)),
      ])
      expect(numbers).toEqual([1, 2, 1, 3])
      expect((await sync()).entries.map(({ number }) => number)).toEqual([1, 2, 3])
      expect((await sync(0, noIncarnation, [], 1, 7)).entries.map(({ number }) => number)).toEqual([1])
    })

    it('of one agency is not the log of another', async () => {
      await append(envelope(1))
      const other = {
        mailbox: mailbox(2),
        team: 0,
        device: device(1),
        incarnation: noIncarnation,
        after: 0,
        confirmed: [],
      }
      expect(await store().sync(other)).toMatchObject({ head: 0, entries: [] })
    })

    it('takes the same entry once', async () => {
      expect(await append(envelope(1))).toBe(1)
      await append(envelope(2))
      expect(await append(envelope(1))).toBe(1)
      expect((await sync()).head).toBe(2)
    })

    it('is read from after a number, in pages', async () => {
      const count = Math.ceil((SYNC_PAGE_BYTES / ENVELOPE_BYTES[2]) * 1.5)
      await Promise.all(Array.from({ length: count }, (_, number) => append(envelope(number, 2))))
      const first = await sync()
      expect(first.head).toBe(count)
      const last = present(first.entries.at(-1)).number
      expect(last).toBeLessThan(count)
      const second = await sync(last, first.incarnation)
      expect(second.entries.map(({ number }) => number)).toEqual(
        Array.from({ length: count - last }, (_, at) => last + 1 + at),
      )
    })

    it('is read from its start for another incarnation', async () => {
      await append(envelope(1))
      const { incarnation } = await sync()
      expect(incarnation).toHaveLength(16)
      expect((await sync(1, incarnation)).entries).toEqual([])
      expect((await sync(1, filled(16, 9))).entries).toHaveLength(1)
    })

    it('keeps its incarnation over a restart', async () => {
      const { incarnation } = await sync()
      await restart()
      expect((await sync()).incarnation).toEqual(incarnation)
    })
  })

  describe('a tombstone', () => {
    const stone = (value: number): Bytes => filled(136, value)
    const erase = (replaces: number, entry: Envelope, value = 3): Promise<ErasureResult> =>
      store().tombstone({ mailbox: mailbox(1), team: 0, replaces, tombstone: stone(value), entryId: idOf(entry) })

    it('stands in the place of the entry, which is gone; the envelope it came from stays known', async () => {
      await post(mailbox(1), envelope(1))
      await take(envelope(1), envelope(101))
      await append(envelope(102))
      expect(await erase(1, envelope(101))).toBe('replaced')
      expect((await sync()).entries).toEqual([
        { kind: 'tombstone', number: 1, from: idOf(envelope(1)), bytes: stone(3) },
        { kind: 'entry', number: 2, from: zeros, bytes: envelope(102) },
      ])
      await post(mailbox(1), envelope(1))
      expect(await waiting(mailbox(1))).toEqual([])
    })

    it('is set once: the same again is the same, another is refused', async () => {
      await append(envelope(101))
      expect(await erase(1, envelope(101))).toBe('replaced')
      expect(await erase(1, envelope(101))).toBe('replaced')
      expect(await erase(1, envelope(101), 4)).toBe('other-tombstone')
    })

    it('replaces only the entry that it names', async () => {
      await append(envelope(101))
      expect(await erase(1, envelope(102))).toBe('unknown-entry')
      expect(await erase(2, envelope(101))).toBe('unknown-entry')
      expect((await sync()).entries).toMatchObject([{ kind: 'entry' }])
    })

    it('is not undone by a late append of what was erased', async () => {
      await append(envelope(101))
      await erase(1, envelope(101))
      expect(await append(envelope(101))).toBe(1)
      expect((await sync()).entries).toMatchObject([{ kind: 'tombstone', number: 1 }])
    })
  })

  describe('what was taken', () => {
    const confirm = (by: number, team = 0): ReturnType<MailboxStore['sync']> =>
      sync(0, noIncarnation, [idOf(envelope(1))], by, team)
    /** Rows that an expiry long after every term still finds. */
    const left = async (): Promise<number> => {
      const { mail, taken } = await store().expire(addDays(later, 1000))
      return mail + taken
    }
    beforeEach(async () => {
      await post(mailbox(1), envelope(1))
      await take(envelope(1), envelope(101), 1)
    })

    it('is deleted when a second device confirms it', async () => {
      await confirm(2)
      expect(await left()).toBe(0)
    })

    it('is not deleted at the word of the device that took it, of another team, or of another agency', async () => {
      await confirm(1)
      await confirm(2, 7)
      await store().sync({
        mailbox: mailbox(2),
        team: 0,
        device: device(2),
        incarnation: noIncarnation,
        after: 0,
        confirmed: [idOf(envelope(1))],
      })
      expect(await left()).toBe(1)
    })

    it('waits TAKEN_ROW_DAYS without a second device', async () => {
      expect(await store().expire(addDays(today, TAKEN_ROW_DAYS))).toEqual({ mail: 0, taken: 0 })
      expect(await store().expire(addDays(today, TAKEN_ROW_DAYS + 1))).toEqual({ mail: 0, taken: 1 })
      expect(await left()).toBe(0)
    })

    it('does not take with it what is not taken', async () => {
      await post(mailbox(1), envelope(2))
      await sync(0, noIncarnation, [idOf(envelope(2))], 2)
      expect(await waiting(mailbox(1))).toEqual([envelope(2)])
    })
  })
}
