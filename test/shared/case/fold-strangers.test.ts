/** What stands between the letters of a case and is none of them cuts nothing off. Source: docs/protocol.md P6.6. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/case/case.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import { first, fold } from './folding.ts'
import { caseOf, followUpKey, innerHash, replyTo, staff, taken, ticketKey } from './records.ts'
import { present } from '../../present.ts'

const change = (number: number, inner: number, from: number, next: number, heads: number[]): LogRecord => {
  const body = { reply: replyTo(next), followUp: followUpKey(next), proof: new Uint8Array(64) }
  return taken(number, 'code-change', body, { inner, heads, ticket: from })
}
const letter = (number: number, inner: number, ticket: number, heads: number[], key = ticket): LogRecord =>
  taken(number, 'follow-up', { words: `${number}` }, { inner, heads, ticket, key })
const ofOld = (records: readonly LogRecord[], inner: number): Case['timeline'][number] => {
  const { cases } = fold(...records)
  const case_ = present(cases.get(caseOf(1)))
  expect(case_.gaps).toEqual([])
  return present(case_.timeline.find((item) => item.hash === innerHash(inner)))
}

describe('A letter of the old ticket, behind the code change', () => {
  const oldLetter = 50

  it('is of a replaced ticket, also where strangers who name the case stand between the two', () => {
    const strangers = [letter(3, 3, 1, [2], 66), letter(4, 4, 1, [3], 67)]
    const records = [first, change(2, 2, 1, 90, [1]), ...strangers, letter(5, oldLetter, 1, [4])]
    for (const order of [records, records.toReversed()])
      expect(ofOld(order, oldLetter)).toMatchObject({ ticket: 'replaced' })
  })

  it('is of a replaced ticket, also where what stands between is of another case by now', () => {
    const settled = [
      first,
      change(2, 20, 1, 90, [1]),
      change(3, 21, 1, 91, [2]),
      staff(4, 'ticket', { key: ticketKey(90) }, { heads: [3] }),
    ]
    const records = [...settled, letter(5, 22, 91, [4]), letter(6, oldLetter, 1, [5])]
    expect(ofOld(records, oldLetter)).toMatchObject({ ticket: 'replaced' })
    // whoever holds both tickets passes a case of their own on to the second
    const pulled = [...records, letter(7, 5, 2, []), change(8, 6, 2, 91, [7])]
    expect(fold(...pulled).cases.get(caseOf(2))?.timeline).toHaveLength(3)
    expect(ofOld(pulled, oldLetter)).toMatchObject({ ticket: 'replaced' })
  })
})
