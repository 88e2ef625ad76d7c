/** An agency's logs in SQLite. Every function is synchronous and meant to run inside a transaction of the queue. */
import { SYNC_PAGE_BYTES } from '../../shared/protocol.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { parseEnvelopeId, type EnvelopeId } from '../../shared/wire/address.ts'
import type { LogEntry, SyncAnswer } from '../../shared/wire/log.ts'
import type { Random } from '../draw.ts'
import type { Sqlite } from '../sqlite/database.ts'
import type { MailboxKey } from './mailbox-key.ts'
import { bodyOfEntry, createLogBodies, envelopeOf, sizeOf } from './sqlite-bodies.ts'
import { incarnationOf } from './sqlite-incarnation.ts'
import type { Erasure, ErasureResult, Log, NewEntry } from './store.ts'

export interface SourceRow {
  readonly team: number
  readonly number: number
  readonly entry: Uint8Array
}

export interface Logs {
  /** Which entry, of any team, came from this envelope. */
  bySource(mailbox: MailboxKey, envelopeId: Uint8Array): SourceRow | null
  /** The number of this entry, if it came from an envelope or was erased; null: it is new here, or came from none. */
  spokenFor(entry: NewEntry): number | null
  /** The entry's number. `source`: the envelope it came from; given later, it is written beside an entry that has none. */
  append(entry: NewEntry, source: EnvelopeId | null): number
  tombstone(erasure: Erasure): ErasureResult
  read(log: Log, incarnation: Bytes, after: number): SyncAnswer
}

interface ErasableRow {
  readonly entry: Uint8Array
  readonly size: bigint | null
  readonly key: bigint | null
  readonly tombstone: Uint8Array | null
}

interface PageRow {
  readonly number: number
  readonly source: Uint8Array | null
  readonly tombstone: Uint8Array | null
  readonly bytes: Bytes | null
}

/** Beside the bytes in a sync answer: number, kind, source, length. */
const ITEM_BYTES = 45
const NO_SOURCE = new Uint8Array(32)

function idOf(bytes: Uint8Array): EnvelopeId {
  const id = parseEnvelopeId(new Uint8Array(bytes))
  if (id === null) throw new Error('a stored id has another length')
  return id
}

function entryOf({ number, source, tombstone, bytes }: PageRow): LogEntry {
  const from = idOf(source ?? NO_SOURCE)
  if (tombstone !== null) return { kind: 'tombstone', number, from, bytes: new Uint8Array(tombstone) }
  if (bytes === null) throw new Error('a log entry has no body')
  return { kind: 'entry', number, from, bytes: envelopeOf(bytes) }
}

export function createLogs(sqlite: Sqlite, random: Random): Logs {
  const bodies = createLogBodies(sqlite, random)
  const incarnation = incarnationOf(sqlite, random)
  const source = sqlite.prepare<[Uint8Array, Uint8Array], SourceRow>(
    'select team, number, entry from log where mailbox = ? and source = ?',
  )
  const byEntry = sqlite.prepare<[Uint8Array, number, Uint8Array], { number: number }>(
    'select number from log where mailbox = ? and team = ? and entry = ?',
  )
  const spoken = sqlite.prepare<[Uint8Array, number, Uint8Array], { number: number }>(
    'select number from log where mailbox = ? and team = ? and entry = ? and (source is not null or tombstone is not null)',
  )
  const highest = sqlite.prepare<[Uint8Array, number], { head: number }>(
    'select coalesce(max(number), 0) as head from log where mailbox = ? and team = ?',
  )
  const insert = sqlite.prepare<[Uint8Array, number, number, Uint8Array, Uint8Array | null, number, bigint]>(
    'insert into log (mailbox, team, number, entry, source, size, key) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const addSource = sqlite.prepare<[Uint8Array, Uint8Array, number, number]>(
    'update log set source = ? where mailbox = ? and team = ? and number = ? and source is null',
  )
  const byNumber = sqlite
    .prepare<[Uint8Array, number, number], ErasableRow>(
      'select entry, size, key, tombstone from log where mailbox = ? and team = ? and number = ?',
    )
    .safeIntegers()
  const replace = sqlite.prepare<[Uint8Array, Uint8Array, number, number]>(
    'update log set size = null, key = null, tombstone = ? where mailbox = ? and team = ? and number = ?',
  )
  const page = sqlite.prepare<[Uint8Array, number, number], PageRow>(
    `select number, source, tombstone, ${bodyOfEntry('l')} as bytes from log l where mailbox = ? and team = ? and number > ? order by number`,
  )
  const head = ({ mailbox, team }: Log): number => highest.get(mailbox, team)?.head ?? 0

  return {
    bySource: (mailbox, envelopeId) => source.get(mailbox, envelopeId) ?? null,
    spokenFor: ({ mailbox, team, entryId }) => spoken.get(mailbox, team, entryId)?.number ?? null,
    append({ mailbox, team, entry, entryId }, envelopeId) {
      const known = byEntry.get(mailbox, team, entryId)
      if (known !== undefined) {
        if (envelopeId !== null) addSource.run(envelopeId, mailbox, team, known.number)
        return known.number
      }
      const number = head({ mailbox, team }) + 1
      const { size, key } = bodies.insert(entry)
      insert.run(mailbox, team, number, entryId, envelopeId, size, key)
      return number
    },
    tombstone({ mailbox, team, replaces, tombstone, entryId }) {
      const row = byNumber.get(mailbox, team, replaces)
      if (row === undefined) return 'unknown-entry'
      if (row.tombstone !== null) return equalBytes(row.tombstone, tombstone) ? 'replaced' : 'other-tombstone'
      if (!equalBytes(row.entry, entryId)) return 'unknown-entry'
      if (row.key !== null) bodies.remove(sizeOf(Number(row.size)), row.key)
      replace.run(tombstone, mailbox, team, replaces)
      return 'replaced'
    },
    read(log, known, after) {
      const entries: LogEntry[] = []
      let room = SYNC_PAGE_BYTES
      for (const row of page.iterate(log.mailbox, log.team, equalBytes(known, incarnation) ? after : 0)) {
        const entry = entryOf(row)
        room -= entry.bytes.length + ITEM_BYTES
        if (room < 0) break
        entries.push(entry)
      }
      return { incarnation, head: head(log), entries }
    },
  }
}
