import { describe, expect, test } from 'vitest'
import { compareGroups } from '../../../../../client/reporter/ticket/show/compare-groups.ts'
import { type TicketCode, createTicket, groupsOf } from '../../../../../shared/crypto/ticket.ts'
import { random } from '../../../../shared/crypto/world.ts'

const code = createTicket(random)
const groups = groupsOf(code)
const pick = (...at: number[]): string => at.map((one) => groups[one]).join(' ')
const inScript = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

describe('comparing what was written down', () => {
  test('takes any two of the five groups, in any order, and more of them', () => {
    const places = [0, 1, 2, 3, 4]
    const pairs = places.flatMap((one) => places.filter((other) => other !== one).map((other) => pick(one, other)))
    for (const pair of pairs) expect(compareGroups(code, pair), pair).toBe('right')
    expect(compareGroups(code, pick(4, 0, 2))).toBe('right')
    expect(compareGroups(code, code)).toBe('right')
  })

  test.each([
    ['Thai', 0x0e50],
    ['Lao', 0x0ed0],
    ['Khmer', 0x17e0],
    ['Myanmar', 0x1040],
    ['Arabic-Indic', 0x0660],
    ['Extended Arabic-Indic', 0x06f0],
  ])('reads %s digits', (_script, zero) => {
    expect(compareGroups(code, inScript(pick(3, 1), zero))).toBe('right')
  })

  test('finds every wrong digit, and two that have changed places', () => {
    const [first = '', second = ''] = groups
    for (let at = 0; at < 5; at++) {
      const wrong = first.slice(0, at) + String((Number(first[at]) + 1) % 10) + first.slice(at + 1)
      const found = compareGroups(code, `${wrong} ${second}`)
      expect(found).toBe(groups.includes(wrong) ? 'right' : 'wrong')
    }
    const twisted = '12345 67890 54321 09876 13579' as TicketCode
    const like = twisted.replaceAll(' ', '') as TicketCode
    expect(compareGroups(like, '12354 67890')).toBe('wrong')
  })

  test('takes one group for one: the same twice is not two, unless the code has it twice', () => {
    const like = (text: string): TicketCode => text.replaceAll(' ', '') as TicketCode
    expect(compareGroups(like('12345 67890 54321 09876 13579'), '12345 12345')).toBe('wrong')
    expect(compareGroups(like('12345 67890 12345 09876 13579'), '12345 12345')).toBe('right')
  })

  test('asks for whole groups and two at least', () => {
    for (const typed of ['', pick(0), pick(0).slice(1), `${pick(0, 1)}1`])
      expect(compareGroups(code, typed)).toBe('count')
    expect(compareGroups(code, `${pick(0)} abcde`)).toBe('digits')
  })
})
