import { describe, expect, test } from 'vitest'
import { createOffices } from '../../../../client/reporter/offices/offices.ts'
import { MOST_PAGES, SURE_PAGES, readMailbox } from '../../../../client/reporter/ticket/read-mailbox.ts'
import { signFrame } from '../../../../shared/case/frame.ts'
import { pseudonymName } from '../../../../shared/case/names.ts'
import { type KnownReplyEvent, TO_REPORTER, createReplyEvent } from '../../../../shared/case/reply-event.ts'
import { type SigningKey, type SigningSeed, signingKeyOf } from '../../../../shared/crypto/keys.ts'
import { envelopeIdOf } from '../../../../shared/crypto/envelope-id.ts'
import { createTicket, deriveTicketKeys } from '../../../../shared/crypto/ticket.ts'
import { compareBytes } from '../../../../shared/bytes/equal.ts'
import { seal } from '../../../../shared/crypto/seal.ts'
import { type AgencyId, agencyIdOf, parseInboxAddress } from '../../../../shared/wire/address.ts'
import type { Envelope } from '../../../../shared/wire/envelope.ts'
import { present } from '../../../present.ts'
import { TODAY, makeBundle, makeWorld, p } from '../../../shared/trust/world.ts'

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))
const agencyOf = (bytes: Uint8Array<ArrayBuffer>): AgencyId => agencyIdOf(present(parseInboxAddress(bytes)))
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
  const offices = { speakers: () => Promise.resolve(null), keptSpeakers: () => Promise.resolve(null) }
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

describe('a mailbox in which somebody names agencies without end', () => {
  const FORGED = 60
  /** 42 kB at 40 kbit/s. */
  const ASK_MS = 8_400

  async function said(by: SigningKey, agency: AgencyId): Promise<Envelope> {
    const common = { random, at: '2026-11-03T09:00:00Z', case: pseudonymName(keys.pseudonym), previous: null, agency }
    const event = createReplyEvent('message', common, { words: 'x' }) as KnownReplyEvent
    const { frame } = await signFrame(p, by, TO_REPORTER, keys.address, event)
    return seal(p, random, to, frame)
  }

  async function readFrom(kept: boolean): Promise<{ asked: readonly AgencyId[]; authors: readonly string[] }> {
    const { front, ...others } = await makeWorld()
    const bundle = await makeBundle({ front, ...others })
    const stranger = await signingKeyOf(p, random(32) as SigningSeed<'device'>)
    const genuine = await said(present(front.devices[0]), front.id)
    const forged = await Promise.all(Array.from({ length: FORGED }, () => said(stranger, agencyOf(random(32)))))
    const asked: AgencyId[] = []
    const offices = createOffices({
      primitives: p,
      rootHash: others.rootHash,
      relay: {
        directory: () => Promise.resolve({ kind: 'document', document: bundle.directory }),
        area: () => Promise.resolve({ kind: 'bundle', bundle }),
        agency(id) {
          asked.push(id)
          return Promise.resolve(id === front.id ? { kind: 'bundle', bundle } : { kind: 'absent' })
        },
      },
      store: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
      today: () => TODAY,
    })
    if (kept) await offices.refresh()
    // whoever fills a mailbox can try for a place in the order of ids
    const page = { kind: 'page', envelopes: [...forged, genuine], more: false } as const
    const reader = { listReplies: () => Promise.resolve(page), erase: () => Promise.reject(new Error('not asked for')) }
    const parts = { primitives: p, offices, now: () => asked.length * ASK_MS, relay: { asReader: () => reader } }
    const mailbox = await readMailbox(parts, keys)
    expect(mailbox).toMatchObject({ kind: 'read', unverified: kept ? FORGED : FORGED + 1 })
    return { asked, authors: mailbox.kind === 'read' ? mailbox.replies.map(({ agency }) => agency.id) : [] }
  }

  test('keeps nobody on a slow line from what the agency has said that the phone knows', async () => {
    const { asked, authors } = await readFrom(true)
    expect(authors).toHaveLength(1)
    expect(asked[0]).toBe(authors[0])
    expect(asked.length).toBeLessThan(12)
  })

  test('keeps nobody on a slow line from their ticket, on a phone that knows no agency yet', async () => {
    expect((await readFrom(false)).asked.length).toBeLessThan(12)
  })
})
