/** Serves built folders as the relay will: same content security policy, no cookies; and it can go away and come back. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sosafe"

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

export type StaticServer = {
  readonly origin: string
  /** Paths asked for since the start, in order. */
  readonly asked: string[]
  stop(): Promise<void>
  restart(): Promise<void>
}

/** @param folders prefix of the path -> folder; the longest prefix wins. */
export async function serveFolders(folders: Record<string, string>): Promise<StaticServer> {
  const asked: string[] = []
  const prefixes = Object.keys(folders).toSorted((a, b) => b.length - a.length)
  const listener = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    asked.push(path)
    const prefix = prefixes.find((start) => path.startsWith(start)) ?? '/'
    const file = join(folders[prefix] ?? '', path.slice(prefix.length) || 'index.html')
    response.setHeader('content-security-policy', contentSecurityPolicy)
    if (path.startsWith('/v1/')) return response.end('from the relay')
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end()
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    response.setHeader('cache-control', path.includes('/assets/') ? 'max-age=31536000, immutable' : 'no-cache')
    return response.end(readFileSync(file))
  })
  const listen = (port: number): Promise<void> => new Promise((done) => void listener.listen(port, '127.0.0.1', done))
  await listen(0)
  const { port } = listener.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((done) => {
        listener.close(() => done())
        listener.closeAllConnections()
      }),
    restart: () => listen(port),
  }
}
