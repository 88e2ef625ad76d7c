import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, type Bytes } from '../../../shared/bytes/cursor.ts'
import { parseDay } from '../../../shared/day.ts'
import {
  ENVELOPE_BYTES,
  MAX_CONFIRMED_IDS,
  REPLY_PAGE_BYTES,
  SEALED_CHUNK_BYTES,
  WORK_NONCE_BYTES,
} from '../../../shared/protocol.ts'
import { parseEnvelopeId, parseInboxAddress, parseReplyAddress } from '../../../shared/wire/address.ts'
import { encodePutRequest, parseBlobId, parsePutRequest } from '../../../shared/wire/blob.ts'
import { parseEnvelope, parseEnvelopeBytes, sizeIndexOf } from '../../../shared/wire/envelope.ts'
import * as list from '../../../shared/wire/list.ts'
import * as log from '../../../shared/wire/log.ts'
import { encodePostRequest, parsePostRequest } from '../../../shared/wire/post.ts'
import * as recovery from '../../../shared/wire/recovery.ts'
import { encodeTombstone, parseTombstone, TOMBSTONE_BYTES } from '../../../shared/wire/tombstone.ts'
import { present } from '../../present.ts'

const bytes = (length: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array))
const filled = (length: number, value = 7): Bytes => new Uint8Array(length).fill(value)
const envelope = fc
  .tuple(fc.constantFrom(...ENVELOPE_BYTES), fc.nat(255))
  .map(([length, value]) => present(parseEnvelopeBytes(filled(length, value))))
const agency = bytes(32).map((value) => present(parseInboxAddress(value)))
const replyAddress = bytes(32).map((value) => present(parseReplyAddress(value)))
const id = bytes(32).map((value) => present(parseEnvelopeId(value)))
const team = fc.nat(0xffff)
const number = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const day = fc.nat(0xffffffff).map((value) => present(parseDay(value)))
const tombstone = fc.record({ device: bytes(32), signature: bytes(64), number, hash: bytes(32) })

/** Decode is the inverse of encode, and whatever else parses is what encode writes. */
function roundTrip<T>(
  arbitrary: fc.Arbitrary<T>,
  encode: (value: T) => Bytes,
  parse: (bytes: Bytes) => T | null,
): boolean {
  fc.assert(
    fc.property(arbitrary, (value) => {
      const encoded = encode(value)
      expect(parse(encoded)).toEqual(value)
      expect(parse(encoded.subarray(0, -1))).toBeNull()
      expect(parse(concat(encoded, new Uint8Array(1)))).toBeNull()
    }),
    { numRuns: 40 },
  )
  return true
}

function survives(parse: (bytes: Bytes) => unknown): boolean {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (foreign) => {
      parse(new Uint8Array(foreign))
    }),
  )
  return true
}

describe('binary messages of the relay', () => {
  it('reads back each request and answer exactly, and refuses one byte less or more', () => {
    expect(
      roundTrip(
        fc.record({ address: bytes(32), nonce: bytes(WORK_NONCE_BYTES), envelope }),
        encodePostRequest,
        parsePostRequest,
      ),
    ).toBe(true)
    expect(roundTrip(fc.record({ agency, after: id }), list.encodeInboxRequest, list.parseInboxRequest)).toBe(true)
    expect(
      roundTrip(
        fc.record({ more: fc.boolean(), items: fc.array(fc.record({ day, envelope }), { maxLength: 3 }) }),
        list.encodeInboxAnswer,
        list.parseInboxAnswer,
      ),
    ).toBe(true)
    expect(
      roundTrip(fc.record({ address: replyAddress, after: id }), list.encodeRepliesRequest, list.parseRepliesRequest),
    ).toBe(true)
    expect(
      roundTrip(
        fc.record({ agency, team, envelopeId: id, entry: envelope }),
        log.encodeTakeRequest,
        log.parseTakeRequest,
      ),
    ).toBe(true)
    expect(
      roundTrip(
        fc.record({ kind: fc.constant('entry' as const), agency, team, entry: envelope }),
        (value) => log.encodeAppendRequest(value),
        (encoded) => log.parseAppendRequest(encoded) as never,
      ),
    ).toBe(true)
    expect(roundTrip(number, log.encodeNumberAnswer, log.parseNumberAnswer)).toBe(true)
    expect(
      roundTrip(
        fc.record({ agency, team, incarnation: bytes(16), after: number, confirmed: fc.array(id, { maxLength: 5 }) }),
        log.encodeSyncRequest,
        log.parseSyncRequest,
      ),
    ).toBe(true)
    expect(roundTrip(tombstone, encodeTombstone, parseTombstone)).toBe(true)
    const copy = { serial: fc.nat(0xffffffff), signature: bytes(64), envelope }
    expect(roundTrip(fc.record(copy), recovery.encodeRecoverAnswer, recovery.parseRecoverAnswer)).toBe(true)
    const keep = fc.record({ agency, readingKey: bytes(32), ...copy })
    expect(roundTrip(keep, recovery.encodeKeepRequest, recovery.parseKeepRequest)).toBe(true)
  })

  it('reads back entries and tombstones of a sync answer', () => {
    const entry = fc.record({ kind: fc.constant('entry' as const), number, from: id, bytes: envelope })
    const erased = fc.record({
      kind: fc.constant('tombstone' as const),
      number,
      from: id,
      bytes: tombstone.map(encodeTombstone),
    })
    const answer = fc.record({
      incarnation: bytes(16),
      head: number,
      entries: fc.array(fc.oneof(entry, erased), { maxLength: 4 }),
    })
    expect(roundTrip(answer, log.encodeSyncAnswer, log.parseSyncAnswer)).toBe(true)
  })

  it('never throws on foreign bytes', () => {
    const parsers = [
      parsePostRequest,
      list.parseInboxRequest,
      list.parseInboxAnswer,
      list.parseRepliesRequest,
      list.parseRepliesAnswer,
      list.parseEraseRequest,
      recovery.parseKeepRequest,
      recovery.parseRecoverRequest,
      recovery.parseRecoverAnswer,
      log.parseTakeRequest,
      log.parseAppendRequest,
      log.parseNumberAnswer,
      log.parseSyncRequest,
      log.parseSyncAnswer,
      parseTombstone,
      parsePutRequest,
      parseEnvelope,
    ]
    for (const parse of parsers) expect(survives(parse)).toBe(true)
  })
})

describe('an envelope', () => {
  it('has one of three sizes', () => {
    for (const [index, size] of ENVELOPE_BYTES.entries()) {
      expect(sizeIndexOf(size)).toBe(index)
      expect(parseEnvelopeBytes(filled(size - 1))).toBeNull()
      expect(parseEnvelopeBytes(filled(size + 1))).toBeNull()
    }
  })

  it('of this version tells its hint and size', () => {
    const foreign = filled(ENVELOPE_BYTES[1], 0)
    foreign.set([1, 1, 2, 3])
    expect(parseEnvelope(foreign)).toMatchObject({ kind: 'envelope', hint: 0x0203, sizeIndex: 1 })
    expect(parseEnvelope(new Uint8Array(foreign.subarray(1)))).toMatchObject({ kind: 'unknown-version' })
    expect(parseEnvelope(new Uint8Array(foreign.subarray(0, 4)))).toEqual({ kind: 'malformed' })
    expect(parseEnvelope(new Uint8Array(3))).toEqual({ kind: 'malformed' })
  })

  it('of an unknown version or suite is kept, whatever its size', () => {
    expect(parseEnvelope(new Uint8Array([2, 1, 0, 0]))).toMatchObject({ kind: 'unknown-version', version: 2, suite: 1 })
    expect(parseEnvelope(new Uint8Array([1, 9, 0, 0]))).toMatchObject({ kind: 'unknown-version', version: 1, suite: 9 })
  })
})

describe('the reply page', () => {
  const small = present(parseEnvelopeBytes(filled(ENVELOPE_BYTES[0])))
  const large = present(parseEnvelopeBytes(filled(ENVELOPE_BYTES[2])))

  it('has one size, empty or full', () => {
    for (const envelopes of [[], [small], [small, small, small, small], [large, small]]) {
      const page = list.encodeRepliesAnswer({ more: false, envelopes }, filled(REPLY_PAGE_BYTES, 9))
      expect(page.length).toBe(REPLY_PAGE_BYTES)
      expect(list.parseRepliesAnswer(page)).toEqual({ more: false, envelopes })
    }
  })

  it('refuses what does not fit and another filler', () => {
    expect(() =>
      list.encodeRepliesAnswer({ more: false, envelopes: [large, large] }, filled(REPLY_PAGE_BYTES)),
    ).toThrow(RangeError)
    expect(() => list.encodeRepliesAnswer({ more: false, envelopes: [] }, filled(10))).toThrow(RangeError)
    expect(list.parseRepliesAnswer(filled(REPLY_PAGE_BYTES - 1, 0))).toBeNull()
  })
})

describe('single rules', () => {
  const zeros = present(parseEnvelopeId(filled(32, 0)))
  const inbox = present(parseInboxAddress(filled(32)))

  it('a tombstone names the number that it replaces', () => {
    const bytesOf = (named: number): Bytes =>
      encodeTombstone({ device: filled(32), signature: filled(64), number: named, hash: filled(32) })
    const encoded = (replaces: number, named: number): Bytes =>
      log.encodeAppendRequest({ kind: 'tombstone', agency: inbox, team: 0, replaces, tombstone: bytesOf(named) })
    expect(log.parseAppendRequest(encoded(5, 5))).toMatchObject({ kind: 'tombstone', replaces: 5 })
    expect(log.parseAppendRequest(encoded(5, 6))).toBeNull()
    expect(bytesOf(1).length).toBe(TOMBSTONE_BYTES)
  })

  it('a sync confirms at most MAX_CONFIRMED_IDS envelopes', () => {
    const request = (count: number): Bytes =>
      log.encodeSyncRequest({
        agency: inbox,
        team: 0,
        incarnation: filled(16),
        after: 0,
        confirmed: Array.from({ length: count }, () => zeros),
      })
    expect(log.parseSyncRequest(request(MAX_CONFIRMED_IDS))).not.toBeNull()
    expect(log.parseSyncRequest(request(MAX_CONFIRMED_IDS + 1))).toBeNull()
  })

  it('a sync answer knows no third kind of entry', () => {
    const entry = {
      kind: 'entry',
      number: 1,
      from: zeros,
      bytes: present(parseEnvelopeBytes(filled(ENVELOPE_BYTES[0]))),
    } as const
    const encoded = log.encodeSyncAnswer({ incarnation: filled(16), head: 1, entries: [entry] })
    const kindAt = 16 + 8 + 2 + 8
    expect(encoded[kindAt]).toBe(0)
    for (const kind of [1, 2, 255]) {
      encoded[kindAt] = kind
      expect(log.parseSyncAnswer(encoded)).toBeNull()
    }
  })

  it('more is 0 or 1', () => {
    const inboxPage = list.encodeInboxAnswer({ more: true, items: [] })
    const replyPage = list.encodeRepliesAnswer({ more: true, envelopes: [] }, filled(REPLY_PAGE_BYTES))
    expect(list.parseInboxAnswer(inboxPage)?.more).toBe(true)
    inboxPage[0] = replyPage[0] = 2
    expect(list.parseInboxAnswer(inboxPage)).toBeNull()
    expect(list.parseRepliesAnswer(replyPage)).toBeNull()
  })

  it('a chunk has one size', () => {
    const request = (length: number): Bytes =>
      encodePutRequest({ id: present(parseBlobId(filled(32))), nonce: filled(WORK_NONCE_BYTES), chunk: filled(length) })
    expect(parsePutRequest(request(SEALED_CHUNK_BYTES))?.chunk.length).toBe(SEALED_CHUNK_BYTES)
    expect(parsePutRequest(request(SEALED_CHUNK_BYTES - 1))).toBeNull()
    expect(parsePutRequest(request(SEALED_CHUNK_BYTES + 1))).toBeNull()
  })
})
