/**
 * An HTTP proxy between a browser and the relay: it writes down every byte that passes and can lose, change or refuse
 * it. The browser keeps the relay's own address, so nothing of the apps knows that somebody listens.
 */
import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export interface Exchange {
  readonly method: string
  readonly path: string
  /** Request line and headers as text, one per line. */
  readonly asked: string
  readonly body: Buffer
  status: number
  /** Headers of the answer, one per line. */
  answered: string
  answer: Buffer
}

export interface Recorder {
  readonly port: number
  readonly exchanges: Exchange[]
  /** Called before a request is passed on; what it throws away the relay never sees. */
  onRequest: (exchange: Exchange) => 'pass' | 'drop' | Promise<'pass' | 'drop'>
  /** Called before an answer is passed back; returns the body to pass instead, or null to lose the answer. */
  onAnswer: (exchange: Exchange) => Buffer | null
  /** How often this path was asked for. */
  count(path: string): number
  close(): Promise<void>
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function lines(headers: readonly string[]): string {
  return headers.map((text, index) => text + (index % 2 === 0 ? ': ' : '\n')).join('')
}

export async function startRecorder(): Promise<Recorder> {
  const exchanges: Exchange[] = []
  const recorder = { onRequest: () => 'pass', onAnswer: ({ answer }) => answer } as Pick<
    Recorder,
    'onRequest' | 'onAnswer'
  >

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '')
    const exchange: Exchange = {
      method: request.method ?? '',
      path: target.pathname + target.search,
      asked: `${request.method} ${request.url}\n${lines(request.rawHeaders)}`,
      body: await readAll(request),
      status: 0,
      answered: '',
      answer: Buffer.alloc(0),
    }
    exchanges.push(exchange)
    if ((await recorder.onRequest(exchange)) === 'drop') return void request.socket.destroy()
    const { 'proxy-connection': _connection, ...headers } = request.headers
    const onward = ask(target, { method: exchange.method, headers, setHost: false }).end(exchange.body)
    const [from] = (await once(onward, 'response')) as [IncomingMessage]
    exchange.answer = await readAll(from)
    exchange.status = from.statusCode ?? 0
    exchange.answered = lines(from.rawHeaders)
    const back = recorder.onAnswer(exchange)
    if (back === null) return void request.socket.destroy()
    const { connection: _kept, 'transfer-encoding': _chunked, ...answered } = from.headers
    const length = exchange.method === 'HEAD' ? {} : { 'content-length': back.length }
    response.writeHead(exchange.status, { ...answered, ...length }).end(exchange.method === 'HEAD' ? undefined : back)
  }

  const listener = createServer((request, response) => {
    // the relay is stopped or the browser was killed: the other side sees a broken connection
    pass(request, response).catch(() => request.socket.destroy())
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return Object.assign(recorder, {
    port: (listener.address() as AddressInfo).port,
    exchanges,
    count: (path: string) => exchanges.filter((exchange) => exchange.path === path).length,
    close: () =>
      new Promise<void>((done) => {
        listener.close(() => done())
        listener.closeAllConnections()
      }),
  })
}
