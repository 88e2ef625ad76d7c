import { describe, expect, it } from 'vitest'
import { dueOf, inOrder, MAX_HELD } from '../../../../client/desk/intake/letter-order.ts'
import type { OpenedMail } from '../../../../client/desk/intake/open-mail.ts'
import { followUpKey, ticketKey } from '../../../shared/case/records.ts'

interface Letter {
  readonly name: string
  readonly signed: OpenedMail['signed']
}

/** Of ticket `by`; a code change names ticket `next`. */
function letter(name: string, by: number, type: string, at: string, next?: number): Letter {
  const body = next === undefined ? {} : { followUp: followUpKey(next) }
  return { name, signed: { author: ticketKey(by), event: { type, at, body } } as unknown as Letter['signed'] }
}

/** Of every order in which the relay may list them. */
function ordersOf(letters: readonly Letter[]): ReadonlySet<string> {
  const all = (rest: readonly Letter[]): readonly (readonly Letter[])[] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((one) => all(rest.filter((other) => other !== one)).map((others) => [one, ...others]))
  return new Set(
    all(letters).map((list) =>
      inOrder(list)
        .map(({ name }) => name)
        .join(' '),
    ),
  )
}

describe('Letters that wait together', () => {
  it('are taken in by the clock of their ticket, the report first and the code change last, then what the next says', () => {
    const letters = [
      letter('old', 1, 'follow-up', '2026-11-03T09:00:00Z'),
      letter('newer', 1, 'follow-up', '2026-11-03T09:00:00.250Z'),
      letter('change', 1, 'code-change', '2020-01-01T00:00:00Z', 2),
      letter('report', 1, 'report', '2026-11-03T23:00:00Z'),
      letter('next', 2, 'follow-up', '2026-11-02T09:00:00Z'),
    ]
    expect([...ordersOf(letters)]).toEqual(['report old newer change next'])
  })

  it('put a reopening behind a withdrawal, whatever a clock says: what cannot be told counts as taken back', () => {
    const letters = [
      letter('reopening', 1, 'reopening', '2026-11-03T09:00:00Z'),
      letter('withdrawal', 1, 'withdrawal', '2030-01-01T00:00:00Z'),
    ]
    expect([...ordersOf(letters)]).toEqual(['withdrawal reopening'])
  })

  it('all have their turn once, also where changes lead in a ring or to one ticket twice', () => {
    const letters = [
      letter('a', 1, 'code-change', '2026-11-03T09:00:00Z', 2),
      letter('b', 2, 'code-change', '2026-11-03T09:00:00Z', 3),
      letter('c', 3, 'code-change', '2026-11-03T09:00:00Z', 1),
      letter('d', 4, 'code-change', '2026-11-03T09:00:00Z', 3),
      letter('e', 4, 'code-change', '2026-11-03T09:00:00Z', 4),
    ]
    for (const order of ordersOf(letters)) expect(order.split(' ').toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('keep code changes until the last letter, unless there are so many that nothing else could be held', () => {
    const words = letter('words', 1, 'follow-up', '2026-11-03T09:00:00Z')
    const change = letter('change', 1, 'code-change', '2026-11-03T08:00:00Z', 2)
    expect(dueOf([change, words], false)).toEqual({ now: [words], later: [change] })
    expect(dueOf([change, words], true)).toEqual({ now: [words, change], later: [] })
    const many = Array.from({ length: MAX_HELD / 2 + 1 }, () => change)
    expect(dueOf([...many, words], false)).toEqual({ now: [words, ...many], later: [] })
  })
})
