/**
 * A relay as a process of its own, for tests that end or break it:
 * `node relay-child.ts DATA_FOLDER ROOT_HASH [ORIGIN [OPTIONS]]`, an empty origin for none, options as JSON. Prints its
 * port; what it logs goes to the standard error. Ends with 0 on SIGTERM, with 1 and a line where the start is refused.
 */
import process from 'node:process'
import { DataFolderError } from '../../server/data-folder.ts'
import { CONNECTION_LIMITS, type ConnectionLimits } from '../../server/gate/limits.ts'
import { createPriceBoard, type Allowance, type PriceBoard } from '../../server/gate/price.ts'
import { createLog } from '../../server/log.ts'
import type { MailboxStore } from '../../server/mailboxes/store.ts'
import { startRelay, type RunningRelay } from '../../server/main.ts'
import { dayOf } from '../../shared/day.ts'
import { WORK_MIN_BITS } from '../../shared/protocol.ts'

/** More than anybody can show. */
const NEVER_BITS = 32

export interface RelayOptions {
  readonly upkeepEveryMs?: number
  readonly limits?: Partial<ConnectionLimits>
  readonly allowance?: Allowance
  /** What comes above the allowance is refused instead of made dearer: what a flood drill must tell from the real board. */
  readonly refusing?: true
  /** A reply mailbox in which something lies is answered so much later: what a likeness test must see. */
  readonly tellingMs?: number
}

function telling(store: MailboxStore, ms: number): MailboxStore {
  return {
    ...store,
    async listReplies(page) {
      const answer = await store.listReplies(page)
      const until = performance.now() + (answer.envelopes.length > 0 ? ms : 0)
      while (performance.now() < until);
      return answer
    },
  }
}

function boardOf({ allowance, refusing }: RelayOptions): PriceBoard {
  const board = createPriceBoard(() => performance.now(), allowance)
  if (refusing === undefined) return board
  const priceOf: PriceBoard['priceOf'] = (name) => (board.priceOf(name) > WORK_MIN_BITS ? NEVER_BITS : WORK_MIN_BITS)
  return { ...board, priceOf, takenOf: priceOf }
}

async function start(): Promise<RunningRelay> {
  const [, , dataFolder = '', rootHash = '', origin = '', options = '{}'] = process.argv
  const { limits, tellingMs = 0, ...rest } = JSON.parse(options) as RelayOptions
  return startRelay({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      pepperFile: null,
      origins: origin === '' ? [] : [origin],
      metricsPort: null,
    },
    deployment: { rootHash: new Uint8Array(Buffer.from(rootHash, 'hex')), demo: false },
    appFolder: 'no-such-folder',
    log: createLog(
      (line) => process.stderr.write(line),
      () => dayOf(Date.now()),
    ),
    limits: { ...CONNECTION_LIMITS, ...limits },
    prices: boardOf(rest),
    ...(tellingMs > 0 ? { wrapStore: (store) => telling(store, tellingMs) } : {}),
    ...rest,
  })
}

try {
  const relay = await start()
  process.on('SIGTERM', () => {
    void relay.stop().then(() => process.exit(0))
  })
  process.stdout.write(`${relay.port}\n`)
} catch (error) {
  // As server/start.ts does: a line for what the operator can mend, the stack for a bug.
  process.stderr.write(`${error instanceof DataFolderError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
}
