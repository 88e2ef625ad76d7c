/**
 * The demonstration's side in the relay's process: it starts the seeding program, tells it the address, and writes down
 * that there is a deployment only when that program has ended well. No secret key passes through here.
 */
import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { DataFolderError, DEPLOYMENT_FILE, filesIn, parseDeployment, type Deployment } from './data-folder.ts'

export type FolderState =
  /** Nothing was set up here. */
  | 'empty'
  /** A demonstration was begun and not finished. */
  | 'half-seeded'
  | 'ready'
  /** A database without its deployment. */
  | 'foreign'

export interface DemoSeeding {
  readonly deployment: Deployment
  /** Seeds the relay at this origin. @throws DataFolderError when the program fails. */
  finish(origin: string): Promise<void>
}

const REPOSITORY = join(import.meta.dirname, '..')
const PROGRAM = join('client', 'operator', 'demo.ts')
const MARK = 'demo-begun'

export function folderState(folder: string): FolderState {
  if (existsSync(join(folder, DEPLOYMENT_FILE))) return 'ready'
  if (existsSync(join(folder, MARK))) return 'half-seeded'
  return existsSync(filesIn(folder).database) ? 'foreign' : 'empty'
}

/** Removes what a broken seeding left: nothing in it was ever a report of a person. */
export function startOver(folder: string): void {
  const { database, blobs } = filesIn(folder)
  for (const file of [database, blobs]) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
  rmSync(join(folder, 'pepper'), { force: true })
}

/** @throws DataFolderError when the program fails or says no deployment. */
export async function beginDemo(folder: string, signal: AbortSignal): Promise<DemoSeeding> {
  writeFileSync(join(folder, MARK), '')
  const child = spawn(process.execPath, [PROGRAM], { cwd: REPOSITORY, stdio: ['pipe', 'pipe', 'inherit'], signal })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  // A program that is gone is told by its exit code.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  const deployment = first.done === true ? null : parseDeployment(Buffer.from(first.value))
  if (deployment === null || first.done === true) throw new DataFolderError('The demonstration could not be prepared.')
  const content = first.value
  return {
    deployment,
    async finish(origin) {
      child.stdin.end(`${JSON.stringify({ origin, dataFolder: folder })}\n`)
      for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
        // One line is for programs; people get the same links above it.
        if (!line.value.startsWith('{')) process.stdout.write(`${line.value}\n`)
      }
      if ((await ended) !== 0) throw new DataFolderError('The demonstration could not be filled. Start again.')
      writeFileSync(join(folder, DEPLOYMENT_FILE), `${content}\n`, { flush: true })
      rmSync(join(folder, MARK), { force: true })
    },
  }
}
