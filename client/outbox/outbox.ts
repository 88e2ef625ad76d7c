/**
 * The outbox of an open page: what was sealed here stays in memory until the relay has it, and on the disk as well
 * whenever the phone allows. Promises: an item is forgotten only after the durable answer; `handedOver` is true only
 * when that answer was seen, here, in another tab or in the service worker.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { Day } from '../../shared/day.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import { StorageError, type StorageFault } from '../storage/connection.ts'
import { type FlushParts, type WaitReason, flush } from './flush.ts'
import type { OutboxItem } from './item.ts'
import { type Standing, standingOf, waitMs } from './policy.ts'

export interface OutboxParts extends Omit<FlushParts, 'onHandedOver'> {
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells other tabs which item was handed over, and hears of theirs. Null where the browser has no such channel. */
  readonly channel: Channel | null
  /** Asks the browser to wake the service worker once there is a network: whether it has promised. */
  readonly wakeLater: () => Promise<boolean>
  readonly chance: () => number
}

export interface Channel {
  postMessage(id: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

export interface OutboxState {
  readonly waiting: readonly OutboxItem[]
  readonly expired: readonly OutboxItem[]
  /** Why something waits in this page's memory only; null: all of it is on the disk. */
  readonly fault: StorageFault | null
  /** Why the relay did not take what waits, at the last try. */
  readonly reasons: readonly WaitReason[]
  /** The browser has promised to send without this page. */
  readonly wakes: boolean
}

export interface Outbox {
  /** Null when durable on the phone; otherwise why it waits in this page's memory only. Begins to send. */
  add(items: readonly OutboxItem[]): Promise<StorageFault | null>
  /** A pass over everything that waits. Calls during a pass lead to one more. */
  send(): Promise<void>
  handedOver(id: EnvelopeId): boolean
  state(): Promise<OutboxState>
  /** The person has been told: expired items go. */
  forgetExpired(): Promise<void>
  /** Called after every change. @returns to stop listening. */
  onChange(listener: () => void): () => void
}

export function createOutbox(parts: OutboxParts): Outbox {
  const inMemory = new Map<string, OutboxItem>()
  const done = new Set<string>()
  const listeners = new Set<() => void>()
  let reasons: readonly WaitReason[] = []
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let again = false
  let wakes = false
  let lastFault: StorageFault | null = null

  const changed = (): void => listeners.forEach((listener) => listener())
  const finish = (key: string): void => {
    done.add(key)
    inMemory.delete(key)
  }
  parts.channel?.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return
    finish(data)
    changed()
  })

  /** What was sealed here first, in its order: a report before its slip. */
  const everything = async (): Promise<readonly OutboxItem[]> => {
    const items = new Map(inMemory)
    for (const item of await stored(parts)) {
      const key = encodeBase64url(item.id)
      if (!done.has(key)) items.set(key, item)
    }
    return [...items.values()]
  }

  const pass = async (): Promise<void> => {
    clearTimeout(timer)
    const items = await everything()
    await faultOf(parts.store.remove(of(items, 'gone', parts.today())))
    const report = await flush(items, {
      ...parts,
      onHandedOver(id) {
        const key = encodeBase64url(id)
        finish(key)
        parts.channel?.postMessage(key)
        changed()
      },
    })
    reasons = report.waiting
    failures = reasons.length === 0 ? 0 : failures + 1
    if (failures > 0) timer = setTimeout(() => void outbox.send(), waitMs(failures - 1, parts.chance()))
    changed()
  }

  const askToBeWoken = async (): Promise<void> => {
    wakes = await parts.wakeLater()
    changed()
  }

  const outbox: Outbox = {
    async add(items) {
      for (const item of items) inMemory.set(encodeBase64url(item.id), item)
      const fault = await faultOf(parts.store.put(items))
      lastFault = fault ?? lastFault
      if (fault === null) void askToBeWoken()
      failures = 0
      changed()
      void outbox.send()
      return fault
    },
    send() {
      again = running !== null
      running ??= parts.turn(pass).finally(() => {
        running = null
        if (again) void outbox.send()
      })
      return running
    },
    handedOver: (id) => done.has(encodeBase64url(id)),
    async state() {
      const items = await everything()
      const today = parts.today()
      const waiting = of(items, 'waiting', today)
      // What could not be kept has gone out: nothing is in memory only any more.
      if (waiting.length === 0) lastFault = null
      return { waiting, expired: of(items, 'expired', today), fault: lastFault, reasons, wakes }
    },
    async forgetExpired() {
      const today = parts.today()
      const over = (await everything()).filter((item) => standingOf(item, today) !== 'waiting')
      for (const { id } of over) inMemory.delete(encodeBase64url(id))
      await faultOf(parts.store.remove(over))
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return outbox
}

function of(items: readonly OutboxItem[], standing: Standing, today: Day): readonly OutboxItem[] {
  return items.filter((item) => standingOf(item, today) === standing)
}

/** What lies on the disk; nothing where the phone's storage does not work. */
async function stored({ store }: OutboxParts): Promise<readonly OutboxItem[]> {
  try {
    return await store.all()
  } catch (error) {
    if (error instanceof StorageError) return []
    throw error
  }
}

async function faultOf(write: Promise<void>): Promise<StorageFault | null> {
  try {
    await write
    return null
  } catch (error) {
    if (error instanceof StorageError) return error.code
    throw error
  }
}
