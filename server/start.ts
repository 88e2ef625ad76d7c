/**
 * `npm start`: from a folder with nothing in it to a relay that answers. An empty data folder becomes a demonstration,
 * whose root keys live only in the seeding program; a folder made by `sosafe init` is served as it is.
 * Source: docs/operations.md.
 */
import { join, resolve } from 'node:path'
import process from 'node:process'
import { BuildError, buildApps } from './build-apps.ts'
import { isLoopback, readConfig, type Config } from './config.ts'
import { DataFolderError, makeFolder, readDeployment, refuseHalfRestored } from './data-folder.ts'
import { beginDemo, folderState, startOver, type DemoSeeding } from './demo.ts'
import { startRelay, type RunningRelay } from './main.ts'

/** Ends the process with a line and this code. */
class Refusal extends Error {
  readonly exitCode: number
  constructor(line: string, exitCode: number) {
    super(line)
    this.exitCode = exitCode
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const stopped = new AbortController()
let relay: RunningRelay | null = null
let ending = false

async function end(exitCode: number): Promise<void> {
  // Ctrl-C arrives twice, from the terminal and from npm.
  if (ending) return
  ending = true
  stopped.abort()
  await relay?.stop()
  process.exit(exitCode)
}

function refuseOpenDemo({ host, origins }: Config): void {
  const open =
    !isLoopback(host) || origins.some((origin) => !isLoopback(new URL(origin).hostname.replace(/^\[|\]$/g, '')))
  if (open) {
    const line = 'This is a demonstration: it is served on this machine only. Leave HOST and SOSAFE_ORIGIN unset.'
    throw new Refusal(`${line}\nHow to make a real deployment: docs/operations.md`, 2)
  }
}

async function run(): Promise<void> {
  const read = readConfig()
  if (!read.ok) throw new Refusal(read.line, 2)
  const { dataFolder, areaPacks } = read.config
  const folders = { dataFolder: resolve(dataFolder), areaPacks: areaPacks === null ? null : resolve(areaPacks) }
  const config = { ...read.config, ...folders }
  makeFolder(config.dataFolder)
  refuseHalfRestored(config.dataFolder)

  let seeding: DemoSeeding | null = null
  const state = folderState(config.dataFolder)
  if (state === 'foreign')
    throw new DataFolderError(`${config.dataFolder} has a database but no deployment.json: bring it back.`)
  if (state !== 'ready') {
    refuseOpenDemo(config)
    if (state === 'half-seeded') startOver(config.dataFolder)
    say('An empty data folder: making a demonstration.')
    seeding = await beginDemo(config.dataFolder, stopped.signal)
  }
  const deployment = seeding?.deployment ?? readDeployment(config.dataFolder)
  if (deployment === null) throw new Error('a folder that is ready has a deployment')
  if (deployment.demo) refuseOpenDemo(config)

  const appFolder = join(config.dataFolder, 'app')
  say('Building the apps, if anything has changed ...')
  const rootHash = Buffer.from(deployment.rootHash).toString('hex')
  const inputs = { rootHash, demo: deployment.demo, areaPacks: config.areaPacks, outDir: appFolder }
  await buildApps(inputs, stopped.signal)
  relay = await startRelay({ config, deployment, appFolder })
  await seeding?.finish(relay.address)
  if (deployment.demo) say('This is a demonstration. Do not send real reports.')
  say(`SoSafe is ready: ${relay.address}`)
}

function lineFor(error: unknown): string {
  if (error instanceof Refusal || error instanceof DataFolderError || error instanceof BuildError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return 'This port is in use. Choose another: PORT=8788 npm start (PORT=0 picks a free one).'
  if (code === 'EACCES') return 'This port or folder is not allowed for this user.'
  if (code === 'EROFS') return 'The disk of the data folder is mounted read-only.'
  if (code === 'ENOSPC') return 'The disk of the data folder is full. Make room and start again.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

// Nobody but the relay's user reads what it writes.
process.umask(0o077)
process.on('SIGTERM', () => void end(0))
process.on('SIGINT', () => void end(0))
try {
  await run()
} catch (error) {
  if (!ending) process.stderr.write(`${lineFor(error)}\n`)
  await end(error instanceof Refusal ? error.exitCode : 1)
}
