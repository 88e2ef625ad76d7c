/**
 * Whether somebody who has written the code down reads it as it is: any two groups of it or more, in any order, digits of any
 * script. Finds slips; nothing hangs on it. Pure.
 */
import { asciiDigits } from '../../../../shared/crypto/digits.ts'
import { type TicketCode, groupsOf } from '../../../../shared/crypto/ticket.ts'

const GROUP_DIGITS = 5
/** Whoever has read two of them right reads their own writing. */
const GROUPS_ASKED = 2

/** `digits`: something that is no digit, space, dash or dot. `count`: no whole groups, or too few. */
export type Compared = 'right' | 'wrong' | 'count' | 'digits'

export function compareGroups(code: TicketCode, typed: string): Compared {
  const digits = asciiDigits(typed)
  if (digits === null) return 'digits'
  const read = digits.match(/.{5}/g) ?? []
  if (digits.length % GROUP_DIGITS !== 0 || read.length < GROUPS_ASKED) return 'count'
  // two groups of a code may be alike: each is taken once
  const left = [...groupsOf(code)]
  for (const group of read) {
    const at = left.indexOf(group)
    if (at === -1) return 'wrong'
    left.splice(at, 1)
  }
  return 'right'
}
