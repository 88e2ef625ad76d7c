/**
 * Registers an app's service worker and decides when a newer one may take over: only at a start, and only while no
 * page of the app holds it off (`holdUpdates`). A take-over drops the older files, so every page then loads anew.
 */
import { Workbox } from 'workbox-window'
import { scriptAddress } from '../trusted-types.ts'

/** `kept`: the app opens without network. `unsupported`, `failed`: it does not, and the screen should say so. */
export type OfflineState = 'kept' | 'unsupported' | 'failed'
export type Scope = '/' | '/desk/'

/** How long a new worker gets to take over before the page goes on with the old one. */
const takeOverMs = 3000

/** Resolves once it is settled whether the app's files are kept: on a slow network minutes later. Never rejects. */
export async function keepOffline(scope: Scope): Promise<OfflineState> {
  // missing in some private windows and on insecure origins
  if (!('serviceWorker' in navigator)) return 'unsupported'
  try {
    const workbox = new Workbox(scriptAddress(`${scope}sw.js`), { scope, updateViaCache: 'none' })
    loadAnewWhenReplaced(scope)
    const registration = await workbox.register({ immediate: true })
    if (registration === undefined) return 'failed'
    if (registration.waiting !== null) await takeOver(scope, workbox)
    // not `serviceWorker.ready`: under /desk/ that is answered by the reporter's worker while the desk has none
    if (registration.active === null) return await installed(registration)
    // registering the same address again looks for nothing new, and browsers look by themselves when they like
    registration.update().catch(() => {})
    return 'kept'
  } catch {
    return 'failed'
  }
}

/**
 * Keeps a newer worker from taking over while something would be lost by loading anew (an open form, a code shown
 * once). A take-over that has begun ends first: wait for it where that would lose something. Holds for all pages of the
 * app. Never rejects.
 * @returns lets go; closing the page lets go too.
 */
export function holdUpdates(scope: Scope): Promise<() => void> {
  return new Promise((holding) => {
    let letGo = (): void => {}
    const held = new Promise<void>((done) => {
      letGo = done
    })
    const hold = (): Promise<void> => {
      holding(letGo)
      return held
    }
    // without Web Locks a new worker waits until every page is closed, so there is nothing to hold
    if (!('locks' in navigator)) holding(letGo)
    else navigator.locks.request(lockOf(scope), { mode: 'shared' }, hold).catch(() => holding(letGo))
  })
}

function lockOf(scope: Scope): string {
  return `open${scope}`
}

async function takeOver(scope: Scope, workbox: Workbox): Promise<void> {
  await navigator.locks?.request(lockOf(scope), { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    const changed = new Promise((done) => {
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })
      setTimeout(done, takeOverMs)
    })
    workbox.messageSkipWaiting()
    await changed
  })
}

/**
 * The first control of a page that started without a worker is no replacement: nothing to load anew. Nor is a worker that
 * the browser has thrown away: what is in the page's memory may be all that is left.
 */
function loadAnewWhenReplaced(scope: Scope): void {
  const script = new URL(`${scope}sw.js`, location.origin).href
  const before = navigator.serviceWorker.controller
  if (before?.scriptURL !== script) return
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (navigator.serviceWorker.controller !== null) location.reload()
  })
}

function installed(registration: ServiceWorkerRegistration): Promise<OfflineState> {
  const worker = registration.installing ?? registration.waiting
  if (worker === null) return Promise.resolve('failed')
  return new Promise((done) => {
    const look = (): void => {
      if (worker.state === 'activated') done('kept')
      if (worker.state === 'redundant') done('failed')
    }
    worker.addEventListener('statechange', look)
    look()
  })
}
