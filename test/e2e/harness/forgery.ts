/** What somebody on the way could do to signed documents. */
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Exchange } from './recorder.ts'

export const isDocument = ({ path }: Exchange): boolean => path === '/v1/directory' || path.startsWith('/v1/areas/')

/** One bit of the signed bytes: another name of an office, say. */
export function flipOneBit({ answer }: Exchange): Buffer {
  // an area's sheets travel packed
  const packed = answer[0] === 0x1f && answer[1] === 0x8b
  const body = JSON.parse((packed ? gunzipSync(answer) : answer).toString()) as { directory: { payload: string } }
  const payload = Buffer.from(body.directory.payload, 'base64url')
  const at = payload.indexOf('Lamphun')
  payload[at] = (payload[at] ?? 0) ^ 1
  body.directory.payload = payload.toString('base64url')
  const forged = Buffer.from(JSON.stringify(body))
  return packed ? gzipSync(forged) : forged
}
