/** Builds and serves the bare Preact page that what a browser does with the app is measured against. */
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build as bundle } from 'vite'
import { noModules, pages } from '../../vite.config.ts'

export interface Hello {
  readonly origin: string
  stop(): Promise<void>
}

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' }

/** Keeps every file at installation and answers from there: what any precaching worker does at least. */
function workerScript(files: readonly string[]): string {
  return `
const files = ${JSON.stringify(['/', ...files])}
self.addEventListener('install', (event) => event.waitUntil(caches.open('hello').then((cache) => cache.addAll(files))))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
})`
}

/** @param folder an empty one; it is removed by `stop`. */
export async function serveHello(folder: string): Promise<Hello> {
  const config = pages({ rootHash: '', demo: true, outDir: folder }, 'reporter', noModules())
  const root = join(import.meta.dirname, 'hello-page')
  await bundle({ ...config, root, build: { ...config.build, outDir: folder } })
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const paths = found.filter((path) => statSync(join(folder, path)).isFile())
  const files = new Map(paths.map((path) => [`/${path.replaceAll('\\', '/')}`, readFileSync(join(folder, path))]))
  files.set('/', files.get('/index.html')!)
  files.set('/sw.js', Buffer.from(workerScript(paths.map((path) => `/${path}`))))
  const listener = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const bytes = files.get(path)
    if (bytes === undefined) return void response.writeHead(404).end()
    response.setHeader('content-type', types[extname(path) || '.html'] ?? 'application/octet-stream')
    response.setHeader('cache-control', path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache')
    response.setHeader('content-encoding', 'br').end(brotliCompressSync(bytes))
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    origin: `http://localhost:${(listener.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        rmSync(folder, { recursive: true, force: true })
        listener.close(() => done())
        listener.closeAllConnections()
      }),
  }
}
