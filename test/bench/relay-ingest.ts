/**
 * Posts that the relay makes durable in a second: smallest size, 64 connections from another process, envelopes and proof of
 * work made beforehand. In every round the same posts come into slots that the round before has freed, as in a relay whose
 * mail expires as fast as it comes. Held against better-sqlite3 alone (relay-raw.ts), rows into free slots as we place them;
 * the same with rows appended in order, which would tell their order of arrival; and our relay with a transaction for each
 * request.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRelay } from '../../client/relay/relay.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { generateSigningKey } from '../../shared/crypto/keys.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { replyAddressOf } from '../../shared/crypto/addresses.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { dayOf } from '../../shared/day.ts'
import { startChild, type Child } from './child.ts'
import { interleaved, progress, type BenchResult } from './measure.ts'
import type { RelayQuestion, RelayState } from './relay-child.ts'
import type { LoadQuestion } from './relay-load.ts'
import type { RawQuestion } from './relay-raw.ts'

const ROUNDS = 5
const WARM_UPS = 2
const POSTS = 4_096
const MAILBOXES = 128
const CONNECTIONS = 64
const ROOT_HASH = '01'.repeat(32)

export async function run(): Promise<BenchResult> {
  const p = await detectPrimitives(globalThis.crypto)
  const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
  const readers = await Promise.all(Array.from({ length: MAILBOXES }, () => generateSigningKey<'reading'>(p, random)))
  const addresses = await Promise.all(readers.map((reading) => replyAddressOf(p, reading.publicKey)))

  const folder = mkdtempSync(join(tmpdir(), 'sosafe-bench-'))
  const relayArgs = (commit: string): string[] => [join(folder, commit), ROOT_HASH, commit]
  const group = startChild<RelayQuestion, RelayState>('relay-child.ts', relayArgs('group'))
  const each = startChild<RelayQuestion, RelayState>('relay-child.ts', relayArgs('each'))
  const raw = startChild<RawQuestion, number>('relay-raw.ts', [join(folder, 'raw.db'), String(POSTS)])
  const load = startChild<LoadQuestion, number>('relay-load.ts', [])
  try {
    await load.ask({ kind: 'prepare', addresses, count: POSTS })
    /** Milliseconds, and how many posts came into one transaction. */
    const post = async (relay: Child<RelayQuestion, RelayState>): Promise<{ tookMs: number; batch: number }> => {
      const before = await relay.ask({ kind: 'state' })
      const tookMs = await load.ask({ kind: 'post', port: before.port, connections: CONNECTIONS })
      const after = await relay.ask({ kind: 'state' })
      const client = createRelay({
        p,
        origin: `http://127.0.0.1:${before.port}`,
        today: () => dayOf(Date.now()),
        fetch: (url, init) => fetch(url, init),
      })
      for (const [at, reader] of readers.entries()) {
        const outcome = await client.asReader(signerOf(p, reader)).erase(addresses[at]!)
        if (outcome.kind !== 'erased') throw new Error(`not erased: ${outcome.kind}`)
      }
      return { tookMs, batch: Math.round(POSTS / (after.commits - before.commits)) }
    }
    let batch = CONNECTIONS
    // A relay runs for months: it is measured as it is when its code has been compiled.
    for (let turn = 0; turn < WARM_UPS; turn++) for (const relay of [group, each]) await post(relay)
    const { perSecond, ratios } = await interleaved(ROUNDS, POSTS, {
      async ours() {
        const posted = await post(group)
        progress(`  ${posted.batch} posts in a transaction`)
        batch = Math.max(1, posted.batch)
        return posted.tookMs
      },
      'better-sqlite3 alone': () => raw.ask({ layout: 'slots', rows: POSTS, batch }),
      'better-sqlite3 alone, appended': () => raw.ask({ layout: 'appended', rows: POSTS, batch }),
      'ours, a transaction each': async () => (await post(each)).tookMs,
    })
    return {
      name: 'relay-ingest',
      value: perSecond.ours,
      unit: 'posts per second',
      baseline: {
        'better-sqlite3 alone': perSecond['better-sqlite3 alone'],
        'ours, a transaction each': perSecond['ours, a transaction each'],
        'better-sqlite3 alone, appended': perSecond['better-sqlite3 alone, appended'],
      },
      ratio: ratios['better-sqlite3 alone'],
    }
  } finally {
    await Promise.all([group, each, raw, load].map((child) => child.end()))
    rmSync(folder, { recursive: true, force: true })
  }
}
