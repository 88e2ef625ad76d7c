/** A real relay as a process of its own, which can be killed and started again on its files, and what lies in them. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import Database from 'better-sqlite3'

export interface RoundsRelay {
  /** @returns the port */
  start(): Promise<number>
  /** SIGKILL. */
  kill(): Promise<void>
  /** Ids of all envelopes in its mailboxes, base64url. */
  ids(): string[]
  remove(): Promise<void>
}

const program = join(import.meta.dirname, '../../server/relay-child.ts')

export function createRoundsRelay(): RoundsRelay {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-rounds-relay-'))
  let child: ChildProcessByStdio<null, Readable, Readable> | null = null
  let ended: Promise<unknown> = Promise.resolve()
  const relay: RoundsRelay = {
    async start() {
      const started = spawn(process.execPath, [program, folder, '01'.repeat(32)], { stdio: ['ignore', 'pipe', 'pipe'] })
      child = started
      let complaint = ''
      started.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
      ended = new Promise((done) => void started.on('close', done))
      return new Promise((done, fail) => {
        started.stdout.once('data', (chunk: Buffer) => done(Number(chunk.toString().trim())))
        void ended.then(() => fail(new Error(`the relay ended: ${complaint}`)))
      })
    },
    async kill() {
      child?.kill('SIGKILL')
      await ended
    },
    ids() {
      const database = new Database(join(folder, 'relay.db'), { readonly: true })
      try {
        return [0, 1, 2].flatMap((size) =>
          database
            .prepare<[], Buffer>(`select id from mail_${size} where mailbox <> zeroblob(32)`)
            .pluck()
            .all()
            .map((id) => id.toString('base64url')),
        )
      } finally {
        database.close()
      }
    },
    async remove() {
      await relay.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return relay
}
