/** The numbers of the protocol fit each other: nothing is ever sealed to a key that may be gone when it arrives. */
import { describe, expect, test } from 'vitest'
import * as protocol from '../../shared/protocol.ts'

const days = protocol
const base64urlBytes = (bytes: number): number => Math.ceil((bytes * 4) / 3)

describe('keys outlive the mail that is sealed to them', () => {
  test('a report that waited in the outbox as long as it may is taken in before its seed is erased', () => {
    expect(days.OUTBOX_DAYS + days.TAKE_IN_DAYS + days.CLOCK_TOLERANCE_DAYS).toBeLessThanOrEqual(days.SEED_KEEP_DAYS)
  })

  test('a replaced chain is there until the last mail that a phone may seal to it was taken in', () => {
    // A sheet of the old chain may be dated ahead of the day on which the chain was replaced, and that day behind.
    const span = days.SHEET_EPOCHS * days.EPOCH_DAYS + 2 * days.CLOCK_TOLERANCE_DAYS
    expect(span + days.OUTBOX_DAYS + days.TAKE_IN_DAYS + days.CLOCK_TOLERANCE_DAYS).toBeLessThanOrEqual(
      days.CHAIN_KEEP_DAYS,
    )
    expect(span + days.SEED_KEEP_DAYS).toBeLessThanOrEqual(days.CHAIN_KEEP_DAYS)
  })

  test('a chain can be checked for longer than it is used', () => {
    expect(days.CHAIN_EPOCHS * days.EPOCH_DAYS).toBeGreaterThan(19 * 365)
  })

  test('an intake sheet issued on the last day of an epoch still serves a phone that is offline for eight weeks', () => {
    expect((days.SHEET_EPOCHS - 1) * days.EPOCH_DAYS).toBeGreaterThanOrEqual(56)
  })

  test('an intake sheet spans ten weeks, and an online phone wants a younger one', () => {
    expect(days.SHEET_EPOCHS * days.EPOCH_DAYS).toBe(70)
    expect(days.SHEET_FRESH_DAYS).toBeLessThan(days.SHEET_EPOCHS * days.EPOCH_DAYS)
    expect(days.SHEET_FRESH_DAYS).toBeLessThanOrEqual(days.EPOCH_DAYS)
  })

  test('mail stays at the relay longer than the longest wait of a desk that opens in time', () => {
    expect(days.TAKE_IN_DAYS).toBeLessThan(days.INBOX_EXPIRY_DAYS)
    expect(days.SEED_KEEP_DAYS).toBeLessThan(days.INBOX_EXPIRY_DAYS)
  })

  test('a ticket says that nothing was received no sooner than a desk may stay shut, and while the mail still lies there', () => {
    expect(days.TELL_AGAIN_DAYS).toBeGreaterThanOrEqual(days.TAKE_IN_DAYS)
    expect(days.TELL_AGAIN_DAYS).toBeLessThan(days.INBOX_EXPIRY_DAYS - days.OUTBOX_DAYS)
  })

  test('a taken row outlives a week in which no second desk is open', () => {
    expect(days.TAKEN_ROW_DAYS).toBeGreaterThanOrEqual(7)
    expect(days.TAKEN_ROW_DAYS).toBeLessThan(days.INBOX_EXPIRY_DAYS)
  })

  test('an answer to a report that arrived late is there as long as the ticket lives', () => {
    expect(days.OUTBOX_DAYS + days.TAKE_IN_DAYS).toBeLessThan(days.REPLY_EXPIRY_DAYS)
  })
})

describe('a voice', () => {
  test('of the longest kind fits its chunks twice over, and they are a power of two', () => {
    const longestBytes = (protocol.VOICE_SECONDS * protocol.VOICE_BITS_PER_SECOND) / 8
    expect(2 * longestBytes).toBeLessThanOrEqual(protocol.VOICE_CHUNKS * protocol.CHUNK_BYTES)
    expect(Math.log2(protocol.VOICE_CHUNKS) % 1).toBe(0)
    expect(protocol.VOICE_CHUNKS).toBeLessThanOrEqual(protocol.MAX_CHUNKS)
  })

  test('of a minute passes on 2G (40 kbit/s) in less than a minute, padding included', () => {
    const chunks = 2 ** Math.ceil(Math.log2((60 * protocol.VOICE_BITS_PER_SECOND) / 8 / protocol.CHUNK_BYTES))
    expect((chunks * protocol.SEALED_CHUNK_BYTES * 8) / 40_000).toBeLessThan(60)
  })

  test('has chunks that stay at the relay until the letter that names them was surely taken in', () => {
    expect(days.OUTBOX_DAYS + days.TAKE_IN_DAYS + days.CLOCK_TOLERANCE_DAYS).toBeLessThan(days.INBOX_EXPIRY_DAYS)
  })
})

describe('documents outlive the absence of whoever signs them', () => {
  test('a member sheet and a directory hold for ten weeks and a clock that is wrong', () => {
    expect(days.MEMBER_SHEET_DAYS).toBeGreaterThanOrEqual(70 + days.CLOCK_TOLERANCE_DAYS)
    expect(days.DIRECTORY_DAYS).toBeGreaterThanOrEqual(70 + days.CLOCK_TOLERANCE_DAYS)
  })

  test('a request that is signed just before midnight holds just after it', () => {
    expect(days.REQUEST_DAY_TOLERANCE).toBeGreaterThanOrEqual(1)
  })

  test('two of three roots sign, so that one may be lost and one alone cannot', () => {
    expect(days.ROOT_THRESHOLD).toBeGreaterThan(days.ROOT_KEYS / 2)
    expect(days.ROOT_THRESHOLD).toBeLessThan(days.ROOT_KEYS)
    expect(days.MIN_MEMBERS).toBeGreaterThanOrEqual(2)
  })
})

describe('lengths', () => {
  const [small, middle, large] = protocol.ENVELOPE_BYTES

  test('the parts of an envelope add up', () => {
    expect(protocol.ENVELOPE_OVERHEAD_BYTES).toBe(4 + 1120 + 32 + 16)
    expect(protocol.XWING_PUBLIC_BYTES).toBe(1184 + 32)
    expect(protocol.XWING_CIPHERTEXT_BYTES).toBe(1088 + 32)
  })

  test('three smallest, two middle and one largest envelope take the same room, in one page of 16 KiB', () => {
    expect([3 * small, 2 * middle]).toEqual([large, large])
    expect(large).toBeLessThanOrEqual(16_344)
  })

  test('mail to an inbox leaves room in the largest size for the log entry that is made of it', () => {
    const padded = large - protocol.ENVELOPE_OVERHEAD_BYTES - protocol.PADDING_HEADER_BYTES
    expect(protocol.MAX_MAIL_CONTENT_BYTES + 1000).toBeLessThanOrEqual(padded)
  })

  test('a log event that embeds a reply of the largest size that replies take fits the largest size', () => {
    const reply = protocol.ENVELOPE_BYTES[protocol.MAX_REPLY_SIZE_INDEX] ?? Number.NaN
    // Base64url of random bytes deflates to three quarters and a few per cent.
    const embedded = base64urlBytes(reply) * 0.78
    expect(embedded + 1000).toBeLessThanOrEqual(large - protocol.ENVELOPE_OVERHEAD_BYTES)
  })

  test('a page of replies holds four smallest, two middle or one largest envelope with their lengths', () => {
    const page = (count: number, size: number): number => 1 + 2 + count * (4 + size)
    for (const [count, size] of [
      [4, small],
      [2, middle],
      [1, large],
    ] as const) {
      expect(page(count, size)).toBeLessThanOrEqual(protocol.REPLY_PAGE_BYTES)
    }
  })

  test('the longest request of every verb is within the limit of a body', () => {
    const post = 32 + protocol.WORK_NONCE_BYTES + large
    const take = 32 + 2 + 32 + large
    const keep = 32 + 32 + 4 + 64 + large
    const sync = 32 + 2 + 16 + 8 + 2 + protocol.MAX_CONFIRMED_IDS * protocol.ID_BYTES
    const put = protocol.ID_BYTES + protocol.WORK_NONCE_BYTES + protocol.SEALED_CHUNK_BYTES
    for (const bytes of [post, take, keep, sync, put]) expect(bytes).toBeLessThanOrEqual(protocol.MAX_BODY_BYTES)
  })

  test('a page of a log holds many entries, each with its number, kind and origin', () => {
    expect(16 + 8 + 2 + 16 * (8 + 1 + 32 + 4 + large)).toBeLessThanOrEqual(protocol.SYNC_PAGE_BYTES)
  })

  test('content that may come out of an envelope is more than any envelope holds', () => {
    expect(protocol.MAX_CONTENT_BYTES).toBeGreaterThan(large)
  })

  test('an attachment is cut into a power of two of chunks', () => {
    expect(Math.log2(protocol.MAX_CHUNKS) % 1).toBe(0)
    expect(protocol.SEALED_CHUNK_BYTES).toBe(protocol.CHUNK_BYTES + 16)
  })
})

test('a ticket is a version digit, random digits worth 76 bits and a check digit', () => {
  expect(protocol.TICKET_DIGITS).toBe(1 + protocol.TICKET_RANDOM_DIGITS + 1)
  expect(protocol.TICKET_RANDOM_DIGITS * Math.log2(10)).toBeGreaterThan(76)
  expect(protocol.TICKET_VERSION_DIGIT).toMatch(/^[0-9]$/)
})

test('a recovery kit is 128 bits, and its words carry a checksum of four more', () => {
  expect(protocol.KIT_BYTES * 8).toBe(128)
  expect(protocol.KIT_WORDS * 11).toBe(protocol.KIT_BYTES * 8 + 4)
})

test('epochs begin on a Monday', () => {
  const zero = new Date(protocol.EPOCH_ZERO_DAY * 86_400_000)
  expect(zero.toISOString()).toBe('2026-01-05T00:00:00.000Z')
  expect(zero.getUTCDay()).toBe(1)
  expect(protocol.EPOCH_DAYS % 7).toBe(0)
})

describe('the work of a post', () => {
  const bitsOfPart = (price: number): number => price - Math.log2(protocol.WORK_PARTS)
  /** Chance that so many searches, each of `mean` tries, need more than `tries` together: too few finds of a Poisson process. */
  const chanceOfMore = (tries: number, mean: number): number => {
    let term = Math.exp(-tries / mean)
    let sum = 0
    for (let finds = 0; finds < protocol.WORK_PARTS; finds++) {
      sum += term
      term *= tries / mean / (finds + 1)
    }
    return sum
  }

  test('has a floor and a ceiling that 32 bits of a hash can show, and parts whose sum is the price', () => {
    expect(bitsOfPart(protocol.WORK_MIN_BITS)).toBeGreaterThan(0)
    expect(bitsOfPart(protocol.WORK_MIN_BITS) % 1).toBe(0)
    expect(protocol.WORK_MIN_BITS).toBeLessThan(protocol.WORK_MAX_BITS)
    expect(bitsOfPart(protocol.WORK_MAX_BITS)).toBeLessThan(32)
    expect(protocol.WORK_NONCE_BYTES).toBe(protocol.WORK_PARTS * 4)
  })

  test('takes a phone of 100,000 hashes a second three seconds in less than one of 1,000 cases; a bit more would not do', () => {
    const threeSeconds = 3 * 100_000
    expect(chanceOfMore(threeSeconds, 2 ** bitsOfPart(protocol.WORK_MAX_BITS))).toBeLessThan(0.001)
    expect(chanceOfMore(threeSeconds, 2 ** (bitsOfPart(protocol.WORK_MAX_BITS) + 1))).toBeGreaterThan(0.001)
  })
})
