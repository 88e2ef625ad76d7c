/**
 * A way to a server that is slow as a network is: so many bits a second for all connections together, so long there and back,
 * as long once more before a new connection says its first word. Outside of the browser, so that workers are as slow as pages,
 * which a browser's own throttling leaves out. Counts what passes.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface SlowNetwork {
  readonly port: number
  /** Both ways, since the start. */
  bytes(): number
  stop(): Promise<void>
}

export interface NetworkSpeed {
  /** Each way. */
  readonly bitsPerSecond: number
  readonly roundTripMs: number
}

/** What a mobile network carries in one piece. */
const PACKET_BYTES = 1_400
const NOTHING = Buffer.alloc(0)

interface Packet {
  readonly bytes: Buffer
  /** It is out, and there at that time. */
  deliver(atMs: number): void
}

const until = (atMs: number): Promise<void> => wait(Math.max(0, atMs - performance.now()))

export async function slowNetwork(toPort: number, { bitsPerSecond, roundTripMs }: NetworkSpeed): Promise<SlowNetwork> {
  const open = new Set<Socket>()
  let passed = 0
  /** One way through the air: packet by packet, of each connection that has one in its turn. */
  const createWay = (): ((from: Socket, to: Socket, openMs: number) => void) => {
    const turns: Packet[][] = []
    let freeMs = 0
    let isBusy = false
    const send = async (): Promise<void> => {
      isBusy = true
      for (let own = turns.shift(); own !== undefined; own = turns.shift()) {
        const [packet] = own.splice(0, 1)
        if (own.length > 0) turns.push(own)
        if (packet === undefined) continue
        freeMs = Math.max(performance.now(), freeMs) + (packet.bytes.length * 8_000) / bitsPerSecond
        passed += packet.bytes.length
        await until(freeMs)
        packet.deliver(freeMs + roundTripMs / 2)
      }
      isBusy = false
    }
    return (from, to, openMs) => {
      const own: Packet[] = []
      const inOrder = (): ((atMs: number, work: () => void) => void) => {
        let before: Promise<unknown> = Promise.resolve()
        return (atMs, work) => (before = before.then(() => until(atMs)).then(work))
      }
      const [arrive, leave] = [inOrder(), inOrder()]
      const take = (bytes: Buffer, then: () => void): void =>
        arrive(openMs, () => {
          if (own.length === 0) turns.push(own)
          own.push({ bytes, deliver: (atMs) => leave(atMs, then) })
          if (!isBusy) void send()
        })
      from.on('data', (chunk: Buffer) => {
        for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
          const packet = chunk.subarray(at, at + PACKET_BYTES)
          take(packet, () => void (to.writable && to.write(packet)))
        }
      })
      from.on('end', () => take(NOTHING, () => void to.end()))
      from.on('close', () => open.delete(from))
      from.on('error', () => to.destroy())
      open.add(from)
    }
  }
  const [up, down] = [createWay(), createWay()]
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: toPort, host: '127.0.0.1', allowHalfOpen: true })
    const openMs = performance.now() + roundTripMs
    up(near, far, openMs)
    down(far, near, openMs)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => passed,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of open) socket.destroy()
      }),
  }
}
