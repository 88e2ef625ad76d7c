/**
 * Raw DEFLATE by fflate, on every platform (docs/decisions/006-compression.md). The way back is inflate.ts, which is strict.
 * Source: RFC 1951.
 */
import { deflateSync } from 'fflate'
import type { Bytes } from '../bytes/cursor.ts'

export function deflate(data: Bytes): Bytes {
  return new Uint8Array(deflateSync(data, { level: 6 }))
}
