/**
 * The demonstration as `npm start` makes it of an empty folder: made once in a run, stopped, and copied for each test that
 * asks for one. Building the apps and filling an area takes ten seconds of a processor, and is tested in
 * test/ground/readme.test.ts and test/client/operator/demo/.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { startRelay } from './relay-process.ts'

/** What the first start said, and where it was then. */
interface FirstStart {
  readonly origin: string
  readonly output: string
}

export interface MadeDemo extends FirstStart {
  /** A copy of its own. */
  readonly dataFolder: string
}

const LOOK_MS = 100

async function make(data: string, said: string): Promise<void> {
  const relay = await startRelay({ dataFolder: data })
  await relay.stop()
  const first: FirstStart = { origin: relay.origin, output: relay.output() }
  writeFileSync(`${said}.part`, JSON.stringify(first))
  renameSync(`${said}.part`, said)
}

/** False when another test has begun it. */
function isOurs(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
}

export async function copyDemo(): Promise<MadeDemo> {
  const [data, said, begun, failed] = ['data', 'said.json', 'begun', 'failed'].map((name) =>
    join(inject('demoFolder'), name),
  ) as [string, string, string, string]
  if (isOurs(begun)) {
    await make(data, said).catch((error: unknown) => {
      mkdirSync(failed)
      throw error
    })
  }
  while (!existsSync(said)) {
    if (existsSync(failed)) throw new Error('the demonstration could not be made, as another test says')
    await wait(LOOK_MS)
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'sosafe-relay-'))
  cpSync(data, dataFolder, { recursive: true })
  return { ...(JSON.parse(readFileSync(said, 'utf8')) as FirstStart), dataFolder }
}
