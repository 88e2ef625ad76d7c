import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { SignedEvent } from '../../../shared/case/frame.ts'
import { createReplyEvent, type ReplyEvent } from '../../../shared/case/reply-event.ts'
import { orderReplies } from '../../../shared/case/reply-order.ts'
import { agencyIdOf, parseInboxAddress } from '../../../shared/wire/address.ts'
import { caseOf, device, hash } from './records.ts'
import { AT, repeatable } from './samples.ts'
import { present } from '../../present.ts'

const random = repeatable(3)
const agencies = [1, 2].map((number) => agencyIdOf(present(parseInboxAddress(new Uint8Array(32).fill(number)))))

function said(number: number, previous: number | null, agency = 0): SignedEvent<ReplyEvent> {
  const chain = { previous: previous === null ? null : hash(previous), agency: present(agencies[agency]) }
  const event = createReplyEvent('message', { random, at: AT, case: caseOf(1), ...chain }, { words: `${number}` })
  return { author: device(1), hash: hash(number), event }
}

describe('What a reporter reads', () => {
  const replies = [said(9, null), said(4, 9), said(7, 4), said(1, 77, 1), said(2, 1, 1)]

  it('stands in the order in which it was said, agency by agency, in any order of arrival and once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...replies, ...replies], { minLength: 10 }), (arrived) => {
        const [first, second] = orderReplies(arrived)
        expect(first?.events.map((item) => item.hash)).toEqual([hash(9), hash(4), hash(7)])
        expect(second?.events.map((item) => item.hash)).toEqual([hash(1), hash(2)])
      }),
    )
  })

  it('shows where the chain is broken', () => {
    expect(orderReplies(replies).map(({ gaps }) => gaps)).toEqual([[], [{ missing: hash(77), namedBy: hash(1) }]])
  })

  it('written twice at once stands in an order that is the same for all', () => {
    const forked = [said(9, null), said(5, 9), said(3, 9)]
    expect(present(orderReplies(forked)[0]).events.map((item) => item.hash)).toEqual([hash(9), hash(3), hash(5)])
  })
})
