/**
 * An archive of small files that every `tar` lists and unpacks (ustar). Carries no owner and no time. Reading is strict:
 * what this writer would not have written is malformed. Source: POSIX.1-2017, pax, "ustar Interchange Format".
 */
import { createByteStream } from './byte-stream.ts'
import { MalformedError, concat, encodeText, type Bytes } from './cursor.ts'
import { equalBytes } from './equal.ts'

export interface TarFile {
  readonly name: string
  readonly bytes: Bytes
}

const BLOCK_BYTES = 512
/** A reader holds one file in memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/
const MAX_NAME_BYTES = 99
const CHECKSUM_AT = 148
const CHECKSUM_BYTES = 8

/** Two blocks of zeros end an archive. */
export const TAR_END: Bytes = new Uint8Array(2 * BLOCK_BYTES)

const octal = (value: number, bytes: number): string => `${value.toString(8).padStart(bytes - 1, '0')}\0`
const paddingOf = (bytes: number): number => (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES

function headerOf(name: string, lengthBytes: number): Bytes {
  const header = new Uint8Array(BLOCK_BYTES)
  const put = (at: number, text: string): void => header.set(encodeText(text), at)
  put(0, name)
  put(100, octal(0o600, 8))
  put(108, octal(0, 8))
  put(116, octal(0, 8))
  put(124, octal(lengthBytes, 12))
  put(136, octal(0, 12))
  // The checksum counts its own field as spaces.
  header.fill(0x20, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES)
  put(156, '0')
  put(257, 'ustar\x0000')
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(CHECKSUM_AT, `${octal(sum, 7)} `)
  return header
}

/** Throws RangeError for a name or length that does not belong into such an archive. */
export function encodeTarFile({ name, bytes }: TarFile): Bytes {
  if (!NAME.test(name) || name.length > MAX_NAME_BYTES) throw new RangeError('not a name for this archive')
  if (bytes.length > MAX_FILE_BYTES) throw new RangeError('too long for this archive')
  return concat(headerOf(name, bytes.length), bytes, new Uint8Array(paddingOf(bytes.length)))
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, Math.max(0, bytes.indexOf(0))))
}

function readHeader(header: Bytes): { readonly name: string; readonly lengthBytes: number } {
  const name = textOf(header.subarray(0, MAX_NAME_BYTES + 1))
  const digits = textOf(header.subarray(124, 136))
  const lengthBytes = /^[0-7]{11}$/.test(digits) ? Number.parseInt(digits, 8) : Infinity
  if (!NAME.test(name) || name.length > MAX_NAME_BYTES || lengthBytes > MAX_FILE_BYTES)
    throw new MalformedError('tar header')
  if (!equalBytes(header, headerOf(name, lengthBytes))) throw new MalformedError('tar header')
  return { name, lengthBytes }
}

/** One file after the other. Throws MalformedError, also when the archive ends early or something follows its end. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile, void, undefined> {
  const stream = createByteStream(source)
  const take = async (length: number): Promise<Bytes> => {
    const bytes = await stream.upTo(length)
    if (bytes.length < length) throw new MalformedError('tar too short')
    return bytes
  }
  for (;;) {
    const header = await take(BLOCK_BYTES)
    if (header.every((byte) => byte === 0)) break
    const { name, lengthBytes } = readHeader(header)
    const bytes = await take(lengthBytes)
    if ((await take(paddingOf(lengthBytes))).some((byte) => byte !== 0)) throw new MalformedError('tar padding')
    yield { name, bytes }
  }
  const end = await stream.upTo(BLOCK_BYTES + 1)
  if (end.length !== BLOCK_BYTES || end.some((byte) => byte !== 0)) throw new MalformedError('tar end')
}
