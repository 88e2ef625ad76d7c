/**
 * The sockets under the app: time limits against slow senders, room for a new connection however many are held, no Date
 * header (it would be finer than a day), and the security headers also where Node itself refuses.
 */
import { getRequestListener } from '@hono/node-server'
import { createServer, STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Answers } from './answer.ts'
import { createConnections, type Connections } from './gate/connections.ts'
import type { ConnectionLimits } from './gate/limits.ts'
import type { RelayApp } from './relay.ts'
import { createShortWay } from './short-way.ts'

export interface HttpServer {
  readonly port: number
  /** No new requests; those under way have `drainMs`, then they are cut. Calm when called twice. */
  stop(): Promise<void>
}

export interface ListenInput extends RelayApp {
  readonly answers: Answers
  readonly limits: ConnectionLimits
  readonly port: number
  readonly host: string
  /** Of a clock that only goes forward. */
  readonly nowMs: () => number
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** What Node's parser refuses never reaches the app. */
function refuseRaw(answers: Answers, error: Error, socket: Duplex): void {
  if (!socket.writable || codeOf(error) === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[codeOf(error)] ?? 400
  const headers = { ...answers.headers, 'cache-control': 'no-store', connection: 'close', 'content-length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`)
}

function createListener({ app, commands, answers, limits }: ListenInput, connections: Connections): Server {
  const options = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    maxHeaderSize: limits.maxHeaderBytes,
  }
  const listener = getRequestListener(app.fetch, { errorHandler: () => answers.problem({ code: 'malformed' }) })
  const goesShortWay = createShortWay(commands)
  const server = createServer(options, (incoming, outgoing) => {
    outgoing.sendDate = false
    outgoing.once('close', () => connections.answered(incoming.socket))
    if (!goesShortWay(incoming, outgoing)) void listener(incoming, outgoing)
  })
  // A reader who takes no byte; slow senders are met by the two limits above.
  server.setTimeout(limits.silenceMs)
  server.on('connection', (socket) => connections.opened(socket))
  server.on('clientError', (error, socket) => refuseRaw(answers, error, socket))
  return server
}

/** Connections that the system holds while the process is busy; it cuts this to its own limit. */
const BACKLOG = 4_096

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** `localhost` is both loopback addresses, on one port; a machine without IPv6 has one. */
const FAMILIES = ['127.0.0.1', '::1'] as const
const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL'])
/** A free port of one family may be taken in the other. */
const PORT_TRIES = 20

async function listenOnBoth(
  input: ListenInput,
  connections: Connections,
  tries = PORT_TRIES,
): Promise<{ servers: Server[]; port: number }> {
  const first = createListener(input, connections)
  const port = await listenOn(first, input.port, FAMILIES[0])
  const second = createListener(input, connections)
  try {
    await listenOn(second, port, FAMILIES[1])
    return { servers: [first, second], port }
  } catch (error) {
    const code = error instanceof Error ? codeOf(error) : ''
    if (NO_IPV6.has(code)) return { servers: [first], port }
    await new Promise((resolve) => first.close(resolve))
    if (code === 'EADDRINUSE' && input.port === 0 && tries > 0) return listenOnBoth(input, connections, tries - 1)
    throw error
  }
}

const IDLE_LOOK_MS = 50

async function end(server: Server, drainMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs)
    // A connection that is kept alive becomes idle when its answer is out.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      resolve()
    })
  })
}

/** @throws the error of `listen`, for instance EADDRINUSE. */
export async function listen(input: ListenInput): Promise<HttpServer> {
  const both = input.host === 'localhost'
  const connections = createConnections({ most: input.limits.maxConnections, nowMs: input.nowMs })
  const single = both ? null : createListener(input, connections)
  const { servers, port } =
    single === null
      ? await listenOnBoth(input, connections)
      : { servers: [single], port: await listenOn(single, input.port, input.host) }
  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => end(server, input.limits.drainMs)))
  }
  return { port, stop: () => (stopping ??= stop()) }
}
