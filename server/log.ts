/**
 * What the relay says on its standard output: one JSON object a line. Promises that a line holds only the fields named
 * here, none of which can carry an address, an id, a name, a network address or a time finer than a day; there is no line
 * per request. Source: docs/state.md.
 */
import type { Day } from '../shared/day.ts'

/**
 * `disk`: full or failing, nothing is taken. `read-only`: likewise, because the disk is. `text-only`: no attachments are
 * taken. `busy`: another program held the database too long. `journal`: another program reads it, so deleted bytes are
 * still in the journal. `damaged`: what lies in the files is not what was stored.
 */
export type StoreTrouble = 'disk' | 'read-only' | 'text-only' | 'busy' | 'journal' | 'damaged'

export type LogEvent =
  | { readonly event: 'stopped' }
  | { readonly event: 'expired'; readonly mail: number; readonly taken: number; readonly blobs: number }
  /** Of the day before: how often each route was answered with each class of status, in tens. */
  | { readonly event: 'answered'; readonly route: string; readonly class: string; readonly tens: number }
  /** Said when it begins, once a day while it lasts, and `well` when it is over. docs/operations.md says what to do. */
  | { readonly event: 'store'; readonly code: StoreTrouble | 'well' }
  /** The machine's clock against all that is known of the day; `right` when it is over. */
  | { readonly event: 'clock'; readonly code: 'ahead' | 'behind' | 'right' }
  /** A bug. `where`: source file and line; never the message, which may hold what a person sent. */
  | { readonly event: 'failed'; readonly error: string; readonly where: string }

export type Log = (event: LogEvent) => void

const FIELDS = ['event', 'mail', 'taken', 'blobs', 'route', 'class', 'tens', 'code', 'error', 'where'] as const

export function createLog(write: (line: string) => void, today: () => Day): Log {
  return (event) => {
    const fields = FIELDS.filter((field) => field in event).map((field) => [
      field,
      Reflect.get(event, field) as unknown,
    ])
    write(`${JSON.stringify({ day: today(), ...Object.fromEntries(fields) })}\n`)
  }
}

const OWN_FILE = /\b(?:server|shared)\/[\w./-]+\.ts:\d+/

/** What may be said of a bug. */
export function failureOf(error: unknown): LogEvent {
  const name = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'unknown'
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : []
  return { event: 'failed', error: name, where: OWN_FILE.exec(frames.join('\n'))?.[0] ?? 'unknown' }
}
