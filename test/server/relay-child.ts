/** A relay as a process of its own, for tests that end it: `node relay-child.ts DATA_FOLDER ROOT_HASH [ORIGIN]`. Prints its port. */
import { createLog } from '../../server/log.ts'
import { startRelay } from '../../server/main.ts'
import { dayOf } from '../../shared/day.ts'

const [, , dataFolder = '', rootHash = '', origin] = process.argv
const relay = await startRelay({
  config: {
    port: 0,
    host: '127.0.0.1',
    dataFolder,
    pepperFile: null,
    origins: origin === undefined ? [] : [origin],
    metricsPort: null,
  },
  deployment: { rootHash: new Uint8Array(Buffer.from(rootHash, 'hex')), demo: false },
  appFolder: 'no-such-folder',
  log: createLog(
    (line) => process.stderr.write(line),
    () => dayOf(Date.now()),
  ),
})
process.stdout.write(`${relay.port}\n`)
process.on('SIGTERM', () => {
  void relay.stop().then(() => process.exit(0))
})
