/**
 * Whether a pepper is the one of a database: the database keeps what is derived from it for this use only, which tells
 * nothing of 32 random bytes. Without that, another pepper would find no mailbox and nobody would notice.
 */
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { Sqlite } from '../sqlite/database.ts'
import { derivedKeyOf, type Pepper } from './mailbox-key.ts'

/** `unknown`: the database was never served since there is such a value. */
export type PepperFit = 'fits' | 'other' | 'unknown'

const USE = 'sosafe/v1/pepper-check'

export function pepperFit(sqlite: Sqlite, pepper: Pepper): PepperFit {
  const kept = sqlite.prepare<[], Uint8Array>("select value from setting where name = 'pepper-check'").pluck().get()
  if (kept === undefined) return 'unknown'
  return equalBytes(kept, derivedKeyOf(pepper, USE)) ? 'fits' : 'other'
}

/** `unknown` becomes `fits`: a database keeps the first pepper that it is served with. */
export function keepPepperCheck(sqlite: Sqlite, pepper: Pepper): Exclude<PepperFit, 'unknown'> {
  const insert = sqlite.prepare<[Uint8Array]>("insert or ignore into setting (name, value) values ('pepper-check', ?)")
  insert.run(derivedKeyOf(pepper, USE))
  return pepperFit(sqlite, pepper) === 'fits' ? 'fits' : 'other'
}
