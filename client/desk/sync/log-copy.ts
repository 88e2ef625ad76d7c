/**
 * The device's copy of a log, opened: what lies in the store, and what this desk has written and the relay may not have yet.
 * Another page of the same browser may move the store on; `catchUp` follows. Source: docs/protocol.md P9.16, P9.28.
 */
import { equalBytes } from '../../../shared/bytes/equal.ts'
import type { LogRecord } from '../../../shared/case/log-record.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import type { LogPosition } from '../../storage/desk-database.ts'
import { createTurns } from '../in-turn.ts'
import type { Keyring } from '../keyring.ts'
import { isNobody } from './give-back.ts'
import type { LogLink } from './log-link.ts'
import { openEntry, openLog, type OpenedEntry, type OpenedEnvelope } from './open-log.ts'
import type { Confirmation } from './sync-log.ts'

export type HeldEntry = Extract<OpenedEntry, { kind: 'entry' }>
export type WrittenEntry = OpenedEnvelope & {
  readonly entry: Envelope
  /** In the store. */
  readonly key: number
}

export interface LogCopy {
  /**
   * Opens what the store has beyond what was opened before, all of it anew after a restore of the relay; and what stayed
   * closed, once the keyring has the key.
   */
  catchUp(): Promise<void>
  /** Keeps sealed entries durable until the relay has them, in this order, and counts them as said from now on. */
  write(entries: readonly Envelope[]): Promise<void>
  /** Puts another seal of the same event in the place of one that waits; for a moment both wait. */
  exchange(waiting: WrittenEntry, entry: Envelope): Promise<void>
  /** Puts a tombstone over an entry of the copy. */
  erase(tombstone: Extract<LogEntry, { kind: 'tombstone' }>): Promise<void>
  /** Of the log and of what waits. */
  records(): readonly LogRecord[]
  entries(): readonly HeldEntry[]
  /** As it lies in the log; null for a number that is not there, or erased. */
  envelopeAt(number: number): Promise<Envelope | null>
  /** What the relay may not have. */
  waiting(): readonly WrittenEntry[]
  position(): LogPosition | null
  /** What the next sync may name: entries of others that `holds` says hold their mail. */
  confirmation(holds: (entry: HeldEntry) => boolean): Confirmation
}

/** `keyring`: the one of now; it may change. */
export function createLogCopy(link: LogLink, keyring: () => Keyring, pause: () => Promise<void>): LogCopy {
  const { p, store, vaultId, team } = link
  const inTurn = createTurns()
  let position: LogPosition | null = null
  let opened = new Map<number, OpenedEntry>()
  let upTo = 0
  let waiting = new Map<number, WrittenEntry>()
  let openedWith = keyring()

  const held = (): HeldEntry[] => [...opened.values()].filter((entry) => entry.kind === 'entry')

  /** Called with the copy of the log up to date: what waits leaves only when the copy has it, so nothing is ever nowhere. */
  const openWaiting = async (): Promise<void> => {
    const known = new Set(held().map(({ id }) => id))
    const now = new Map<number, WrittenEntry>()
    const arrived: number[] = []
    for (const { key, entry } of await store.loadWaiting(vaultId, team)) {
      const before = waiting.get(key)
      const one = before?.record ? before : { ...(await openEntry(p, keyring(), entry)), entry, key }
      if (known.has(one.id)) arrived.push(key)
      else now.set(key, one)
    }
    if (arrived.length > 0) await store.removeWaiting(arrived)
    waiting = now
  }

  /** Entries that a key opens which the keyring did not have before. */
  const openClosed = async (): Promise<void> => {
    const [before, now] = [openedWith, keyring()]
    openedWith = now
    if (now === before) return
    const isNew = (hint: number): boolean => before.teamSecret(hint) === null && now.teamSecret(hint) !== null
    for (const { number, record, hint } of held()) {
      if (record !== null || hint === null || !isNew(hint)) continue
      const entry = await store.loadEntry(vaultId, team, number)
      if (entry === null) continue
      for (const one of await openLog(p, now, [entry], pause)) opened.set(number, one)
      await pause()
    }
  }

  const catchUp = async (): Promise<void> => {
    const now = await store.loadPosition(vaultId, team)
    const isSame = position !== null && now !== null && equalBytes(now.incarnation, position.incarnation)
    // When fewer are missing than before, there are new ones further down.
    const from = isSame && now.missing.length === position?.missing.length ? upTo : 0
    const fresh = from === 0 ? new Map<number, OpenedEntry>() : opened
    const entries = await store.loadEntries(vaultId, team, from)
    for (const entry of await openLog(p, keyring(), entries, pause)) fresh.set(entry.number, entry)
    opened = fresh
    await openClosed()
    upTo = Math.max(from, entries.at(-1)?.number ?? 0)
    position = now
    await openWaiting()
  }

  return {
    catchUp: () => inTurn(catchUp),
    write: (entries) =>
      inTurn(async () => {
        await store.addWaiting(vaultId, team, entries)
        await openWaiting()
      }),
    exchange: ({ key }, entry) =>
      inTurn(async () => {
        await store.addWaiting(vaultId, team, [entry])
        await store.removeWaiting([key])
        await openWaiting()
      }),
    erase: (tombstone) =>
      inTurn(async () => {
        await store.eraseEntry(vaultId, team, tombstone)
        opened.set(tombstone.number, { kind: 'tombstone', number: tombstone.number })
      }),
    records: () => [...held(), ...waiting.values()].map(({ record }) => record).filter((record) => record !== null),
    entries: held,
    async envelopeAt(number) {
      const found = await store.loadEntry(vaultId, team, number)
      return found?.kind === 'entry' ? found.bytes : null
    },
    waiting: () => [...waiting.values()],
    position: () => position,
    confirmation(holds) {
      const above = position?.confirmedUpTo ?? 0
      const entries = held().filter((entry) => {
        const { number, from, record } = entry
        const isForeign = record !== null && record.author !== keyring().author
        return number > above && isForeign && !isNobody(from) && holds(entry)
      })
      return { entries, upTo }
    },
  }
}
