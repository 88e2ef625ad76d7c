/** Section 8, signed requests: bound to method, path, body, origin and day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeText } from '../../../shared/bytes/cursor.ts'
import { generateSigningKey } from '../../../shared/crypto/keys.ts'
import {
  signRequest,
  signerOf,
  verifyRequest,
  type RequestHeaders,
  type RequestVerdict,
} from '../../../shared/crypto/request.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { dayFrom, p, random } from './world.ts'

const today = dayFrom(20_780)
const parts = { method: 'POST', path: '/v1/take', body: encodeText('body'), origin: 'https://relay.example' }
const key = await generateSigningKey<'device'>(p, random)
const headers = await signRequest(p, signerOf(p, key), { ...parts, day: today })

const verdict = (
  changed: Partial<typeof parts & { today: Day }>,
  sent: Partial<Record<keyof RequestHeaders, string>> = {},
): Promise<RequestVerdict> => verifyRequest(p, { ...headers, ...sent }, { ...parts, today, ...changed })

describe('a signed request', () => {
  test('is accepted as it was signed, and says whose it is', async () => {
    expect(await verdict({})).toEqual({ ok: true, key: key.publicKey })
  })

  test.each([
    ['method', { method: 'GET' }],
    ['path', { path: '/v1/take/' }],
    ['body', { body: encodeText('bodY') }],
    ['empty body', { body: new Uint8Array(0) }],
    ['origin', { origin: 'http://relay.example' }],
  ])('is refused with another %s', async (_what, changed) => {
    expect(await verdict(changed)).toEqual({ ok: false, reason: 'signature' })
  })

  test('is accepted the day before and after, and further off is told the day', async () => {
    for (const [days, ok] of [
      [-2, false],
      [-1, true],
      [1, true],
      [2, false],
      [400, false],
    ] as const) {
      const answer = await verdict({ today: addDays(today, days) })
      expect(answer).toEqual(ok ? { ok: true, key: key.publicKey } : { ok: false, reason: 'day' })
    }
  })

  test('is refused when its day is changed to fit', async () => {
    expect(await verdict({ today: addDays(today, 3) }, { 'sosafe-day': '20782' })).toEqual({
      ok: false,
      reason: 'signature',
    })
  })

  test('is refused under another key', async () => {
    const other = await generateSigningKey<'device'>(p, random)
    const { 'sosafe-key': name } = await signRequest(p, signerOf(p, other), { ...parts, day: today })
    expect(await verdict({}, { 'sosafe-key': name })).toEqual({ ok: false, reason: 'signature' })
  })

  test.each([
    ['a missing key', { 'sosafe-key': undefined }],
    ['a missing day', { 'sosafe-day': undefined }],
    ['a missing signature', { 'sosafe-signature': undefined }],
    ['a key of small order', { 'sosafe-key': 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['a short key', { 'sosafe-key': 'AQ' }],
    ['a padded key', { 'sosafe-key': `${headers['sosafe-key']}=` }],
    ['a short signature', { 'sosafe-signature': headers['sosafe-signature'].slice(0, 80) }],
    ['a day with a sign', { 'sosafe-day': '+20780' }],
    ['a day with a leading zero', { 'sosafe-day': '020780' }],
    ['a day in words', { 'sosafe-day': 'today' }],
    ['a day past u32', { 'sosafe-day': '9999999999' }],
  ])('is refused with %s', async (_what, sent) => {
    const changed = { ...headers, ...sent } as Parameters<typeof verifyRequest>[1]
    expect(await verifyRequest(p, changed, { ...parts, today })).toEqual({ ok: false, reason: 'signature' })
  })

  test('never throws, whatever the headers hold', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.constantFrom(headers['sosafe-key'], headers['sosafe-day'], headers['sosafe-signature']),
    )
    await fc.assert(
      fc.asyncProperty(text, text, text, async (one, two, three) => {
        const sent = { 'sosafe-key': one, 'sosafe-day': two, 'sosafe-signature': three }
        const answer = await verifyRequest(p, sent, { ...parts, today })
        expect(answer.ok).toBe(JSON.stringify(sent) === JSON.stringify(headers))
      }),
      { numRuns: 500 },
    )
  })
})
