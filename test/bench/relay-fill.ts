/**
 * Fills a data folder with mail and log entries through the relay's own code, many rows in a transaction:
 * `relay-fill.ts DATA_FOLDER`. Where rows would go by chance they go in order, so that a million of them need no hour: as
 * mailboxes take turns, those of one mailbox still lie all over the file.
 */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { filesIn, loadPepper, makeFolder } from '../../server/data-folder.ts'
import { mailboxKeyOf, type MailboxKey } from '../../server/mailboxes/mailbox-key.ts'
import { createSqliteStore } from '../../server/mailboxes/sqlite-store.ts'
import { envelopeIdOf } from '../../server/sha256.ts'
import { createCommitQueue } from '../../server/sqlite/commit-queue.ts'
import { close, openDatabase } from '../../server/sqlite/database.ts'
import { concat, u64, type Bytes } from '../../shared/bytes/cursor.ts'
import { addDays, dayOf } from '../../shared/day.ts'
import { ENVELOPE_BYTES } from '../../shared/protocol.ts'
import { parseEnvelopeBytes, type Envelope } from '../../shared/wire/envelope.ts'
import { answerParent } from './child.ts'

export interface FillQuestion {
  readonly kind: 'mail' | 'log'
  readonly rows: number
  /** Each gets as many rows as any other. */
  readonly addresses: readonly Bytes[]
  /** Last day of the mail, from today. */
  readonly expiresInDays: number
}

/** Long transactions, but not all in one: what they touch is kept in memory until the end. */
const ROWS_PER_TURN = 2_000
const CACHE_KIB = 1_000_000

const [, , folder = ''] = process.argv
makeFolder(folder)
const random = (lengthBytes: number): Bytes => new Uint8Array(randomBytes(lengthBytes))
const pepper = loadPepper(folder, null, random)
const sqlite = openDatabase(filesIn(folder).database)
// Nothing of value is lost with it.
sqlite.pragma('synchronous = OFF')
sqlite.pragma(`cache_size = -${CACHE_KIB}`)

let drawn = 0
/** The first of the free slots, and ascending numbers for the bodies of logs. */
const inOrder = (lengthBytes: number): Bytes => (lengthBytes === 8 ? u64((drawn += 2)) : new Uint8Array(lengthBytes))
const queue = createCommitQueue(sqlite)
const store = createSqliteStore({ sqlite, queue, random: inOrder })

const stuff = random(ENVELOPE_BYTES[0])
function envelope(number: number): Envelope {
  const parsed = parseEnvelopeBytes(concat(stuff.subarray(8), u64(number)))
  if (parsed === null) throw new Error('an envelope has the smallest size')
  return parsed
}

let made = 0
answerParent<FillQuestion, number>(
  async ({ kind, rows, addresses, expiresInDays }) => {
    const today = dayOf(Date.now())
    const mailboxes = addresses.map((address): MailboxKey => mailboxKeyOf(pepper, address))
    const add = (at: number): Promise<unknown> => {
      const mailbox = mailboxes[at % mailboxes.length]!
      const bytes = envelope(made++)
      const id = envelopeIdOf(bytes)
      return kind === 'log'
        ? store.append({ mailbox, team: 0, entry: bytes, entryId: id })
        : store.post({ mailbox, id, envelope: bytes, today, expiresDay: addDays(today, expiresInDays) })
    }
    for (let from = 0; from < rows; from += ROWS_PER_TURN) {
      const turn = Math.min(ROWS_PER_TURN, rows - from)
      await Promise.all(Array.from({ length: turn }, (_, more) => add(from + more)))
    }
    return rows
  },
  async () => {
    await store.close()
    close(sqlite)
  },
)
