/** Reading a body of a limited length, whether its length was announced or it comes in chunks of unknown number. */
import type { Bytes } from '../../shared/bytes/cursor.ts'

export type BodyResult =
  | { readonly kind: 'body'; readonly bytes: Bytes }
  | { readonly kind: 'too-large' }
  /** The sender went away. */
  | { readonly kind: 'broken' }

async function readChunks(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<BodyResult> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > maxBytes) return { kind: 'too-large' }
    chunks.push(chunk)
  }
  return { kind: 'body', bytes: new Uint8Array(Buffer.concat(chunks)) }
}

export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  const announced = request.headers.get('content-length')
  if (announced !== null && Number(announced) > maxBytes) return { kind: 'too-large' }
  try {
    // Node refuses a body that is longer than announced; one without a length is counted as it comes.
    if (announced !== null) return { kind: 'body', bytes: new Uint8Array(await request.arrayBuffer()) }
    return request.body === null ? { kind: 'body', bytes: new Uint8Array(0) } : await readChunks(request.body, maxBytes)
  } catch {
    return { kind: 'broken' }
  }
}
