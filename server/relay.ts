/**
 * The relay as one Hono app over parts that are passed in. Promises for every path and method: the security headers, a
 * problem document for every refusal, and no trace of the request anywhere. Source: docs/protocol.md section 8.
 */
import { Hono, type Context } from 'hono'
import type { Alarm } from './alarm.ts'
import { failureOf, type Log } from './log.ts'
import type { Counts } from './metrics.ts'
import { blobRoutes } from './routes/blobs.ts'
import { documentRoutes } from './routes/documents.ts'
import { logRoutes } from './routes/log.ts'
import { mailRoutes } from './routes/mail.ts'
import type { RelayParts, Route } from './routes/parts.ts'
import { recoveryRoutes } from './routes/recovery.ts'
import { staticRoutes } from './static-files.ts'
import { StoreError } from './store-error.ts'

export interface RelayInput extends RelayParts {
  /** Folder with `reporter/` and `desk/`. */
  readonly appFolder: string
  readonly log: Log
  readonly alarm: Alarm
  readonly counts: Counts
  /** Whether `/metrics` is answered here: only where nobody but this machine can ask. */
  readonly metricsHere: boolean
}

export function metricsRoute({ answers, counts }: Pick<RelayInput, 'answers' | 'counts'>): Route {
  return { method: 'GET', path: '/metrics', handle: () => answers.text(counts.text()) }
}

/** What files are counted under: their names say nothing, but there are many. */
function countedAs(path: string): string {
  return path.startsWith('/assets/') || path.startsWith('/desk/assets/') ? 'assets' : path
}

export function createApp(
  routes: readonly Route[],
  { answers, log, alarm, disk, counts }: Pick<RelayInput, 'answers' | 'log' | 'alarm' | 'disk' | 'counts'>,
): Hono {
  const app = new Hono({ strict: true })
  const failed = async (error: unknown): Promise<Response> => {
    if (error instanceof StoreError) {
      alarm.raise({ event: 'store', code: error.code === 'disk' ? await disk.failed() : error.code })
      return answers.problem({ code: error.code === 'damaged' ? 'failed' : error.code })
    }
    log(failureOf(error))
    return answers.problem({ code: 'failed' })
  }
  for (const { method, path, handle } of routes) {
    app.on(method, path, async (c: Context) => {
      const answer = await Promise.resolve(handle(c)).catch(failed)
      counts.count(countedAs(path), answer.status)
      return answer
    })
    app.all(path, () => answers.problem({ code: 'method' }, { allow: method === 'GET' ? 'GET, HEAD' : method }))
  }
  app.notFound(() => answers.problem({ code: 'not-found' }))
  app.onError(failed)
  return app
}

export function createRelayApp(input: RelayInput): Hono {
  const { answers, appFolder, metricsHere } = input
  const own: readonly Route[] = [
    { method: 'GET', path: '/healthz', handle: () => answers.text('ok\n') },
    ...(metricsHere ? [metricsRoute(input)] : []),
  ]
  const verbs = [
    ...mailRoutes(input),
    ...logRoutes(input),
    ...blobRoutes(input),
    ...recoveryRoutes(input),
    ...documentRoutes(input),
  ]
  return createApp([...verbs, ...own, ...staticRoutes(appFolder, answers)], input)
}
