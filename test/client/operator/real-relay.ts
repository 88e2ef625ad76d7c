/** A real relay on a free loopback port, with a data folder of its own, for tests of the command line and the demo. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRelay } from '../../../server/main.ts'
import type { AgencyContext } from '../../../client/agency/context.ts'
import { createRelay } from '../../../client/relay/relay.ts'
import type { Random } from '../../../shared/crypto/primitives.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { type Day, dayOf } from '../../../shared/day.ts'
import { p } from '../../shared/trust/world.ts'

export interface RealRelay {
  readonly origin: string
  readonly dataFolder: string
  contextWith(random: Random): AgencyContext
  stop(): Promise<void>
}

export const systemRandom: Random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length))

export const makeFolder = (name: string, under: string = tmpdir()): string =>
  mkdtempSync(join(under, `sosafe-${name}-`))

/** `dataFolder` stays; the caller erases it. */
export async function startRealRelay(dataFolder: string, rootHash: Bytes, demo: boolean): Promise<RealRelay> {
  const config = { port: 0, host: '127.0.0.1', dataFolder, pepperFile: null, origins: [], metricsPort: null }
  const running = await startRelay({
    config,
    deployment: { rootHash, demo },
    appFolder: join(dataFolder, 'no-apps'),
    log: () => undefined,
  })
  const origin = `http://127.0.0.1:${running.port}`
  const today = (): Day => dayOf(Date.now())
  const relay = createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })
  return {
    origin,
    dataFolder,
    contextWith: (random) => ({ p, random, relay, today, now: () => Date.now() }),
    stop: () => running.stop(),
  }
}

/** Every file under a folder, as bytes. */
export const filesUnder = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, readFileSync(path)]),
  )

/** Long enough that nothing is found by chance, short enough for a number. */
const PREFIX_BYTES = 6

/** Where any form of any secret stands in the files: raw, hex, base64url, base64. One pass over the bytes. */
export function findSecrets(
  files: ReadonlyMap<string, Buffer>,
  secrets: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const needles = new Map<number, { readonly name: string; readonly form: Buffer }[]>()
  for (const [name, secret] of secrets) {
    const bytes = Buffer.from(secret)
    const hex = bytes.toString('hex')
    const base64 = bytes.toString('base64').replace(/=+$/, '')
    const texts = [hex, hex.toUpperCase(), base64, bytes.toString('base64url')].map((text) => Buffer.from(text))
    for (const form of [bytes, ...texts]) {
      const prefix = form.readUIntBE(0, PREFIX_BYTES)
      needles.set(prefix, [...(needles.get(prefix) ?? []), { name, form }])
    }
  }
  const found = new Set<string>()
  for (const [path, content] of files) {
    for (let at = 0; at + PREFIX_BYTES <= content.length; at++) {
      for (const { name, form } of needles.get(content.readUIntBE(at, PREFIX_BYTES)) ?? []) {
        if (content.subarray(at, at + form.length).equals(form)) found.add(`${name} in ${path}`)
      }
    }
  }
  return [...found]
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })
