/** How the programs of the operator's command line are spoken to: one line of JSON, then, for some, bytes. Nothing stands on their command line. */
import process from 'node:process'
import { parseJson, parseObject, type JsonObject } from '../../shared/wire/json.ts'

export interface Request {
  /** Null when the first line is no JSON object. */
  readonly fields: JsonObject | null
  readonly rest: AsyncIterable<Uint8Array>
}

const MAX_LINE_BYTES = 65_536
const NEWLINE = 0x0a

export async function readRequest(input: AsyncIterable<Uint8Array> = process.stdin): Promise<Request> {
  const pieces = input[Symbol.asyncIterator]()
  let line = Buffer.alloc(0)
  let end = -1
  while (end < 0 && line.length < MAX_LINE_BYTES) {
    const piece = await pieces.next()
    if (piece.done === true) break
    line = Buffer.concat([line, piece.value])
    end = line.indexOf(NEWLINE)
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    if (end >= 0) yield line.subarray(end + 1)
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) yield piece.value
  }
  return { fields: parseObject(parseJson(line.subarray(0, end < 0 ? line.length : end))), rest: rest() }
}

/** Ends the program with a sentence for the operator: 1 refused, 2 not understood. */
export function refuse(sentence: string, exitCode: 1 | 2 = 1): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(exitCode)
}

export function textField(fields: JsonObject | null, name: string): string | null {
  const value = fields?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}
