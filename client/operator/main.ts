/**
 * `npm run sosafe -- <command>`: the command line of whoever runs a relay or holds its root keys. Composition root: here
 * are the clock, the network, randomness and the environment.
 */
import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { dayOf } from '../../shared/day.ts'
import type { AgencyContext } from '../agency/context.ts'
import { createRelay } from '../relay/relay.ts'
import type { Machine } from './doctor/machine.ts'
import { createIntroduction } from './introduction.ts'
import { run } from './run.ts'

// The runtime calls ML-KEM experimental, on standard error, each time; people would take that for a fault.
process.removeAllListeners('warning')

const p = await detectPrimitives(globalThis.crypto)
const random: Random = (lengthBytes) => globalThis.crypto.getRandomValues(new Uint8Array(lengthBytes))
const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())

function contextFor(origin: string): AgencyContext {
  const relay = createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })
  return { p, random, relay, today, now: () => Date.now() }
}

const machine: Machine = {
  root: '/',
  platform: process.platform,
  runtime: process.version,
  userId: process.getuid?.() ?? null,
  space(path) {
    const { type, bavail, blocks, bsize } = statfsSync(path)
    return { type, freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  },
}

async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await terminal.question(question)
  terminal.close()
  return typed
}

const result = await run(process.argv.slice(2), {
  p,
  random,
  today,
  ask,
  machine,
  fetch: (url, init) => fetch(url, init),
  contextFor,
  dataFolder: process.env['SOSAFE_DATA'] ?? join(import.meta.dirname, '..', '..', 'data'),
  pepperFile: process.env['SOSAFE_PEPPER_FILE'] ?? null,
  introductionsIn: (dataFolder) => (description) => createIntroduction(dataFolder, description),
})
process.stdout.write(result.stdout)
process.stderr.write(result.stderr)
process.exitCode = result.exitCode
