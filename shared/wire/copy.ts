/**
 * A copy: everything a relay holds, as an archive of rows. What lies in a backup (sealed) and in an export. Promises to
 * its reader that nothing is missing, added, changed or of another order; who made it, the tag tells (whose key is the
 * relay's pepper). Source: docs/decisions/009-backups.md.
 */
import { encodeText, MalformedError, type Bytes } from '../bytes/cursor.ts'
import { readTar, type TarFile } from '../bytes/tar.ts'
import { parseDay, type Day } from '../day.ts'
import { HASH_BYTES } from '../protocol.ts'
import { parseBytesField, parseEach, parseJson, parseList, parseObject } from './json.ts'

const FORMAT = 'sosafe/copy'
const VERSION = 1

/** First file, last file but one, and last. */
export const ABOUT_FILE = 'about.json'
export const MANIFEST_FILE = 'manifest.json'
export const TAG_FILE = 'manifest.tag'

export interface CopyAbout {
  readonly day: Day
  /** 64 hex digits: which deployment it is of. */
  readonly rootHash: string
  /** Steps of migration that each database has behind it. */
  readonly schema: { readonly relay: number; readonly blobs: number }
}

export interface ListedFile {
  readonly name: string
  readonly bytes: number
  /** 64 hex digits. */
  readonly sha256: string
  /** Lines of a file of rows, else 0. */
  readonly rows: number
}

/** `newer`: of a format that this program does not know. `damaged`: not what its manifest says. */
export type CopyFault = 'not-a-copy' | 'newer' | 'damaged'

export type CopyRead =
  | {
      readonly ok: true
      readonly about: CopyAbout
      readonly files: readonly ListedFile[]
      readonly manifest: Bytes
      readonly tag: Bytes
    }
  | { readonly ok: false; readonly fault: CopyFault }

const line = (value: unknown): Bytes => encodeText(`${JSON.stringify(value)}\n`)
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

export const encodeAbout = (about: CopyAbout): Bytes => line({ format: FORMAT, version: VERSION, ...about })

function parseAbout(bytes: Bytes): CopyAbout | CopyFault {
  const fields = parseObject(parseJson(bytes))
  if (fields?.['format'] !== FORMAT) return 'not-a-copy'
  if (fields['version'] !== VERSION) return 'newer'
  const [day, schema, rootHash] = [parseDay(fields['day']), parseObject(fields['schema']), fields['rootHash']]
  const [relay, blobs] = [schema?.['relay'], schema?.['blobs']]
  if (day === null || !isHash(rootHash) || !isCount(relay) || !isCount(blobs)) return 'not-a-copy'
  return { day, rootHash, schema: { relay, blobs } }
}

export const encodeManifest = (files: readonly ListedFile[]): Bytes => line({ files })

function parseListed(value: unknown): ListedFile | null {
  const fields = parseObject(value)
  const [name, bytes, sha256, rows] = ['name', 'bytes', 'sha256', 'rows'].map((field) => fields?.[field])
  return typeof name === 'string' && isCount(bytes) && isHash(sha256) && isCount(rows)
    ? { name, bytes, sha256, rows }
    : null
}

function parseManifest(bytes: Bytes): readonly ListedFile[] | null {
  return parseEach(parseList(parseObject(parseJson(bytes))?.['files']) ?? [undefined], parseListed)
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function rowsIn({ name, bytes }: TarFile): number {
  if (!name.endsWith('.ndjson')) return 0
  let rows = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) rows += 1
  return rows
}

/** As it stands in the manifest. `hash`: SHA-256 of the file. */
export function listed(file: TarFile, hash: Uint8Array): ListedFile {
  return { name: file.name, bytes: file.bytes.length, sha256: hexOf(hash), rows: rowsIn(file) }
}

export interface CopyVisitor {
  /** SHA-256. */
  readonly sha256: (bytes: Bytes) => Bytes | Promise<Bytes>
  /** Before any other file. What it throws ends the reading. */
  about?(about: CopyAbout): void
  /** Files between, as they come: they are good only if the whole copy is. */
  file?(file: TarFile): void
}

async function read(source: AsyncIterable<Uint8Array>, visitor: CopyVisitor): Promise<CopyRead> {
  const fail = (fault: CopyFault): CopyRead => ({ ok: false, fault })
  const seen: ListedFile[] = []
  let about: CopyAbout | null = null
  let manifest: Bytes | null = null
  let tag: Bytes | null = null
  for await (const file of readTar(source)) {
    if (about === null) {
      const parsed = file.name === ABOUT_FILE ? parseAbout(file.bytes) : 'not-a-copy'
      if (typeof parsed === 'string') return fail(parsed)
      about = parsed
      visitor.about?.(about)
    } else if (tag !== null) return fail('damaged')
    else if (manifest !== null) {
      tag = file.name === TAG_FILE ? parseBytesField(parseJson(file.bytes), HASH_BYTES) : null
      if (tag === null) return fail('damaged')
      continue
    } else if (file.name === MANIFEST_FILE) {
      manifest = file.bytes
      continue
    } else visitor.file?.(file)
    seen.push(listed(file, await visitor.sha256(file.bytes)))
  }
  if (about === null || manifest === null || tag === null) return fail('damaged')
  const files = parseManifest(manifest)
  const same = files !== null && JSON.stringify(files) === JSON.stringify(seen)
  return same ? { ok: true, about, files, manifest, tag } : fail('damaged')
}

/** Reads a copy to its end and holds it against its manifest. The tag is for whoever has the pepper. */
export async function readCopy(source: AsyncIterable<Uint8Array>, visitor: CopyVisitor): Promise<CopyRead> {
  try {
    return await read(source, visitor)
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, fault: 'damaged' }
    throw error
  }
}
