/** Section 5: the ticket's digits, and reading what a person typed. Its keys stand in the vectors. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { dammDigit } from '../../../shared/crypto/damm.ts'
import {
  createTicket,
  deriveTicketKeys,
  groupsOf,
  parseTicket,
  type TicketCode,
} from '../../../shared/crypto/ticket.ts'
import { TICKET_KDF } from '../../../shared/protocol.ts'
import { given } from './suite/check.ts'
import { p, random } from './world.ts'

const codes = fc.noShrink(fc.constant(null).map(() => createTicket(random)))
const read = (text: string): TicketCode => {
  const parsed = parseTicket(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.code
}
const reasonOf = (text: string): string => {
  const parsed = parseTicket(text)
  return parsed.ok ? 'ok' : parsed.reason
}

describe('a ticket', () => {
  test('is 25 digits with version and check digit, in five groups of five (P5.1)', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^1[0-9]{24}$/)
        expect(dammDigit(code)).toBe('0')
        expect(groupsOf(code)).toHaveLength(5)
        expect(groupsOf(code).join('')).toBe(code)
        expect(read(code)).toBe(code)
      }),
    )
  })

  test('has uniform digits: bytes of 250 and more are thrown away', () => {
    const bytes = [255, 250, 249, 251, 0, 9, 10]
    let asked = 0
    const scripted = (length: number): Bytes => Uint8Array.from({ length }, () => bytes[asked++ % bytes.length] ?? 0)
    const code = createTicket(scripted)
    // 249, 0, 9 and 10 count: 9, 0, 9, 0 again and again.
    expect(code.slice(1, 24)).toBe('90909090909090909090909')
  })

  test('spreads its digits evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 2000; i++) {
      for (const digit of createTicket(random).slice(1, 24)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
    }
    // 46,000 digits: six standard deviations are 386.
    for (const count of counts) expect(Math.abs(count - 4600)).toBeLessThan(390)
  })
})

describe('the check digit', () => {
  test('notices every single wrong digit', () => {
    fc.assert(
      fc.property(codes, fc.nat(24), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const wrong = code.slice(0, at) + ((Number(code[at]) + by) % 10).toString() + code.slice(at + 1)
        expect(reasonOf(wrong)).toBe(at === 0 ? 'version' : 'check')
      }),
      { numRuns: 2000 },
    )
  })

  test('notices every swap of two neighbours', () => {
    fc.assert(
      fc.property(codes, fc.nat(22), (code, before) => {
        const at = before + 1
        fc.pre(code[at] !== code[at + 1])
        const swapped = code.slice(0, at) + code.slice(at + 1, at + 2) + code.slice(at, at + 1) + code.slice(at + 2)
        expect(reasonOf(swapped)).toBe('check')
      }),
      { numRuns: 2000 },
    )
  })

  test('stands on a table that is a Latin square with zeros in its diagonal, and totally anti-symmetric', () => {
    const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    const step = (...parts: number[]): number => Number(dammDigit(parts.join('')))
    // The interim digit after one digit d is row 0; a row is reached by the digit that row 0 maps to it.
    const reach = (row: number): number =>
      given(
        digits.find((d) => step(d) === row),
        'row',
      )
    for (const row of digits) {
      expect(new Set(digits.map((d) => step(reach(row), d))).size).toBe(10)
      expect(step(reach(row), row)).toBe(0)
      for (const a of digits) {
        for (const b of digits.filter((other) => other !== a))
          expect(step(reach(row), a, b)).not.toBe(step(reach(row), b, a))
      }
    }
  })
})

describe('reading a code (P5.2)', () => {
  const code = createTicket(random)
  const inScript = (zero: number): string =>
    Array.from(code, (digit) => String.fromCodePoint(zero + Number(digit))).join('')

  test.each([
    ['Thai', 0x0e50],
    ['Lao', 0x0ed0],
    ['Khmer', 0x17e0],
    ['Myanmar', 0x1040],
    ['Shan', 0x1090],
    ['Arabic-Indic', 0x0660],
    ['Extended Arabic-Indic', 0x06f0],
    ['Devanagari', 0x0966],
    ['Bengali', 0x09e6],
    ['full width', 0xff10],
  ])('takes %s digits', (_script, zero) => {
    expect(read(inScript(zero))).toBe(code)
  })

  test('takes groups with spaces, dashes and dots of any kind between them, and before and after', () => {
    for (const between of [
      ' ',
      '\u00a0',
      '\u2009',
      '\t',
      '\n',
      '-',
      '\u2013',
      '\u2014',
      '\u2212',
      '.',
      '\u00b7',
      '\u200b',
      '\u200e',
      '\u200f',
      '\u061c',
      '\u2067',
      '\u2069',
      ' - ',
    ]) {
      expect(read(between + groupsOf(code).join(between) + between)).toBe(code)
    }
  })

  test('takes scripts mixed in one code, as a phone with two keyboards writes them', () => {
    const zeros = [0x30, 0x0e50, 0x0ed0, 0x17e0, 0x1040, 0x0660, 0x06f0]
    const mixed = Array.from(code, (digit, at) =>
      String.fromCodePoint((zeros[at % zeros.length] ?? 0x30) + Number(digit)),
    )
    expect(read(mixed.join(''))).toBe(code)
  })

  test('finds a slip in every script', () => {
    for (const zero of [0x0e50, 0x0ed0, 0x17e0, 0x1040, 0x0660, 0x06f0]) {
      const at = 7
      const wrong = String.fromCodePoint(zero + ((Number(code[at]) + 3) % 10))
      const text = inScript(zero)
      expect(reasonOf(text.slice(0, at) + wrong + text.slice(at + 1))).toBe('check')
    }
  })

  test.each([
    ['', 'length'],
    ['1', 'length'],
    [`${code}0`, 'length'],
    [code.slice(0, 24), 'length'],
    [`2${code.slice(1)}`, 'version'],
    [`${code.slice(0, 24)}a`, 'digits'],
    [`${code}\u2460`, 'digits'],
    [`${code}²`, 'digits'],
    [`${code}\u0e3f`, 'digits'],
    [`O${code.slice(1)}`, 'digits'],
  ])('refuses %j because of its %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason)
  })

  test('never throws, and what it takes it takes in the same digits', () => {
    const unit = fc.constantFrom('1', '2', '9', '๑', '๙', ' ', '-', 'a', '\u{1f600}', '\ud800')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const parsed = parseTicket(text)
        expect(parsed.ok ? /^1[0-9]{24}$/.test(parsed.code) : typeof parsed.reason).toBe(parsed.ok ? true : 'string')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('its keys', () => {
  test('come from Argon2id over the ASCII digits with the numbers of the protocol, and from nothing else', async () => {
    const asked: unknown[] = []
    const argon2id = async (password: Bytes, salt: Bytes, settings: object): Promise<Bytes> => {
      asked.push([new TextDecoder().decode(password), salt.length, settings])
      return new Uint8Array(32).fill(password[1] ?? 0)
    }
    const code = read('1000000000000000000000002')
    const [one, again] = [
      await deriveTicketKeys(p, argon2id, code, new Uint8Array(32)),
      await deriveTicketKeys(p, argon2id, code, new Uint8Array(32)),
    ]
    expect(asked).toEqual([
      ['1000000000000000000000002', 16, TICKET_KDF],
      ['1000000000000000000000002', 16, TICKET_KDF],
    ])
    expect(one.address).toEqual(again.address)
    expect(one.reading.publicKey).not.toEqual(one.followUp.publicKey)
    expect(one.address).not.toEqual(one.pseudonym)
  })
})
