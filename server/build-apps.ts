/**
 * Builds both apps for a deployment, unless they stand there already, built from the same sources and root hash. The
 * build runs as a program of its own: its memory goes when it is done, and the relay imports no client.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'

export interface AppInputs {
  /** 64 lower-case hex digits. */
  readonly rootHash: string
  readonly demo: boolean
  /** Folder of area packs; null: those that belong to the repository (docs/areas.md). */
  readonly areaPacks: string | null
  readonly outDir: string
}

const REPOSITORY = join(import.meta.dirname, '..')
const SOURCES = ['client', 'shared', 'vite.config.ts', 'manifest.webmanifest', 'package-lock.json']
const STAMP = 'built.txt'

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return names.map((name) => join(path, name)).filter((file) => statSync(file).isFile())
}

/** The same inputs give the same apps. */
function fingerprintOf({ rootHash, demo, areaPacks }: AppInputs): string {
  const hash = createHash('sha256').update(JSON.stringify([rootHash, demo, process.version]))
  const sources = SOURCES.map((name) => join(REPOSITORY, name))
  const files = [...sources, ...(areaPacks === null ? [] : [areaPacks])].filter((path) => existsSync(path))
  for (const file of files.flatMap(filesUnder).toSorted()) {
    const bytes = readFileSync(file)
    hash.update(`${relative(REPOSITORY, file)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** What a test runner has set must not enter the apps. */
const PROGRAM = `delete process.env.NODE_ENV
const { build } = await import('./client/build.ts')
try {
  await build(JSON.parse(process.argv[1]))
} catch (error) {
  // a mistake in a file of the operator's, not in the program
  if (error?.name !== 'AreaPackError') throw error
  process.stderr.write(error.message + '\\n')
  process.exitCode = 1
}`

/** Why has been written to standard error. */
export class BuildError extends Error {}

function runBuild(inputs: AppInputs, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM, JSON.stringify(inputs)], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
    signal,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new BuildError('The apps do not build.'))))
  })
}

/** @returns false when nothing had to be built. @throws BuildError */
export async function buildApps(inputs: AppInputs, signal: AbortSignal): Promise<boolean> {
  const stamp = join(inputs.outDir, STAMP)
  const fingerprint = fingerprintOf(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false
  await runBuild(inputs, signal)
  writeFileSync(stamp, fingerprint)
  return true
}
