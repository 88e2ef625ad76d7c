/**
 * A page that does everything wrong: what it keeps has to be found in the profile, by the same search and at the same
 * time at which nothing of the app may be found. Without it an empty search would prove nothing.
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createMarker } from './needles.ts'

export interface ControlPage {
  readonly origin: string
  /** Way of keeping -> what was kept that way. */
  readonly markers: Readonly<Record<Way, string>>
  close(): Promise<void>
}

export type Way = 'typed' | 'title' | 'localStorage' | 'IndexedDB' | 'cache' | 'history'

const html = `<!doctype html><meta charset="utf-8"><title>Control</title><label>Control <textarea></textarea></label>`

export async function serveControlPage(): Promise<ControlPage> {
  const listener = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const ways = ['typed', 'title', 'localStorage', 'IndexedDB', 'cache', 'history'] as const
  return {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    markers: Object.fromEntries(ways.map((way) => [way, createMarker(way)])) as Record<Way, string>,
    close: () =>
      new Promise((done) => {
        listener.close(() => done())
        listener.closeAllConnections()
      }),
  }
}

/** Runs in the page. Typing is left to real keys. */
export async function keepEverything(markers: Readonly<Record<Way, string>>): Promise<void> {
  document.title = markers.title
  localStorage.setItem('control', markers.localStorage)
  // Firefox knows the fragment, Chromium the state
  history.replaceState(markers.history, '', `#${markers.history}`)
  const cache = await caches.open('control')
  await cache.put('/control', new Response(markers.cache))
  await new Promise<void>((done, failed) => {
    const opening = indexedDB.open('control', 1)
    opening.onupgradeneeded = () => void opening.result.createObjectStore('kept')
    opening.onerror = () => failed(new Error('no IndexedDB'))
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('kept', 'readwrite')
      transaction.objectStore('kept').put(markers.IndexedDB, 1)
      transaction.oncomplete = () => done()
    }
  })
}
