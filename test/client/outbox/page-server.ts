/** Serves one built page and plays the relay's `post`: it can be down, slow, or lose an answer. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface PageServer {
  readonly origin: string
  /** First byte of the address of each post that was stored, repeats included. */
  readonly posts: number[]
  mode: 'up' | 'down' | 'loses-answers'
  delayMs: number
  stop(): Promise<void>
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export async function servePage(folder: string): Promise<PageServer> {
  const server: PageServer = {
    origin: '',
    posts: [],
    mode: 'up',
    delayMs: 0,
    stop: () =>
      new Promise((done) => {
        listener.close(() => done())
        listener.closeAllConnections()
      }),
  }
  const listener = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path.startsWith('/v1/')) {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        if (server.mode === 'down') return void request.socket.destroy()
        server.posts.push(Buffer.concat(chunks)[0] ?? -1)
        if (server.mode === 'loses-answers') return void request.socket.destroy()
        setTimeout(() => response.setHeader('content-type', 'application/octet-stream').end(), server.delayMs)
      })
      return
    }
    const file = join(folder, path === '/' ? 'index.html' : path)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end()
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return Object.assign(server, { origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}` })
}
