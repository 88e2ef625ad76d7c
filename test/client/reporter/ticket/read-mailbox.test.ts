import { expect, test } from 'vitest'
import { MOST_PAGES, SURE_PAGES, readMailbox } from '../../../../client/reporter/ticket/read-mailbox.ts'
import { envelopeIdOf } from '../../../../shared/crypto/envelope-id.ts'
import { createTicket, deriveTicketKeys } from '../../../../shared/crypto/ticket.ts'
import { compareBytes } from '../../../../shared/bytes/equal.ts'
import { seal } from '../../../../shared/crypto/seal.ts'
import type { Envelope } from '../../../../shared/wire/envelope.ts'
import { p } from '../../../shared/trust/world.ts'

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))
const keys = await deriveTicketKeys(p, (password) => p.sha256(password), createTicket(random), random(32))
const to = { kind: 'reply', address: keys.address, hint: 0, key: keys.reply.publicKey } as const
const made = await Promise.all([1, 2].map(() => seal(p, random, to, new Uint8Array(1))))
const ids = new Map(await Promise.all(made.map(async (one) => [one, await envelopeIdOf(p, one)] as const)))
const ascending = made.toSorted((a, b) => compareBytes(ids.get(a) ?? random(1), ids.get(b) ?? random(1)))

/** A relay that always has more. `pageMs`: how long each page is under way. */
async function read(
  pageAt: (page: number) => readonly Envelope[],
  pageMs = 0,
): Promise<{ kind: string; pages: number; unverified?: number }> {
  let pages = 0
  const listReplies = (): Promise<{ kind: 'page'; envelopes: readonly Envelope[]; more: boolean }> => {
    if (pages > MOST_PAGES) throw new Error('followed for ever')
    return Promise.resolve({ kind: 'page', envelopes: pageAt(pages++), more: true })
  }
  const reader = { listReplies, erase: () => Promise.reject(new Error('not asked for')) }
  const offices = { speakers: () => Promise.resolve(null) }
  const mailbox = await readMailbox(
    { primitives: p, offices: offices as never, now: () => pages * pageMs, relay: { asReader: () => reader } },
    keys,
  )
  return { ...mailbox, pages }
}

test('a relay that shows the same page again and again is not followed', async () => {
  expect(await read(() => ascending.slice(0, 1))).toEqual({ kind: 'unreachable', pages: 2 })
})

test('a relay that goes back in a mailbox is not followed', async () => {
  expect(await read((page) => ascending.toReversed().slice(page % 2, (page % 2) + 1))).toEqual({
    kind: 'unreachable',
    pages: 2,
  })
})

test('a mailbox that somebody has filled keeps nobody on a slow line from their ticket, and that there is more is said', async () => {
  // one more than the sure ones, and then no end: opened by nobody, which is quick
  const junk = await Promise.all(
    Array.from({ length: SURE_PAGES + 8 }, async (_, n): Promise<readonly [Envelope, Uint8Array]> => {
      const envelope = made[0]!.slice() as Envelope
      envelope[envelope.length - 1]! ^= n + 1
      return [envelope, await envelopeIdOf(p, envelope)]
    }),
  )
  const filled = junk.toSorted(([, a], [, b]) => compareBytes(a, b)).map(([envelope]) => envelope)
  // 21,760 bytes at 40 kbit/s
  const slow = await read((page) => filled.slice(page, page + 1), 4_352)
  expect(slow).toMatchObject({ kind: 'read', pages: SURE_PAGES, unverified: SURE_PAGES + 1 })
  // a quick line reads on to where there is nothing more
  expect((await read((page) => filled.slice(page, page + 1), 400)).pages).toBeGreaterThan(SURE_PAGES + 7)
})
