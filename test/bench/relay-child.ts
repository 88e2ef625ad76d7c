/** The relay as it is, in a process of its own: `relay-child.ts DATA_FOLDER ROOT_HASH group|each`. */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { createPriceBoard } from '../../server/gate/price.ts'
import { createLog } from '../../server/log.ts'
import { startRelay } from '../../server/main.ts'
import type { MailboxKey } from '../../server/mailboxes/mailbox-key.ts'
import type { MailboxStore } from '../../server/mailboxes/store.ts'
import { envelopeIdOf } from '../../server/sha256.ts'
import { createCommitQueue, type CommitQueue, type CommitQueueOptions } from '../../server/sqlite/commit-queue.ts'
import type { Sqlite } from '../../server/sqlite/database.ts'
import { addDays, dayOf } from '../../shared/day.ts'
import { ENVELOPE_BYTES, INBOX_EXPIRY_DAYS } from '../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../shared/wire/envelope.ts'
import { answerParent } from './child.ts'

export type RelayQuestion =
  | { readonly kind: 'state' }
  /**
   * The state after everything that can be collected has been. Not for who measures time afterwards: the room for young
   * objects and compiled code go with it, and what comes next pays for both anew.
   */
  | { readonly kind: 'weigh' }
  /** Posts straight to the store, 64 at a time, each mailbox in turn; then as `weigh`. */
  | { readonly kind: 'post'; readonly rows: number; readonly mailboxes: number }

export interface RelayState {
  readonly port: number
  /** From the call of `startRelay` until it answers. */
  readonly startMs: number
  readonly rssBytes: number
  readonly jobs: number
  readonly commits: number
}

const [, , dataFolder = '', rootHash = '', commit = 'group'] = process.argv
/** At a time, as so many connections would. */
const TURN = 64
let jobs = 0
let commits = 0
let store: MailboxStore | null = null

function openQueue(sqlite: Sqlite, options: CommitQueueOptions): CommitQueue {
  const schedule = (flush: () => void): unknown =>
    setImmediate(() => {
      commits += 1
      flush()
    })
  const queue = createCommitQueue(sqlite, { ...options, schedule })
  return {
    flush: queue.flush,
    run(job) {
      jobs += 1
      const result = queue.run(job)
      if (commit === 'each') queue.flush()
      return result
    },
  }
}

const begin = performance.now()
const relay = await startRelay({
  config: { port: 0, host: '127.0.0.1', dataFolder, pepperFile: null, origins: [], metricsPort: null },
  deployment: { rootHash: new Uint8Array(Buffer.from(rootHash, 'hex')), demo: false },
  appFolder: 'no-such-folder',
  log: createLog(
    (line) => process.stderr.write(line),
    () => dayOf(Date.now()),
  ),
  openQueue,
  wrapStore: (own) => (store = own),
  // Every post is looked at and counted as ever, but the work of a million would take days if they became dearer.
  prices: createPriceBoard(() => performance.now(), { perMailbox: Infinity, overall: Infinity }),
})
const startMs = performance.now() - begin

async function post(rows: number, mailboxes: readonly MailboxKey[]): Promise<void> {
  const today = dayOf(Date.now())
  for (let from = 0; from < rows; from += TURN) {
    const turn = Array.from({ length: Math.min(TURN, rows - from) }, async (_, more) => {
      const envelope = parseEnvelopeBytes(new Uint8Array(randomBytes(ENVELOPE_BYTES[0])))!
      const mailbox = mailboxes[(from + more) % mailboxes.length]!
      const expiresDay = addDays(today, INBOX_EXPIRY_DAYS)
      await store?.post({ mailbox, id: envelopeIdOf(envelope), envelope, today, expiresDay })
    })
    await Promise.all(turn)
  }
}

answerParent<RelayQuestion, RelayState>(
  async (question) => {
    if (question.kind === 'post') {
      const mailboxes = Array.from({ length: question.mailboxes }, () => new Uint8Array(randomBytes(32)) as MailboxKey)
      await post(question.rows, mailboxes)
    }
    // The ordinary one leaves the young generation as large as it has become, tens of megabytes that hold nothing.
    if (question.kind !== 'state') globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    return { port: relay.port, startMs, rssBytes: process.memoryUsage.rss(), jobs, commits }
  },
  () => relay.stop(),
)
