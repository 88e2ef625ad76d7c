/**
 * What stands between the phone and a real relay: it serves the page and lets every request to the relay pass, or does to
 * it what networks do. The page and its worker always come through, as they would from the phone itself.
 */
import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from './chance.ts'

/**
 * - `down`: the relay never sees it
 * - `loses`: the relay acts, its answer is lost
 * - `tears`: half of the request arrives
 * - `slow`: both ways take their time
 * - `portal`: somebody else answers that all is well
 * - `flaps`: any of them, at each request
 */
export const NETWORKS = ['up', 'down', 'loses', 'tears', 'slow', 'portal', 'flaps'] as const
export type Network = (typeof NETWORKS)[number]

export interface Front {
  readonly origin: string
  network: Network
  /** Where the relay listens now; null while it is dead. */
  relayPort: number | null
  close(): Promise<void>
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export async function startFront(folder: string, chance: Chance): Promise<Front> {
  const front = { network: 'up' as Network, relayPort: null as number | null }

  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const mode = front.network === 'flaps' ? chance.one(NETWORKS.filter((one) => one !== 'flaps')) : front.network
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (mode === 'down' || front.relayPort === null) return void incoming.socket.destroy()
    if (mode === 'portal') return void response.setHeader('content-type', 'text/html').end('<p>Welcome</p>')
    if (mode === 'slow') await wait(chance.whole(20, 250))
    const { host: _host, connection: _kept, ...headers } = incoming.headers
    const onward = ask({ host: '127.0.0.1', port: front.relayPort, path: incoming.url, method: 'POST', headers })
    if (mode === 'tears') {
      onward.on('error', () => undefined)
      onward.write(body.subarray(0, body.length >> 1))
      await wait(5)
      onward.destroy()
      return void incoming.socket.destroy()
    }
    onward.end(body)
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    const answered: Buffer[] = []
    for await (const chunk of answer) answered.push(chunk as Buffer)
    if (mode === 'loses') return void incoming.socket.destroy()
    if (mode === 'slow') await wait(chance.whole(20, 250))
    const type = answer.headers['content-type'] ?? ''
    response.writeHead(answer.statusCode ?? 500, { 'content-type': type }).end(Buffer.concat(answered))
  }

  const listener = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/v1/')) {
      // a relay that is killed meanwhile breaks the connection
      pass(incoming, response).catch(() => incoming.socket.destroy())
      return
    }
    const file = join(folder, pathname === '/' ? 'index.html' : pathname)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end()
    response.setHeader('cache-control', 'no-store')
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return Object.assign(front, {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        listener.close(() => done())
        listener.closeAllConnections()
      }),
  })
}
