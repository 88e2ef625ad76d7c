/** What the memory of a page and of its workers holds, by the browser's own account. */
import type { Page } from 'playwright-core'
import type { Needle } from './needles.ts'

/** The browser's tools for one page or one worker. */
export interface Inspector {
  send<T>(method: string, params?: object): Promise<T>
  onChunk(listener: (chunk: string) => void): void
  close(): Promise<void>
}

const CHUNK = 'HeapProfiler.addHeapSnapshotChunk'

export async function inspectPage(page: Page): Promise<Inspector> {
  const session = await page.context().newCDPSession(page)
  return {
    send: <T>(method: string, params: object = {}) => session.send(method as 'Runtime.enable', params) as Promise<T>,
    onChunk: (listener) => void session.on(CHUNK, ({ chunk }) => listener(chunk)),
    close: () => session.detach(),
  }
}

interface Said {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly chunk: string }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Of the page's worker whose script is called so. @throws when there is none, or more than one */
export async function inspectWorker(page: Page, script: RegExp): Promise<Inspector> {
  const session = await page.context().newCDPSession(page)
  const found: string[] = []
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (script.test(targetInfo.url)) found.push(sessionId)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const [sessionId] = found
  if (sessionId === undefined || found.length > 1) throw new Error(`${found.length} workers of ${script}`)
  const asked = new Map<number, (said: Said) => void>()
  let listener = (_chunk: string): void => {}
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const said = JSON.parse(message) as Said
    if (said.method === CHUNK) listener(said.params?.chunk ?? '')
    if (said.id !== undefined) asked.get(said.id)?.(said)
  })
  return {
    send: <T>(method: string, params: object = {}) =>
      new Promise<T>((done, failed) => {
        const id = asked.size + 1
        asked.set(id, ({ result, error }) =>
          error === undefined ? done(result as T) : failed(new Error(error.message)),
        )
        session
          .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
          .catch(failed)
      }),
    onChunk: (next) => void (listener = next),
    close: () => session.detach(),
  }
}

/** A heap snapshot after a forced collection, as text: every string there is, and no bytes of buffers. */
export async function snapshotOf(inspector: Inspector): Promise<string> {
  const chunks: string[] = []
  inspector.onChunk((chunk) => void chunks.push(chunk))
  await inspector.send('HeapProfiler.enable')
  await inspector.send('HeapProfiler.collectGarbage')
  await inspector.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}

export async function heapOf(page: Page): Promise<string> {
  const inspector = await inspectPage(page)
  const heap = await snapshotOf(inspector)
  await inspector.close()
  return heap
}

interface Evaluated {
  readonly result: { readonly objectId?: string; readonly value?: unknown }
  readonly exceptionDetails?: object
}

/**
 * Runs where the objects are: the names of the needles that lie in bytes that any of them holds, as its property, element,
 * key or value.
 */
function searchObjects(objects: readonly object[], needles: readonly (readonly [string, string])[]): string[] {
  const seen = new Set<ArrayBufferLike>()
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (!(value instanceof ArrayBuffer) && !ArrayBuffer.isView(value)) return
    const buffer = value instanceof ArrayBuffer ? value : value.buffer
    if (seen.has(buffer)) return
    seen.add(buffer)
    let text = ''
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte)
    for (const [name, sought] of needles) if (text.includes(sought)) found.add(name)
  }
  for (const one of objects) {
    look(one)
    if (one instanceof Map || one instanceof Set) for (const entry of one) [entry].flat().forEach(look)
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(one))) look(value)
  }
  return [...found]
}

/** Names of the needles that lie in bytes which an object that is alive holds: a snapshot does not show what buffers hold. */
export async function heldIn(inspector: Inspector, needles: readonly Needle[]): Promise<string[]> {
  const { send } = inspector
  await send('HeapProfiler.collectGarbage')
  const { result: prototype } = await send<Evaluated>('Runtime.evaluate', { expression: 'Object.prototype' })
  // the browser lists no typed arrays and no buffers by themselves, but whatever has one as its own
  const { objects } = await send<{ objects: { objectId: string } }>('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId,
  })
  const { result, exceptionDetails } = await send<Evaluated>('Runtime.callFunctionOn', {
    functionDeclaration: `function (needles) { return (${searchObjects.toString()})(this, needles) }`,
    objectId: objects.objectId,
    arguments: [{ value: needles.map(({ name, bytes }) => [name, bytes.toString('latin1')]) }],
    returnByValue: true,
  })
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
  return result.value as string[]
}
