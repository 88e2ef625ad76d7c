/**
 * A hand-written service worker: it keeps the app's own files, answers for them from the device, and lets
 * everything else pass. It holds no keys and reads no messages.
 */

/** Address and integrity (`sha256-...`) of one file, put in by the build. */
export type KeptFile = readonly [path: string, integrity: string]

export type Site = {
  /** First part of the cache's name. It must not tell what the app is: names of caches can be read on the device. */
  readonly family: string
  /** Hash over `files`; a new build with the same files keeps its cache. */
  readonly version: string
  /** The page that answers every navigation. */
  readonly shell: string
  readonly files: readonly KeptFile[]
  /** Kept from the first time that a page asks for one. Their names carry their hash. */
  readonly later: readonly KeptFile[]
  /** Addresses on this origin that the worker never answers, whatever they ask for. */
  readonly notOurs: RegExp
}

declare const self: ServiceWorkerGlobalScope

/** Starts to listen. Call once, while the script is first run: browsers ignore listeners added later. */
export function serve(site: Site): void {
  const paths = new Set(site.files.map(([path]) => path))
  self.addEventListener('install', (event) => event.waitUntil(keep(site)))
  self.addEventListener('activate', (event) => event.waitUntil(takePlace(site)))
  self.addEventListener('message', (event) => {
    // sent by the page once it knows that no form is open anywhere (see offline/register.ts)
    if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
  })
  self.addEventListener('fetch', (event) => {
    const path = pathFor(event.request, site, paths)
    if (path !== null) event.respondWith(fromCache(site, path, event.request))
    const later = site.later.find(([name]) => name === new URL(event.request.url).pathname)
    if (later !== undefined) event.respondWith(keepLater(site, later))
  })
}

function nameOf(site: Site): string {
  return `${site.family}-${site.version}`
}

/** A letter that is handed over meanwhile waits behind so many files at the most, where the network is one slow queue. */
const AT_ONCE = 3

/**
 * All files, or this version is not used. What came before an installation failed is not asked for again. The browser checks each against its hash, so that a half-deployed server (new worker, old
 * page) fails the installation instead of mixing two versions; it is tried again at the next start.
 */
async function keep(site: Site): Promise<void> {
  const cache = await caches.open(nameOf(site))
  const waiting = [...site.files]
  const keepNext = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await keepFile(cache, file)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext))
  await takeOver(site, cache)
}

async function keepFile(cache: Cache, [path, integrity]: KeptFile): Promise<void> {
  if ((await cache.match(path, { ignoreVary: true })) !== undefined) return
  // names under assets/ carry their hash: what the first visit has just loaded is not fetched twice
  const freshness = path.includes('/assets/') ? 'default' : 'no-cache'
  await cache.add(new Request(path, { integrity, cache: freshness, credentials: 'omit' }))
}

/** What an older version has kept meanwhile, and this one would keep as well, is not fetched again. */
async function takeOver({ later }: Site, cache: Cache): Promise<void> {
  for (const [path] of later) {
    const kept = await caches.match(path, { ignoreVary: true })
    if (kept !== undefined) await cache.put(path, kept)
  }
}

/** Drops older versions of this app only (both apps share the origin's caches) and takes its open pages. */
async function takePlace(site: Site): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(`${site.family}-`) && name !== nameOf(site))
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** Which kept file answers this request; null: none, let it go to the network. */
function pathFor(request: Request, site: Site, paths: ReadonlySet<string>): string | null {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return null
  if (site.notOurs.test(url.pathname)) return null
  if (paths.has(url.pathname)) return url.pathname
  return request.mode === 'navigate' ? site.shell : null
}

async function fromCache(site: Site, path: string, request: Request): Promise<Response> {
  const cache = await caches.open(nameOf(site))
  // the browser may drop a cache under storage pressure: then the network is better than an error
  return (await cache.match(path, { ignoreVary: true })) ?? (await fetch(request))
}

async function keepLater(site: Site, [path, integrity]: KeptFile): Promise<Response> {
  const cache = await caches.open(nameOf(site))
  const kept = await cache.match(path, { ignoreVary: true })
  if (kept !== undefined) return kept
  const fetched = await fetch(path, { integrity, credentials: 'omit' })
  // a full disk must not take away what has come
  if (fetched.ok) await cache.put(path, fetched.clone()).catch(() => undefined)
  return fetched
}
