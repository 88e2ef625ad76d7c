/**
 * Megabytes of the relay's process after a million posts minus after a hundred thousand, each time with garbage collected:
 * what it keeps in memory for what lies on the disk. The posts go to ten thousand mailboxes straight to the relay's store,
 * 64 in a transaction; before each look some thousand come through HTTP with their proof of work, so that everything a post
 * passes is in use at both.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { startChild } from './child.ts'
import { progress, type BenchResult } from './measure.ts'
import type { RelayQuestion, RelayState } from './relay-child.ts'
import type { LoadQuestion } from './relay-load.ts'

const FEW = 100_000
const MANY = 1_000_000
const STEP = 100_000
const MAILBOXES = 10_000
const HTTP_POSTS = 4_096
const CONNECTIONS = 64
const MEGABYTE = 1_000_000

export async function run(): Promise<BenchResult> {
  const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-bench-'))
  const relay = startChild<RelayQuestion, RelayState>('relay-child.ts', [
    join(folder, 'data'),
    '01'.repeat(32),
    'group',
  ])
  const load = startChild<LoadQuestion, number>('relay-load.ts', [])
  try {
    const throughHttp = async (): Promise<void> => {
      const addresses = Array.from({ length: HTTP_POSTS / 8 }, () => random(32))
      await load.ask({ kind: 'prepare', addresses, count: HTTP_POSTS })
      const { port } = await relay.ask({ kind: 'state' })
      await load.ask({ kind: 'post', port, connections: CONNECTIONS })
    }
    let rows = 0
    const megabytesAt = async (count: number): Promise<number> => {
      while (rows < count - HTTP_POSTS) {
        const more = Math.min(STEP, count - HTTP_POSTS - rows)
        const { rssBytes } = await relay.ask({ kind: 'post', rows: more, mailboxes: (MAILBOXES * more) / MANY })
        rows += more
        progress(`  ${rows} posts: ${Math.round(rssBytes / MEGABYTE)} MB`)
      }
      await throughHttp()
      rows += HTTP_POSTS
      const { rssBytes } = await relay.ask({ kind: 'weigh' })
      progress(`  ${rows} posts: ${Math.round(rssBytes / MEGABYTE)} MB`)
      return rssBytes / MEGABYTE
    }
    const few = await megabytesAt(FEW)
    const many = await megabytesAt(MANY)
    return {
      name: 'memory',
      value: many - few,
      unit: 'MB more',
      baseline: { 'MB after 100,000 posts': few, 'MB after 1,000,000 posts': many },
      ratio: many / few,
    }
  } finally {
    await Promise.all([relay.end(), load.end()])
    rmSync(folder, { recursive: true, force: true })
  }
}
