/**
 * better-sqlite3 alone: the relay's schema, pragmas, page size and row bytes, the same rows a transaction, one SHA-256 of
 * the envelope and one HMAC of the address per row. Without HTTP, proof of work, index, draws or promises.
 * `relay-raw.ts DATABASE SLOTS`.
 */
import { createHmac, hash, randomBytes } from 'node:crypto'
import process from 'node:process'
import { openDatabase } from '../../server/sqlite/database.ts'
import { ENVELOPE_BYTES } from '../../shared/protocol.ts'
import { answerParent } from './child.ts'

export interface RawQuestion {
  /** `slots`: free ones all over the file are overwritten, as the relay does; `appended`: rows one after the other. */
  readonly layout: 'slots' | 'appended'
  readonly rows: number
  readonly batch: number
}

const [, , path = '', slotCount = '0'] = process.argv
const sqlite = openDatabase(path)
const slots = Number(slotCount)
const envelopes = Array.from({ length: slots }, () => randomBytes(ENVELOPE_BYTES[0]))
const pepper = randomBytes(32)
const zeros = new Uint8Array(32)
const DAY = 20_784
/** Prime to the number of slots: no two rows of a batch on one page, all slots in the end. */
const STRIDE = 2_741

const insertRow = sqlite.prepare(
  'insert into mail_0 (key, mailbox, id, received, expires, taken_by, taken) values (?, ?, ?, ?, ?, ?, ?)',
)
const insertBody = sqlite.prepare('insert into mail_0_body (key, bytes) values (?, ?)')
const updateRow = sqlite.prepare(
  'update mail_0 set mailbox = ?, id = ?, received = ?, expires = ?, taken_by = ?, taken = ? where key = ?',
)
const updateBody = sqlite.prepare('update mail_0_body set bytes = ? where key = ?')

let last = 0
function append(mailbox: Uint8Array, id: Uint8Array, envelope: Uint8Array): void {
  last += 1
  insertRow.run(last, mailbox, id, DAY, DAY, zeros, DAY)
  insertBody.run(last, envelope)
}
function overwrite(mailbox: Uint8Array, id: Uint8Array, envelope: Uint8Array, at: number): void {
  const key = ((at * STRIDE) % slots) + 1
  updateRow.run(mailbox, id, DAY, DAY, zeros, DAY, key)
  updateBody.run(envelope, key)
}

sqlite.transaction(() => envelopes.forEach((envelope) => append(zeros, zeros, envelope))).immediate()

let turn = 0
answerParent<RawQuestion, number>(
  ({ layout, rows, batch }) => {
    // Never the same into the same slot: SQLite compares, and writes nothing where nothing changes.
    turn += 1
    const store = layout === 'slots' ? overwrite : append
    const commit = sqlite.transaction((from: number) => {
      for (let at = from; at < Math.min(from + batch, rows); at++) {
        const envelope = envelopes[(at + turn) % slots]!
        const mailbox = createHmac('sha256', pepper).update(envelope.subarray(0, 32)).digest()
        store(mailbox, hash('sha256', envelope, 'buffer'), envelope, at)
      }
    })
    const begin = performance.now()
    for (let at = 0; at < rows; at += batch) commit.immediate(at)
    return performance.now() - begin
  },
  () => void sqlite.close(),
)
