/** What somebody on the way could do to signed documents. */
import type { Exchange } from './recorder.ts'

export const isDocument = ({ path }: Exchange): boolean => path === '/v1/directory' || path.startsWith('/v1/areas/')

/** One bit of the signed bytes: another name of an office, say. */
export function flipOneBit({ answer }: Exchange): Buffer {
  const body = JSON.parse(answer.toString()) as { directory: { payload: string } }
  const payload = Buffer.from(body.directory.payload, 'base64url')
  const at = payload.indexOf('Lamphun')
  payload[at] = (payload[at] ?? 0) ^ 1
  body.directory.payload = payload.toString('base64url')
  return Buffer.from(JSON.stringify(body))
}
