/**
 * The way of a command from the socket to its handler and back without a Request, a Context and a Response, which cost a
 * post as much as everything else that HTTP does. Promises to go it only with what is ordinary: the body's length is
 * announced and allowed. Everything else, and what is refused for it, is the app's. Source: docs/decisions/004-ingest.md.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Bytes } from '../shared/bytes/cursor.ts'
import type { PlainAnswer } from './answer.ts'

/** Never rejects. */
export interface PlainCommand {
  readonly maxBytes: number
  run(body: Bytes): Promise<PlainAnswer>
}

/** Node has its own memory for each piece that it read; most bodies come in one. */
function bytesOf(pieces: readonly Buffer<ArrayBuffer>[]): Bytes {
  const whole = pieces.length === 1 ? pieces[0] : undefined
  const { buffer, byteOffset, length } = whole ?? Buffer.concat(pieces)
  return new Uint8Array(buffer, byteOffset, length)
}

/** False: not a command, or not an ordinary one; nothing was read. */
export function createShortWay(
  commands: ReadonlyMap<string, PlainCommand>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  return (incoming, outgoing) => {
    const command = incoming.method === 'POST' ? commands.get(incoming.url ?? '') : undefined
    // Node takes digits only, and refuses a body that is longer or shorter.
    const announced = incoming.headers['content-length']
    if (command === undefined || announced === undefined || Number(announced) > command.maxBytes) return false
    const pieces: Buffer<ArrayBuffer>[] = []
    incoming.on('data', (piece: Buffer<ArrayBuffer>) => pieces.push(piece))
    // Who goes away before has asked nothing.
    incoming.on('end', () => {
      void command.run(bytesOf(pieces)).then(({ status, headers, body }) => {
        outgoing.writeHead(status, headers)
        if (body === '') outgoing.end()
        else outgoing.end(body)
      })
    })
    return true
  }
}
