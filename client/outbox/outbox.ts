/**
 * The outbox of an open page: what was sealed here stays in memory until the relay has it, and on the disk as well
 * whenever the phone allows. Promises: an item is forgotten only after the durable answer, or when the person has been
 * told; `handedOver` is true only when that answer was seen, here, in another tab or in the service worker; what the
 * browser throws away while the page is open is kept again, or said to be in memory only.
 */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { EnvelopeId } from '../../shared/wire/address.ts'
import { StorageError, type StorageFault } from '../storage/connection.ts'
import type { StoredItems } from '../storage/outbox-store.ts'
import { type FlushParts, type WaitReason, flush } from './flush.ts'
import type { ChunkItem } from './chunk.ts'
import type { OutboxItem } from './item.ts'
import { type Pieces, lacks, orphansIn, piecesOf } from './pieces.ts'
import { type Dates, type Standing, standingOf, waitMs } from './policy.ts'

export interface OutboxParts extends Omit<FlushParts, 'onHandedOver' | 'onChunkPut' | 'isHurried'> {
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

export interface OutboxState extends Readonly<Record<Exclude<Standing, 'gone'>, readonly OutboxItem[]>> {
  /** Slots of items that lay here and can no longer be read, or not in full: the browser has lost them. */
  readonly broken: readonly string[]
  /** How many a newer version of the app has left here, which this one cannot hand over. */
  readonly foreign: number
  /** Why the relay did not take what waits, at the last try. */
  readonly reasons: readonly WaitReason[]
  /** The browser has promised to send without this page. */
  readonly wakes: boolean
}

export interface Outbox {
  /**
   * Resolves when they are durable on the phone, or when that has failed: then they wait in this page. Begins to send.
   * `chunks`: all that the items name.
   */
  add(items: readonly OutboxItem[], chunks?: readonly ChunkItem[]): Promise<void>
  /** A pass over everything that waits. Calls during a pass lead to one more. */
  send(): Promise<void>
  handedOver(id: EnvelopeId): boolean
  /** Null when it is on the disk; otherwise why it waits in this page's memory only. */
  memoryOnly(id: EnvelopeId): StorageFault | null
  state(): Promise<OutboxState>
  /** The person has been told, or wants it away: these slots are emptied. */
  forget(slots: readonly string[]): Promise<void>
  /** At every start, whether anything waits or not: what the browser writes down of it then tells nothing. */
  askToBeWoken(): Promise<void>
  /** Called after every change. @returns to stop listening. */
  onChange(listener: () => void): () => void
}

/** Sealed in this page. `fault`: why it is not on the disk, or null. */
interface Own {
  readonly item: OutboxItem
  readonly fault: StorageFault | null
}

interface Together extends Pieces {
  readonly items: readonly OutboxItem[]
}

const NOTHING: StoredItems = { items: [], chunks: [], broken: [], foreign: 0 }

export function createOutbox(parts: OutboxParts): Outbox {
  const own = new Map<string, Own>()
  const done = new Set<string>()
  /** Of what was sealed in this page, by slot, until the relay has it. */
  const ownChunks = new Map<string, ChunkItem>()
  /** Slots of chunks that the relay has. */
  const put = new Set<string>()
  const listeners = new Set<() => void>()
  let reasons: readonly WaitReason[] = []
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let again = false
  let wakes = false

  const changed = (): void => listeners.forEach((listener) => listener())
  const finish = (key: string): void => {
    done.add(key)
    for (const slot of own.get(key)?.item.chunks ?? []) ownChunks.delete(slot)
    own.delete(key)
  }
  parts.channel?.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return
    finish(data)
    changed()
  })

  const askToBeWoken = async (): Promise<void> => {
    wakes = await parts.wakeLater()
    changed()
  }

  /** On the disk, all or none; in memory with the reason where that fails. */
  const keep = async (items: readonly OutboxItem[]): Promise<void> => {
    const chunks = items.flatMap((item) => item.chunks.flatMap((slot) => ownChunks.get(slot) ?? []))
    const fault = await faultOf(parts.store.put([...items, ...new Set(chunks)]))
    for (const item of items) {
      const key = keyOf(item)
      // another tab may have handed it over meanwhile
      if (!done.has(key)) own.set(key, { item, fault })
    }
    if (fault === null) void askToBeWoken()
  }

  /** What this page has sealed and the disk does not have (any more). */
  const keepAgain = async ({ items }: StoredItems): Promise<void> => {
    const there = new Set(items.map(keyOf))
    const missing = [...own].flatMap(([key, { item }]) => (there.has(key) ? [] : [item]))
    if (missing.length > 0) await keep(missing)
  }

  /** What was sealed here first, in its order: a report before its slip. */
  const together = (stored: StoredItems): Together => {
    const items = new Map([...own].map(([key, { item }]) => [key, item]))
    for (const item of stored.items) if (!done.has(keyOf(item))) items.set(keyOf(item), item)
    const onDisk = piecesOf(stored)
    const there = new Set(stored.items.map(keyOf))
    const chunks = new Map([...onDisk.chunks].filter(([slot]) => !put.has(slot)))
    const broken = new Set(onDisk.broken)
    for (const item of items.values()) {
      for (const slot of item.chunks) {
        const mine = ownChunks.get(slot)
        // what lies on the disk is counted there: another tab may have put the others
        if (mine === undefined || (there.has(keyOf(item)) && !broken.has(slot))) continue
        chunks.set(slot, mine)
        broken.delete(slot)
      }
    }
    return { items: [...items.values()], chunks, broken }
  }

  const pass = async (): Promise<void> => {
    clearTimeout(timer)
    const stored = await read(parts)
    await keepAgain(stored)
    const { items, ...pieces } = together(stored)
    const gone = of(items, 'gone', await parts.dates())
    // a letter that cannot be read at the moment may name them
    const orphans = stored.broken.length + stored.foreign === 0 ? orphansIn(pieces, items) : []
    await drop([...gone.map(({ slot }) => slot), ...orphans])
    const hear: Omit<FlushParts, keyof OutboxParts> = {
      onHandedOver(id) {
        const key = encodeBase64url(id)
        finish(key)
        parts.channel?.postMessage(key)
        changed()
      },
      onChunkPut(slot) {
        put.add(slot)
        ownChunks.delete(slot)
      },
      isHurried: () => again,
    }
    const report = await flush(items, { ...parts, ...hear }, pieces)
    reasons = report.waiting
    failures = reasons.length === 0 ? 0 : failures + 1
    if (failures > 0) timer = setTimeout(() => void outbox.send(), waitMs(failures - 1, parts.chance()))
    changed()
  }

  const drop = async (slots: readonly string[]): Promise<void> => {
    if (slots.length === 0) return
    for (const [key, { item }] of own) {
      if (!slots.includes(item.slot)) continue
      for (const slot of item.chunks) ownChunks.delete(slot)
      own.delete(key)
    }
    await faultOf(parts.store.remove(slots))
    changed()
  }

  const outbox: Outbox = {
    async add(items, chunks = []) {
      for (const chunk of chunks) ownChunks.set(chunk.slot, chunk)
      await keep(items)
      failures = 0
      changed()
      void outbox.send()
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
    memoryOnly: (id) => own.get(encodeBase64url(id))?.fault ?? null,
    async state() {
      const stored = await read(parts)
      const { items, ...pieces } = together(stored)
      const lacking = items.filter((item) => lacks(pieces, item))
      const whole = items.filter((item) => !lacking.includes(item))
      const dates = await parts.dates()
      const [waiting, late, expired] = [
        of(whole, 'waiting', dates),
        of(whole, 'late', dates),
        of(whole, 'expired', dates),
      ]
      const broken = [...stored.broken, ...lacking.map(({ slot }) => slot)]
      return { waiting, late, expired, broken, foreign: stored.foreign, reasons, wakes }
    },
    async forget(slots) {
      await drop(slots)
      // finds the chunks that nobody names any more
      await outbox.send()
    },
    askToBeWoken,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return outbox
}

const keyOf = ({ id }: OutboxItem): string => encodeBase64url(id)

function of(items: readonly OutboxItem[], standing: Standing, dates: Dates): readonly OutboxItem[] {
  return items.filter((item) => standingOf(item, dates) === standing)
}

/** What lies on the disk; nothing where the phone's storage does not work. */
async function read({ store }: OutboxParts): Promise<StoredItems> {
  try {
    return await store.read()
  } catch (error) {
    if (error instanceof StorageError) return NOTHING
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
