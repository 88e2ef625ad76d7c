/** Libraries promise bytes on any buffer; the project's `Bytes` lie on an ArrayBuffer. Copies only where they do not. */
import type { Bytes } from '../bytes/cursor.ts'

export function own(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : new Uint8Array(bytes)
}
