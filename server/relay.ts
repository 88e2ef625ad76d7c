/**
 * The relay as one Hono app over parts that are passed in. Promises for every path and method: the security headers, a
 * problem document for every refusal, and no trace of the request anywhere. Source: docs/protocol.md section 8.
 */
import { Hono, type Context } from 'hono'
import type { Problem } from '../shared/wire/problem.ts'
import type { Alarm } from './alarm.ts'
import { failureOf, type Log } from './log.ts'
import type { Counts } from './metrics.ts'
import { blobRoutes } from './routes/blobs.ts'
import { documentRoutes } from './routes/documents.ts'
import { logRoutes } from './routes/log.ts'
import { mailRoutes } from './routes/mail.ts'
import type { Route } from './routes/route.ts'
import { recoveryRoutes } from './routes/recovery.ts'
import type { RelayParts } from './relay-parts.ts'
import { staticRoutes } from './static-files.ts'
import type { PlainCommand } from './short-way.ts'
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

export interface RelayApp {
  readonly app: Hono
  /** By path: what `app` would do with it, without its objects. */
  readonly commands: ReadonlyMap<string, PlainCommand>
}

export function createApp(
  routes: readonly Route[],
  { answers, log, alarm, disk, counts }: Pick<RelayInput, 'answers' | 'log' | 'alarm' | 'disk' | 'counts'>,
): RelayApp {
  const app = new Hono({ strict: true })
  const commands = new Map<string, PlainCommand>()
  const failed = async (error: unknown): Promise<Problem> => {
    if (error instanceof StoreError) {
      alarm.raise({ event: 'store', code: error.code === 'disk' ? await disk.failed() : error.code })
      return { code: error.code === 'damaged' ? 'failed' : error.code }
    }
    log(failureOf(error))
    return { code: 'failed' }
  }
  const failedAnswer = async (error: unknown): Promise<Response> => answers.problem(await failed(error))
  for (const { method, path, handle, command } of routes) {
    app.on(method, path, async (c: Context) => {
      const answer = await Promise.resolve(handle(c)).catch(failedAnswer)
      counts.count(countedAs(path), answer.status)
      return answer
    })
    app.all(path, () => answers.problem({ code: 'method' }, { allow: method === 'GET' ? 'GET, HEAD' : method }))
    if (command === undefined) continue
    commands.set(path, {
      maxBytes: command.maxBytes,
      async run(body) {
        const answer = answers.plain(await command.run(body).catch(failed))
        counts.count(path, answer.status)
        return answer
      },
    })
  }
  app.notFound(() => answers.problem({ code: 'not-found' }))
  app.onError(failedAnswer)
  return { app, commands }
}

export function createRelayApp(input: RelayInput): RelayApp {
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
