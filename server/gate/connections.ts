/**
 * Which connections are open, and which is closed when there is no room for one more. Promises that a new one always
 * finds room, however many others are held: the price is paid by who keeps a connection and says least. Knows no
 * network address; what it keeps goes with the connection.
 */
import type { Socket } from 'node:net'

export interface Connections {
  /** One more is open; others may be closed for it. */
  opened(socket: Socket): void
  /** A request on it is over; it waits for the next one. */
  answered(socket: Socket): void
}

export interface ConnectionsInput {
  readonly most: number
  /** `setImmediate`. */
  readonly inNextTurn?: (look: () => void) => unknown
  /** Of a clock that only goes forward. */
  readonly nowMs: () => number
}

interface Held {
  readonly socket: Socket
  /** Since when it has been waiting for the request that it is at, or for the next one. */
  sinceMs: number
  /** What had passed by then. */
  bytesBefore: number
}

/** Of the most there may be, closed at one time: looking for the quietest means looking at all. */
const SHARE_CLOSED = 1 / 32
/** Of the most, open for a moment while a crowd comes in. */
export const SHARE_OVER: number = 1 / 4
/** So young a connection has had no chance to say anything yet, on a network with long ways. */
const YOUNG_MS = 2_000

/** Both ways; what waits to be written does not count. */
function bytesPassed({ bytesRead, bytesWritten, writableLength }: Socket): number {
  return bytesRead + bytesWritten - writableLength
}

interface Ranked {
  readonly socket: Socket
  readonly ageMs: number
  readonly isYoung: boolean
  readonly bytesPerMs: number
}

function rank({ socket, sinceMs, bytesBefore }: Held, nowMs: number): Ranked {
  const ageMs = nowMs - sinceMs
  const bytesPerMs = (bytesPassed(socket) - bytesBefore) / (ageMs + 1)
  return { socket, ageMs, isYoung: ageMs < YOUNG_MS, bytesPerMs }
}

/** Of those who had their time who says least goes first; the young follow, the oldest of them first. */
function byQuiet(a: Ranked, b: Ranked): number {
  if (a.isYoung !== b.isYoung) return a.isYoung ? 1 : -1
  return (a.isYoung ? 0 : a.bytesPerMs - b.bytesPerMs) || b.ageMs - a.ageMs
}

export function createConnections({ most, nowMs, inNextTurn = setImmediate }: ConnectionsInput): Connections {
  const all = new Map<Socket, Held>()
  let isLooking = false

  const closeQuietest = (): void => {
    if (all.size <= most) return
    const now = nowMs()
    const ranked = [...all.values()].map((held) => rank(held, now)).toSorted(byQuiet)
    for (const { socket } of ranked.slice(0, all.size - most + Math.floor(most * SHARE_CLOSED))) {
      all.delete(socket)
      socket.destroy()
    }
  }
  /** What somebody sends with the knock is read in the next turn: nobody is judged before. */
  const lookSoon = (): void => {
    if (isLooking) return
    isLooking = true
    inNextTurn(() =>
      inNextTurn(() => {
        isLooking = false
        closeQuietest()
      }),
    )
  }

  return {
    opened(socket) {
      all.set(socket, { socket, sinceMs: nowMs(), bytesBefore: 0 })
      socket.once('close', () => all.delete(socket))
      if (all.size > most * (1 + SHARE_OVER)) closeQuietest()
      else if (all.size > most) lookSoon()
    },
    answered(socket) {
      const held = all.get(socket)
      if (held === undefined) return
      held.sinceMs = nowMs()
      held.bytesBefore = bytesPassed(socket)
    },
  }
}
