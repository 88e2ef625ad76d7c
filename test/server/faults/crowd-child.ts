/**
 * A crowd of clients that hold connections and want nothing: `node crowd-child.ts PORT COUNT BACK_MS`. A third says
 * nothing, a third sends headers without an end, a third a byte of a body now and then. Whoever is cut off comes back
 * within BACK_MS. Prints one line when all have come, then `open cut` every second.
 */
import { connect, type Socket } from 'node:net'
import process from 'node:process'

const port = Number(process.argv[2])
const count = Number(process.argv[3])
const backMs = Number(process.argv[4])

const kinds = [
  { begin: '', drip: '' },
  { begin: 'POST /v1/post HTTP/1.1\r\nHost: x\r\n', drip: 'X-A: b\r\n' },
  { begin: 'POST /v1/post HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n', drip: 'x' },
] as const
/** Under the longest time that the relay waits for headers. */
const DRIP_MS = 3_000
/** Connections begun in one turn: a crowd comes through the same door as everybody. */
const AT_ONCE = 100
/** From one address there are only so many ports; only Linux has more loopback addresses than one. */
const PER_ADDRESS = 5_000
const from = (number: number): { localAddress?: string } =>
  process.platform === 'linux' ? { localAddress: `127.0.0.${2 + Math.floor(number / PER_ADDRESS)}` } : {}

const open = new Set<Socket>()
let cut = 0

function hold(number: number): void {
  const { begin, drip } = kinds[number % kinds.length] ?? kinds[0]
  const socket = connect({ port, host: '127.0.0.1', ...from(number) })
  let dripping: NodeJS.Timeout | undefined
  socket.on('connect', () => {
    open.add(socket)
    if (begin === '') return
    socket.write(begin)
    dripping = setInterval(() => socket.write(drip), DRIP_MS)
  })
  socket.on('data', () => {})
  socket.on('error', () => {})
  socket.on('close', () => {
    clearInterval(dripping)
    if (open.delete(socket)) cut += 1
    // Spread evenly: all at once they would fill the queue of the system, which no program can look into.
    setTimeout(() => hold(number), (backMs * (number % 1_000)) / 1_000)
  })
}

for (let begun = 0; begun < count; begun += AT_ONCE) {
  for (let number = begun; number < Math.min(count, begun + AT_ONCE); number++) hold(number)
  await new Promise((resolve) => setTimeout(resolve, 5))
}
process.stdout.write('come\n')
setInterval(() => process.stdout.write(`${open.size} ${cut}\n`), 1_000)
