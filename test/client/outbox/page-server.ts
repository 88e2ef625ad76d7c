/** Serves one built page and plays the relay's `post` and `put`: it can be down, slow, dear, or lose an answer. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { checkWork } from '../../../shared/crypto/work.ts'
import { PATHS, PROBLEM_TYPE } from '../../../shared/wire/api.ts'
import { parsePutRequest } from '../../../shared/wire/blob.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { parsePostRequest } from '../../../shared/wire/post.ts'
import { encodeProblem } from '../../../shared/wire/problem.ts'

export interface PageServer {
  readonly origin: string
  /** First byte of the address of each post that was stored, and of the id of each chunk, repeats included. */
  readonly posts: number[]
  mode: 'up' | 'down' | 'loses-answers'
  delayMs: number
  /** So many more are stored; then it is down. */
  left: number
  /** Asked of every post, and really checked. */
  price: number
  stop(): Promise<void>
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

function isPaid(path: string, body: Bytes, price: number): boolean {
  if (path === PATHS.put) {
    const put = parsePutRequest(body)
    return put !== null && checkWork({ address: null, id: put.id }, put.nonce, price)
  }
  const post = parsePostRequest(body)
  // The id of a stand-in envelope is its address; see fakes.ts.
  return post !== null && checkWork({ address: post.address, id: post.address }, post.nonce, price)
}

export async function servePage(folder: string): Promise<PageServer> {
  const server: PageServer = {
    origin: '',
    posts: [],
    mode: 'up',
    delayMs: 0,
    left: Infinity,
    price: 0,
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
        if (server.mode === 'down' || server.left-- <= 0) return void request.socket.destroy()
        if (!isPaid(path, Buffer.concat(chunks), server.price)) {
          const problem = encodeProblem({ code: 'price', price: server.price })
          return void response.writeHead(428, { 'content-type': PROBLEM_TYPE }).end(JSON.stringify(problem))
        }
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
