/**
 * What the outbox is made of, the same in a page and in the service worker: the phone's database, its locks, its channel
 * between tabs. Part of both composition roots. Opens nothing by itself.
 */
import type { Day } from '../../shared/day.ts'
import type { MailRelay } from '../relay/mail.ts'
import { StorageError } from '../storage/connection.ts'
import { readProvenDay } from '../storage/document-store.ts'
import { createOutboxStore } from '../storage/outbox-store.ts'
import type { ReadSlots } from '../storage/read-slots.ts'
import type { ReporterDatabase } from '../storage/reporter-database.ts'
import type { OutboxParts } from './outbox.ts'
import type { Solve } from './solve.ts'
import { type Locks, createTurn } from './turn.ts'

export type SharedParts = Pick<OutboxParts, 'store' | 'relay' | 'solve' | 'dates' | 'turn' | 'channel'>

/** Neutral: whoever inspects a running page can read it. */
const CHANNEL = 'pages'

/** What a page does in workers of its own, and the service worker by itself. */
export interface Apart {
  readonly solve: Solve
  readonly readSlots: ReadSlots
}

export function wireOutbox(
  database: ReporterDatabase,
  relay: Pick<MailRelay, 'post' | 'putBlob'>,
  today: () => Day,
  apart: Apart,
): SharedParts {
  const locks: Locks | undefined =
    'locks' in navigator
      ? { request: (name, options, work) => navigator.locks.request(name, options, work) }
      : undefined
  return {
    store: createOutboxStore(database, apart.readSlots),
    relay,
    solve: apart.solve,
    dates: async () => ({ today: today(), provenDay: await proven(database) }),
    turn: createTurn(locks),
    channel: 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null,
  }
}

/** Null where the phone's storage does not work: then no document bears witness. */
async function proven(database: ReporterDatabase): Promise<Day | null> {
  try {
    return await readProvenDay(database)
  } catch (error) {
    if (error instanceof StorageError) return null
    throw error
  }
}
