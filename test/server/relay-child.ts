/**
 * A relay as a process of its own, for tests that end or break it:
 * `node relay-child.ts DATA_FOLDER ROOT_HASH [ORIGIN [OPTIONS]]`, an empty origin for none, options as JSON. Prints its
 * port; what it logs goes to the standard error. Ends with 0 on SIGTERM, with 1 and a line where the start is refused.
 */
import process from 'node:process'
import { DataFolderError } from '../../server/data-folder.ts'
import { CONNECTION_LIMITS, type ConnectionLimits } from '../../server/gate/limits.ts'
import { createLog } from '../../server/log.ts'
import { startRelay, type RunningRelay } from '../../server/main.ts'
import { dayOf } from '../../shared/day.ts'

export interface RelayOptions {
  readonly upkeepEveryMs?: number
  readonly limits?: Partial<ConnectionLimits>
}

async function start(): Promise<RunningRelay> {
  const [, , dataFolder = '', rootHash = '', origin = '', options = '{}'] = process.argv
  const { limits, ...rest } = JSON.parse(options) as RelayOptions
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
    ...rest,
  })
}

try {
  const relay = await start()
  process.stdout.write(`${relay.port}\n`)
  process.on('SIGTERM', () => {
    void relay.stop().then(() => process.exit(0))
  })
} catch (error) {
  // As server/start.ts does: a line for what the operator can mend, the stack for a bug.
  process.stderr.write(`${error instanceof DataFolderError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
}
