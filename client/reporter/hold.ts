/** Opens a part in which something can be lost: no newer version of the app takes over until it is let go. */

export interface Held<T> {
  readonly part: T
  readonly letGo: () => void
}

export async function openHeld<T>(load: () => Promise<T>): Promise<Held<T>> {
  const [part, letGo] = await Promise.all([load(), hold()])
  return { part, letGo }
}

async function hold(): Promise<() => void> {
  try {
    const { holdUpdates } = await import('../offline/register.ts')
    return await holdUpdates('/')
  } catch {
    // without that part of the app nothing takes over either
    return () => undefined
  }
}
