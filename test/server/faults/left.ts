/** What lies in the files of a relay that does not run. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { bodyOfEntry, MAIL_TABLES } from '../../../server/mailboxes/sqlite-bodies.ts'
import { openToRead, type Sqlite } from '../../../server/sqlite/database.ts'
import { NO_DAY } from '../../../server/sqlite/slots.ts'

/** Ids in hex. */
export interface MailRow {
  readonly mailbox: string
  readonly id: string
  readonly isTaken: boolean
  /** The body is the one of this id. */
  readonly isWhole: boolean
}

export interface LogRow {
  readonly number: number
  readonly entry: string
  readonly source: string | null
  readonly isErased: boolean
  readonly isWhole: boolean
}

export interface Left {
  readonly mail: readonly MailRow[]
  readonly log: readonly LogRow[]
  readonly blobs: readonly { readonly id: string; readonly isWhole: boolean }[]
  /** Versions of all intake sheets of an agency, serials of all recovery copies. */
  readonly sheets: readonly number[]
  readonly copies: readonly number[]
  /** What SQLite says of its files, where it is not `ok`. */
  readonly broken: readonly string[]
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const isOf = (bytes: Uint8Array | null, id: Uint8Array): boolean =>
  bytes !== null && createHash('sha256').update(bytes).digest().equals(id)

interface StoredMail {
  readonly mailbox: Uint8Array
  readonly id: Uint8Array
  readonly taken: number
  readonly bytes: Uint8Array
}

interface StoredEntry {
  readonly number: number
  readonly entry: Uint8Array
  readonly source: Uint8Array | null
  readonly erased: 0 | 1
  readonly bytes: Uint8Array | null
}

function mailOf(sqlite: Sqlite): MailRow[] {
  const rows = MAIL_TABLES.flatMap((table) =>
    sqlite
      .prepare<[], StoredMail>(
        `select mailbox, id, taken, bytes from ${table} join ${table}_body using (key) where mailbox != zeroblob(32)`,
      )
      .all(),
  )
  return rows.map(({ mailbox, id, taken, bytes }) => ({
    mailbox: hexOf(mailbox),
    id: hexOf(id),
    isTaken: taken !== NO_DAY,
    isWhole: isOf(bytes, id),
  }))
}

function logOf(sqlite: Sqlite): LogRow[] {
  const rows = sqlite.prepare<[], StoredEntry>(
    `select number, entry, source, tombstone is not null as erased, ${bodyOfEntry('log')} as bytes from log order by number`,
  )
  return rows.all().map(({ number, entry, source, erased, bytes }) => ({
    number,
    entry: hexOf(entry),
    source: source === null ? null : hexOf(source),
    isErased: erased === 1,
    isWhole: erased === 1 ? bytes === null : isOf(bytes, entry),
  }))
}

/** Nobody may write meanwhile. One log, of one agency. */
export function leftIn(folder: string, agency: string): Left {
  const relay = openToRead(join(folder, 'relay.db'))
  const blobs = openToRead(join(folder, 'blobs.db'))
  try {
    const whole = (sqlite: Sqlite): string => String(sqlite.pragma('integrity_check', { simple: true }))
    const sheets = relay
      .prepare<[string], number>("select version from document where kind = 'intake-sheet' and agency = ?")
      .pluck()
    return {
      mail: mailOf(relay),
      log: logOf(relay),
      blobs: blobs
        .prepare<[], { readonly id: Uint8Array; readonly bytes: Uint8Array }>(
          'select id, bytes from blob join blob_body using (key) where mailbox != zeroblob(32)',
        )
        .all()
        .map(({ id, bytes }) => ({ id: hexOf(id), isWhole: isOf(bytes, id) })),
      sheets: sheets.all(agency),
      copies: relay.prepare<[], number>('select serial from recovery_copy').pluck().all(),
      broken: [whole(relay), whole(blobs)].filter((word) => word !== 'ok'),
    }
  } finally {
    relay.close()
    blobs.close()
  }
}
