/** Section 4: sealing and opening. The vectors say what an envelope is; these say what it promises. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { createBodyKey } from '../../../shared/crypto/body-key.ts'
import { parseXWingPublicKey, type IntakePublicKey } from '../../../shared/crypto/keys.ts'
import { open } from '../../../shared/crypto/open.ts'
import { pad, sizeFor, unpad } from '../../../shared/crypto/padding.ts'
import { fitsIn, seal, SealError } from '../../../shared/crypto/seal.ts'
import {
  ENVELOPE_BYTES,
  ENVELOPE_OVERHEAD_BYTES,
  MAX_CONTENT_BYTES,
  PADDING_HEADER_BYTES,
} from '../../../shared/protocol.ts'
import { parseInboxAddress, type InboxAddress } from '../../../shared/wire/address.ts'
import { given } from './suite/check.ts'
import { flipped, p, random, secretFor } from './world.ts'

const address: InboxAddress = given(parseInboxAddress(new Uint8Array(32).fill(5)), 'address')
const secret = await secretFor<'intake'>(1)
const to = { kind: 'inbox', address, hint: 7, key: secret.publicKey } as const
const from = { kind: 'inbox', address, secret } as const
const room = ENVELOPE_BYTES.map((bytes) => bytes - ENVELOPE_OVERHEAD_BYTES - PADDING_HEADER_BYTES)
const compressible = (length: number): Bytes => encodeText('ฉันกลัว'.repeat(Math.ceil(length / 21))).slice(0, length)
const content = fc
  .tuple(fc.nat(16_000), fc.boolean(), fc.nat(255))
  .map(([length, dense, byte]) => (dense ? random(length) : new Uint8Array(length).fill(byte)))

describe('sealing', () => {
  test('gives one of exactly three sizes, for any content that fits (10,000 runs)', () => {
    fc.assert(
      fc.property(fc.nat(room[2] ?? 0), fc.boolean(), (length, deflated) => {
        const size = given(sizeFor(length), 'size')
        expect(ENVELOPE_BYTES).toContain(pad(new Uint8Array(length), deflated, size).length + ENVELOPE_OVERHEAD_BYTES)
      }),
      { numRuns: 10_000 },
    )
  })

  test('opens again as the same content, whatever it is', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const size = await fitsIn(p, bytes)
        fc.pre(size !== null)
        const envelope = await seal(p, random, to, bytes)
        expect(envelope.length).toBe(ENVELOPE_BYTES[given(size, 'size')])
        expect(await open(p, from, envelope)).toEqual(bytes)
      }),
      { numRuns: 300 },
    )
  })

  test.each([0, 1, 2] as const)('takes the smallest size that fits: %i up to its last byte', async (size) => {
    const most = room[size] ?? 0
    expect(await fitsIn(p, random(most))).toBe(size)
    expect(await fitsIn(p, random(most + 1))).toBe(size === 2 ? null : size + 1)
  })

  test('deflates where that makes the envelope smaller, and only there (P4.4)', async () => {
    const flagOf = async (bytes: Bytes): Promise<number> => {
      const boxes: Bytes[] = []
      const watching = {
        ...p,
        secretboxSeal: (plain: Bytes, key: Bytes) => (boxes.push(plain), p.secretboxSeal(plain, key)),
      }
      await seal(watching, random, to, bytes)
      return boxes[0]?.[0] ?? -1
    }
    expect(await flagOf(compressible(room[0] ?? 0))).toBe(0)
    expect(await flagOf(compressible((room[0] ?? 0) + 1))).toBe(1)
    expect(await flagOf(random((room[0] ?? 0) + 1))).toBe(0)
    expect(await fitsIn(p, compressible(40_000))).toBe(0)
  })

  test('refuses content that fits no size, or that nobody would inflate again', async () => {
    await expect(seal(p, random, to, random(room[2]! + 1))).rejects.toMatchObject({ code: 'too-long' })
    expect(await fitsIn(p, new Uint8Array(MAX_CONTENT_BYTES))).toBe(0)
    expect(await fitsIn(p, new Uint8Array(MAX_CONTENT_BYTES + 1))).toBeNull()
    await expect(seal(p, random, to, new Uint8Array(MAX_CONTENT_BYTES + 1))).rejects.toBeInstanceOf(SealError)
  })

  test('refuses a key that P2.3 refuses, though somebody cast it', async () => {
    const key = new Uint8Array(1216).fill(255)
    expect(parseXWingPublicKey(key)).toBeNull()
    await expect(seal(p, random, { ...to, key: key as IntakePublicKey }, new Uint8Array(1))).rejects.toMatchObject({
      code: 'refused-key',
    })
  })

  test('refuses a hint that is no u16', async () => {
    for (const hint of [-1, 0.5, 65_536])
      await expect(seal(p, random, { ...to, hint }, new Uint8Array(1))).rejects.toThrow(RangeError)
  })

  test('a body key seals exactly once', () => {
    const key = createBodyKey(p, random(32))
    const padded = pad(new Uint8Array(1), false, 0)
    expect(key.seal(padded)).toHaveLength(padded.length + 16)
    expect(() => key.seal(padded)).toThrow('once')
  })
})

describe('opening', () => {
  test('has one outcome for any bytes that are no envelope for this mailbox', async () => {
    const envelope = await seal(p, random, to, encodeText('ช่วยด้วย'))
    const foreign = fc.oneof(
      fc.uint8Array({ maxLength: 6000 }),
      fc.constantFrom(...ENVELOPE_BYTES).map((length) => random(length)),
      fc.constantFrom(...ENVELOPE_BYTES).map((length) => {
        const bytes = random(length)
        bytes.set([1, 1, 0, 7])
        return bytes
      }),
      fc.nat(envelope.length * 8 - 1).map((bit) => flipped(envelope, bit)),
    )
    await fc.assert(
      fc.asyncProperty(foreign, async (bytes) => {
        expect(await open(p, from, new Uint8Array(bytes))).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('tries another key without harm: where a hint names two, the commitment decides', async () => {
    const other = await secretFor<'intake'>(2)
    const envelope = await seal(p, random, to, encodeText('x'))
    expect(await open(p, { ...from, secret: other }, envelope)).toBeNull()
    expect(await open(p, from, envelope)).toEqual(encodeText('x'))
  })

  test('never reaches the box when the commitment is wrong', async () => {
    const envelope = await seal(p, random, to, encodeText('x'))
    const asked: Bytes[] = []
    const watching = { ...p, secretboxOpen: (box: Bytes, key: Bytes) => (asked.push(box), p.secretboxOpen(box, key)) }
    expect(await open(watching, from, flipped(envelope, 1124 * 8))).toBeNull()
    expect(asked).toHaveLength(0)
    expect(await open(watching, from, envelope)).not.toBeNull()
    expect(asked).toHaveLength(1)
  })
})

describe('padding', () => {
  test('is read back, and nothing else is', () => {
    const padded = fc.uint8Array({ minLength: 0, maxLength: 40 }).map((bytes) => {
      const long = new Uint8Array(room[0]! + PADDING_HEADER_BYTES)
      long.set(bytes)
      return long
    })
    fc.assert(
      fc.property(padded, (bytes) => {
        const read = unpad(bytes)
        expect(read === null ? bytes : pad(read.content, read.deflated, 0)).toEqual(bytes)
      }),
      { numRuns: 3000 },
    )
  })

  test('shorter than its head is refused', () => {
    for (let length = 0; length < PADDING_HEADER_BYTES; length++) expect(unpad(new Uint8Array(length))).toBeNull()
  })
})
