/**
 * Milliseconds of one signed read from the request's first byte to the answer's last: a page of an inbox where 100 envelopes
 * wait, and a page of a log of 100 entries, the worse of the two. With a million rows of each kind in the relay, against ten
 * thousand; both relays run, and are asked in turns by devices of a hundred agencies.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRelay } from '../../client/relay/relay.ts'
import { concat, type Bytes } from '../../shared/bytes/cursor.ts'
import { addDays, dayOf } from '../../shared/day.ts'
import { signerOf, signRequest } from '../../shared/crypto/request.ts'
import { INCARNATION_BYTES } from '../../shared/protocol.ts'
import { inboxOf, parseEnvelopeId } from '../../shared/wire/address.ts'
import { BINARY_TYPE, PATHS } from '../../shared/wire/api.ts'
import * as list from '../../shared/wire/list.ts'
import * as log from '../../shared/wire/log.ts'
import { makeOffice, makeWorld, p, signDirectory, signMemberSheet, type Office } from '../shared/trust/world.ts'
import { startChild, type Child } from './child.ts'
import { median, progress, type BenchResult } from './measure.ts'
import type { FillQuestion } from './relay-fill.ts'
import type { RelayQuestion, RelayState } from './relay-child.ts'

const ROWS = { few: 10_000, many: 1_000_000 } as const
const ROWS_PER_MAILBOX = 100
const OFFICES = 100
const ROUNDS = 3

type Population = keyof typeof ROWS
type Read = 'inbox' | 'log'
const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
const ZEROS = parseEnvelopeId(new Uint8Array(32))!

const BODIES: Readonly<Record<Read, (office: Office) => Bytes>> = {
  inbox: ({ id }) => list.encodeInboxRequest({ agency: inboxOf(id), after: ZEROS }),
  log: ({ id }) => {
    const incarnation = new Uint8Array(INCARNATION_BYTES)
    return log.encodeSyncRequest({ agency: inboxOf(id), team: 0, incarnation, after: 0, confirmed: [] })
  },
}
const COUNTS: Readonly<Record<Read, (answer: Bytes) => number | undefined>> = {
  inbox: (answer) => list.parseInboxAnswer(answer)?.items.length,
  log: (answer) => log.parseSyncAnswer(answer)?.entries.length,
}

async function fill(folder: string, rows: number, offices: readonly Office[]): Promise<void> {
  const others = Array.from({ length: rows / ROWS_PER_MAILBOX - offices.length }, () => random(32))
  const addresses = [...offices.map(({ id }): Bytes => inboxOf(id)), ...others]
  const filler = startChild<FillQuestion, number>('relay-fill.ts', [folder])
  for (const kind of ['mail', 'log'] as const) {
    const begin = performance.now()
    await filler.ask({ kind, rows, addresses, expiresInDays: 90 })
    progress(`  ${rows} rows of ${kind} in ${Math.round((performance.now() - begin) / 1000)} s`)
  }
  await filler.end()
}

/** All agencies in one area, known to the relay by a directory and their member sheets. */
async function makeAgencies(): Promise<{
  offices: readonly Office[]
  rootHash: string
  publish(port: number): Promise<void>
}> {
  const world = await makeWorld()
  const offices: Office[] = []
  for (let number = 0; number < OFFICES; number++) offices.push(await makeOffice(`office ${number}`, 'agency', today()))
  const directory = {
    ...world.directory,
    issuedDay: today(),
    expiresDay: addDays(today(), 70),
    agencies: new Map([...world.directory.agencies, ...offices.map(({ id, listed }) => [id, listed] as const)]),
  }
  const signed = await signDirectory(directory, world.roots.slice(0, 2))
  return {
    offices,
    rootHash: Buffer.from(world.rootHash).toString('hex'),
    async publish(port) {
      const origin = `http://127.0.0.1:${port}`
      const relay = createRelay({ p, origin, today, fetch: (url, init) => fetch(url, init) })
      const outcomes = [await relay.putDocument({ kind: 'directory', document: signed })]
      for (const { id, memberSheet, signing } of offices) {
        const document = await signMemberSheet(memberSheet, signing)
        outcomes.push(await relay.putDocument({ kind: 'member-sheet', agency: id, document }))
      }
      if (outcomes.some(({ kind }) => kind !== 'stored')) throw new Error('the relay refused a document')
    },
  }
}

export async function run(): Promise<BenchResult> {
  const { offices, rootHash, publish } = await makeAgencies()
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-bench-'))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const relays: Partial<Record<Population, Child<RelayQuestion, RelayState>>> = {}
  const ports: Record<Population, number> = { few: 0, many: 0 }

  const read = async (population: Population, kind: Read, office: Office): Promise<number> => {
    const path = kind === 'inbox' ? PATHS.inbox : PATHS.sync
    const body = BODIES[kind](office)
    const origin = `http://127.0.0.1:${ports[population]}`
    const signer = signerOf(p, office.devices[0]!)
    const headers = await signRequest(p, signer, { method: 'POST', path, body, origin, day: today() })
    const begin = performance.now()
    const answer = await new Promise<Bytes>((resolve, reject) => {
      const options = {
        agent,
        method: 'POST',
        headers: { ...headers, 'content-type': BINARY_TYPE, 'content-length': body.length },
      }
      const asked = request(origin + path, options, (response) => {
        const chunks: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        response.on('end', () => resolve(concat(...chunks)))
      })
      asked.on('error', reject)
      asked.end(body)
    })
    const tookMs = performance.now() - begin
    const count = COUNTS[kind](answer)
    // A page holds nearly all of them.
    if (count === undefined || count < ROWS_PER_MAILBOX * 0.9) throw new Error(`${kind}: ${count} rows in an answer`)
    return tookMs
  }

  try {
    for (const population of ['few', 'many'] as const) {
      const data = join(folder, population)
      await fill(data, ROWS[population], offices)
      const relay = startChild<RelayQuestion, RelayState>('relay-child.ts', [data, rootHash, 'group'])
      relays[population] = relay
      const { port, startMs, rssBytes } = await relay.ask({ kind: 'weigh' })
      ports[population] = port
      progress(`  ${ROWS[population]} rows: started in ${Math.round(startMs)} ms, ${Math.round(rssBytes / 1e6)} MB`)
      await publish(port)
    }
    const medians: Record<Read, { few: number; many: number }[]> = { inbox: [], log: [] }
    for (let round = 0; round <= ROUNDS; round++) {
      for (const kind of ['inbox', 'log'] as const) {
        const took: Record<Population, number[]> = { few: [], many: [] }
        for (const [at, office] of offices.entries()) {
          for (const population of at % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
            took[population].push(await read(population, kind, office))
          }
        }
        const one = { few: median(took.few), many: median(took.many) }
        progress(
          `  ${round === 0 ? 'warm-up' : `round ${round}`} ${kind}: ${one.few.toFixed(2)} and ${one.many.toFixed(2)} ms`,
        )
        if (round > 0) medians[kind].push(one)
      }
    }
    const of = (kind: Read): { few: number; many: number; ratio: number } => ({
      few: median(medians[kind].map(({ few }) => few)),
      many: median(medians[kind].map(({ many }) => many)),
      ratio: median(medians[kind].map(({ few, many }) => many / few)),
    })
    const [inbox, entries] = [of('inbox'), of('log')]
    const [worse, name, better, otherName] =
      inbox.ratio > entries.ratio
        ? ([inbox, 'inbox', entries, 'log'] as const)
        : ([entries, 'log', inbox, 'inbox'] as const)
    return {
      name: 'relay-list',
      value: worse.many,
      unit: `ms (${name})`,
      baseline: {
        '10,000 rows': worse.few,
        [`${otherName}, 10,000 rows`]: better.few,
        [`${otherName}, 1,000,000 rows`]: better.many,
      },
      ratio: worse.ratio,
    }
  } finally {
    agent.destroy()
    await Promise.all(Object.values(relays).map((relay) => relay.end()))
    rmSync(folder, { recursive: true, force: true })
  }
}
