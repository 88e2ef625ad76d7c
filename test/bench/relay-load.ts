/**
 * Posts in a process of its own, over sockets kept open. Envelopes of the smallest size, their proof of work and the bytes
 * of the requests are made beforehand; what is left to do is to write them and to look at the answers.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { envelopeIdOf } from '../../server/sha256.ts'
import { concat, encodeText, type Bytes } from '../../shared/bytes/cursor.ts'
import { solveWork } from '../../shared/crypto/work.ts'
import { ENVELOPE_BYTES, WORK_MIN_BITS } from '../../shared/protocol.ts'
import { BINARY_TYPE, PATHS } from '../../shared/wire/api.ts'
import { parseEnvelopeBytes } from '../../shared/wire/envelope.ts'
import { encodePostRequest } from '../../shared/wire/post.ts'
import { answerParent } from './child.ts'

export type LoadQuestion =
  /** Makes that many posts, to the mailboxes in turn. */
  | { readonly kind: 'prepare'; readonly addresses: readonly Bytes[]; readonly count: number }
  /** Sends those posts, so many at a time, and waits for every answer. */
  | { readonly kind: 'post'; readonly port: number; readonly connections: number }

let requests: readonly Bytes[] = []

async function requestFor(address: Bytes): Promise<Bytes> {
  const envelope = parseEnvelopeBytes(new Uint8Array(randomBytes(ENVELOPE_BYTES[0])))
  if (envelope === null) throw new Error('an envelope has the smallest size')
  const nonce = await solveWork({ address, id: envelopeIdOf(envelope) }, WORK_MIN_BITS)
  const body = encodePostRequest({ address, nonce, envelope })
  const head = `POST ${PATHS.post} HTTP/1.1\r\nhost: relay\r\ncontent-type: ${BINARY_TYPE}\r\ncontent-length: ${body.length}\r\n\r\n`
  return concat(encodeText(head), body)
}

/** One connection: takes the next request whenever an answer is complete. */
async function lane(port: number, next: () => Bytes | undefined): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await once(socket, 'connect')
  let answer = ''
  await new Promise<void>((resolve, reject) => {
    const send = (): void => {
      const request = next()
      if (request === undefined) resolve()
      else socket.write(request)
    }
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      // The answer to a post has no body.
      if (!answer.endsWith('\r\n\r\n')) return
      if (!answer.startsWith('HTTP/1.1 200 ') || !/\r\ncontent-length: 0\r\n/i.test(answer)) reject(new Error(answer))
      answer = ''
      send()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the relay closed a connection')))
    send()
  })
  socket.destroy()
}

answerParent<LoadQuestion, number>(async (question) => {
  if (question.kind === 'prepare') {
    const { addresses, count } = question
    requests = await Promise.all(
      Array.from({ length: count }, (_, at) => requestFor(addresses[at % addresses.length]!)),
    )
    return count
  }
  let at = 0
  const begin = performance.now()
  await Promise.all(Array.from({ length: question.connections }, () => lane(question.port, () => requests[at++])))
  return performance.now() - begin
})
