/**
 * The demo's seeding program, a process of its own beside the relay. Promises that its root keys and all keys it makes live
 * in its memory only; what remains are the links that it prints, whose secrets stand in their fragments.
 *
 *   prints   the content of deployment.json, one line        at once, for the build of the apps
 *   reads    {"origin": url, "dataFolder": path}, one line   when the relay listens
 *   prints   the links for people, then as the last line {"demo": true, "reports": number, "links": [...]}
 *
 * Exit 0 done, also when its input ends before the line; 1 with one line on standard error. Composition root.
 */
import { createInterface } from 'node:readline'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { generateSigningKey } from '../../shared/crypto/keys.ts'
import type { Random } from '../../shared/crypto/primitives.ts'
import { type Day, dayOf } from '../../shared/day.ts'
import { ROOT_KEYS } from '../../shared/protocol.ts'
import { rootHashOf } from '../../shared/trust/directory.ts'
import { parseObject } from '../../shared/wire/json.ts'
import { createRelay } from '../relay/relay.ts'
import { linkLines, linksJson } from './demo/links.ts'
import { seedDemo } from './demo/seed.ts'
import { type Deployment, deploymentJson } from './deployment.ts'
import { createIntroduction } from './introduction.ts'

const NAME = 'SoSafe demo'

// The runtime calls ML-KEM experimental, on standard error, each time; people would take that for a fault.
process.removeAllListeners('warning')

const print = (line: string): boolean => process.stdout.write(`${line}\n`)

interface Start {
  readonly origin: string
  readonly dataFolder: string
}

function parseStart(line: string): Start {
  const fields = parseObject(JSON.parse(line))
  const [origin, dataFolder] = [fields?.['origin'], fields?.['dataFolder']]
  if (typeof origin !== 'string' || !URL.canParse(origin) || typeof dataFolder !== 'string') {
    throw new TypeError('expected {"origin", "dataFolder"}')
  }
  return { origin: new URL(origin).origin, dataFolder }
}

async function readLine(): Promise<string | null> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return null
}

async function main(): Promise<void> {
  const p = await detectPrimitives(globalThis.crypto)
  const random: Random = (lengthBytes) => globalThis.crypto.getRandomValues(new Uint8Array(lengthBytes))
  const now = (): number => Date.now()
  const today = (): Day => dayOf(now())
  const roots = await Promise.all(Array.from({ length: ROOT_KEYS }, () => generateSigningKey<'root'>(p, random)))
  const publicKeys = roots.map(({ publicKey }) => publicKey)
  const deployment: Deployment = {
    name: NAME,
    demo: true,
    roots: publicKeys,
    rootHash: await rootHashOf(p, publicKeys),
    backupKey: null,
  }
  print(JSON.stringify(deploymentJson(deployment)))
  const line = await readLine()
  if (line === null) return
  const { origin, dataFolder } = parseStart(line)
  const relay = createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })
  const agencies = await seedDemo(
    { p, random, relay, today, now },
    { deployment, roots, createIntroduction: (description) => createIntroduction(dataFolder, description) },
  )
  for (const text of linkLines(agencies, origin)) print(text)
  print(JSON.stringify(linksJson(agencies, origin)))
}

try {
  await main()
} catch (error) {
  process.stderr.write(`The demo could not be made: ${error instanceof Error ? error.message : 'unknown'}\n`)
  process.exitCode = 1
} finally {
  process.stdin.destroy()
}
