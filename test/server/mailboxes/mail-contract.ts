/** Contract of MailboxStore, part one: mail. */
import { describe, expect, it } from 'vitest'
import { compareBytes } from '../../../shared/bytes/equal.ts'
import { addDays } from '../../../shared/day.ts'
import { ENVELOPE_BYTES, REPLY_PAGE_BYTES, SYNC_PAGE_BYTES } from '../../../shared/protocol.ts'
import { envelope, idOf, later, mailbox, sessionOf, today, zeros, type OpenStore } from './contract-fixture.ts'
import { present } from '../../present.ts'

export function describeMail(open: () => Promise<OpenStore>): void {
  const { store, restart, post, waiting, replies, append, sync } = sessionOf(open)

  describe('post and list', () => {
    it('keep what was posted, of each size, byte for byte, with its day', async () => {
      const mail = [envelope(1, 0), envelope(2, 1), envelope(3, 2)]
      for (const one of mail) await post(mailbox(1), one)
      const { items, more } = await store().listInbox({ mailbox: mailbox(1), after: zeros })
      expect(more).toBe(false)
      expect(new Set(items.map((item) => idOf(item.envelope).join()))).toEqual(
        new Set(mail.map((one) => idOf(one).join())),
      )
      expect(items.every(({ day }) => day === today)).toBe(true)
    })

    it('keep an envelope once however often it is posted', async () => {
      await post(mailbox(1), envelope(1))
      await post(mailbox(1), envelope(1), addDays(today, 1))
      expect(await waiting(mailbox(1))).toEqual([envelope(1)])
    })

    it('keep the same envelope once in each of two mailboxes', async () => {
      await post(mailbox(1), envelope(1))
      await post(mailbox(2), envelope(1))
      expect(await waiting(mailbox(1))).toEqual([envelope(1)])
      expect(await waiting(mailbox(2))).toEqual([envelope(1)])
    })

    it('keep two of the same moment, and fifty at once', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, number) => post(mailbox(1), envelope(number))))
      expect(await waiting(mailbox(1))).toHaveLength(50)
    })

    it('go by ascending id, not by arrival', async () => {
      for (let number = 0; number < 20; number++) await post(mailbox(1), envelope(number))
      const ids = (await waiting(mailbox(1))).map((mail) => idOf(mail))
      expect(ids).toEqual(ids.toSorted(compareBytes))
    })

    it('page through an inbox without a gap and without a repeat', async () => {
      const count = Math.ceil((SYNC_PAGE_BYTES / ENVELOPE_BYTES[2]) * 2.5)
      await Promise.all(Array.from({ length: count }, (_, number) => post(mailbox(1), envelope(number, 2))))
      const seen: string[] = []
      let after = zeros
      for (;;) {
        const page = await store().listInbox({ mailbox: mailbox(1), after })
        expect(page.items.reduce((sum, item) => sum + item.envelope.length, 0)).toBeLessThanOrEqual(SYNC_PAGE_BYTES)
        for (const item of page.items) seen.push(idOf(item.envelope).join())
        if (!page.more) break
        after = idOf(present(page.items.at(-1)).envelope)
      }
      expect(new Set(seen).size).toBe(count)
      expect(seen).toHaveLength(count)
    })

    it('drop leaves nothing', async () => {
      await store().drop(envelope(1), today)
      expect(await waiting(mailbox(1))).toEqual([])
    })

    it('hold after a restart', async () => {
      await post(mailbox(1), envelope(1))
      await restart()
      expect(await waiting(mailbox(1))).toEqual([envelope(1)])
    })
  })

  describe('a reply mailbox', () => {
    it('that nobody knows is empty, like an empty one', async () => {
      expect(await replies(mailbox(9))).toEqual({ more: false, envelopes: [] })
    })

    it('gives as much as fits one page, and the rest after the last id', async () => {
      const mail = Array.from({ length: 6 }, (_, number) => envelope(number))
      for (const one of mail) await post(mailbox(2), one)
      const first = await replies(mailbox(2))
      expect(first.more).toBe(true)
      expect(first.envelopes).toHaveLength(Math.floor(REPLY_PAGE_BYTES / ENVELOPE_BYTES[0]))
      const second = await replies(mailbox(2), idOf(present(first.envelopes.at(-1))))
      expect(second.more).toBe(false)
      expect(second.envelopes).toHaveLength(6 - first.envelopes.length)
    })

    it('gives a largest envelope too', async () => {
      await post(mailbox(2), envelope(1, 2))
      expect(await replies(mailbox(2))).toEqual({ more: false, envelopes: [envelope(1, 2)] })
    })

    it('is gone after erase, and only it', async () => {
      await post(mailbox(2), envelope(1))
      await post(mailbox(2), envelope(2, 1))
      await post(mailbox(3), envelope(1))
      await store().erase(mailbox(2))
      await store().erase(mailbox(2))
      expect((await replies(mailbox(2))).envelopes).toEqual([])
      expect((await replies(mailbox(3))).envelopes).toEqual([envelope(1)])
    })
  })

  describe('expiry', () => {
    it('deletes after the last day and not on it', async () => {
      await post(mailbox(1), envelope(1))
      expect((await store().expire(later)).mail).toBe(0)
      expect((await store().expire(addDays(later, 1))).mail).toBe(1)
      expect(await waiting(mailbox(1))).toEqual([])
    })

    it('begins anew for what is posted again, and is never brought forward', async () => {
      await post(mailbox(1), envelope(1), addDays(today, 30))
      await post(mailbox(1), envelope(1), today)
      expect((await store().expire(addDays(later, 30))).mail).toBe(0)
      expect((await store().expire(addDays(later, 31))).mail).toBe(1)
    })

    it('leaves the log', async () => {
      await append(envelope(1))
      await store().expire(addDays(later, 1000))
      expect((await sync()).entries).toHaveLength(1)
    })

    it('walks over thousands of rows', async () => {
      const old = Array.from({ length: 1500 }, (_, number) => post(mailbox(number % 200), envelope(number)))
      const young = Array.from({ length: 1500 }, (_, number) =>
        post(mailbox(number % 200), envelope(9000 + number), addDays(today, 5)),
      )
      await Promise.all([...old, ...young])
      expect((await store().expire(addDays(later, 1))).mail).toBe(1500)
      expect((await store().expire(addDays(later, 6))).mail).toBe(1500)
    })
  })
}
