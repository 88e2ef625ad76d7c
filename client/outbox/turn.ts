/**
 * One sender at a time, over all tabs and the service worker, so that nothing is uploaded twice. It is thrift, not safety:
 * the relay stores the same envelope once (P8.1). So a sender that hangs on a dead network holds up the others only for a
 * while, and where the browser has no Web Locks only this tab is guarded.
 */

/** The part of `navigator.locks` that is needed. */
export interface Locks {
  /** `signal` ends the waiting, not the work. */
  request<T>(name: string, options: { readonly signal: AbortSignal }, work: () => Promise<T>): Promise<T>
}

/** Neutral: a browser may show it. */
const NAME = 'queue'
/** Two envelopes pass on 2G in this time. */
const PATIENCE_MS = 20_000

export function createTurn(locks: Locks | undefined): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(() => (locks === undefined ? work() : inTurn(locks, work)))
    last = mine.catch(() => undefined)
    return mine
  }
}

async function inTurn<T>(locks: Locks, work: () => Promise<T>): Promise<T> {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), PATIENCE_MS)
  let begun = false
  const begin = (): Promise<T> => {
    begun = true
    clearTimeout(timer)
    return work()
  }
  try {
    return await locks.request(NAME, { signal: waiting.signal }, begin)
  } catch (error) {
    if (begun) throw error
    return await begin()
  }
}
