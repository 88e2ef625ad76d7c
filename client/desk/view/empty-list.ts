/** What an empty list says: that one looks, cannot look, may not take in yet, or that there is nothing. Pure. */
import type { Key } from '../../words/desk.en.ts'
import type { ScreenState } from './screen-state.ts'

/** `none`: nothing is there, as far as this desk could look. */
export function emptyKey({ agency, busy, problems, proof, syncedDay }: ScreenState, none: Key): Key {
  if (busy && syncedDay === null) return 'empty.looking'
  if (agency.kind === null) return 'empty.unlisted'
  if (proof.kind === 'unproven') return 'empty.unproven'
  return problems.some(({ kind }) => kind === 'offline') ? 'empty.offline' : none
}
