/** A path of the relay and what answers there. */
import type { Context } from 'hono'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import type { Problem } from '../../shared/wire/problem.ts'

/** Of a request that is asked by its body alone and answered by nothing: what is refused, or null when it was done. */
export interface Command {
  readonly maxBytes: number
  run(body: Bytes): Promise<Problem | null>
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** In Hono's notation; also the name under which answers are counted. */
  readonly path: string
  readonly handle: (c: Context) => Promise<Response> | Response
  /** The same without a Context, for what comes in masses. */
  readonly command?: Command
}
