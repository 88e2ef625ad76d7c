/** Things that a test can look for in files: all their bytes are one mark, again and again, so that a few of them tell. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { ENVELOPE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { seed } from '../../seed.ts'
import { filled } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

const MARK_BYTES = 16

/** What stands in the bytes of that name, and in no others. */
export function markOf(name: string): Buffer {
  return createHash('sha256').update(`${seed}/${name}`).digest().subarray(0, MARK_BYTES)
}

/** Any 31 bytes of it in a row hold the mark. */
export function markedBytes(name: string, length: number): Bytes {
  const bytes = filled(length, 0)
  Buffer.from(bytes.buffer).fill(markOf(name))
  return bytes
}

export const markedEnvelope = (name: string, size: 0 | 1 | 2 = 0): Envelope =>
  present(parseEnvelopeBytes(markedBytes(name, ENVELOPE_BYTES[size])))

/** All that lies below the folder. Journals first: what a relay writes through meanwhile is then seen twice, and never missed. */
export function bytesBelow(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  const isJournal = (path: string): boolean => path.endsWith('-wal')
  const inOrder = [...paths.filter((path) => isJournal(path)), ...paths.filter((path) => !isJournal(path))]
  return Buffer.concat(inOrder.map((path) => readFileSync(path)))
}
