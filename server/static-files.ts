/**
 * The two built apps, read once into memory: no path of a request ever reaches the file system. Promises brotli to
 * whoever takes it, everything under `assets/` for ever (its name is its hash), everything else asked for anew each time.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import type { Context } from 'hono'
import type { Bytes } from '../shared/bytes/cursor.ts'
import type { Answers } from './answer.ts'
import { takes } from './coding.ts'
import type { Route } from './routes/route.ts'

interface StaticFile {
  readonly path: string
  readonly type: string
  readonly plain: Bytes
  readonly brotli: Bytes | null
  readonly forever: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Name of the folder of an app, and where it is served. */
const APPS = { reporter: '/', desk: '/desk/' } as const

function readBytes(path: string): Bytes {
  return new Uint8Array(readFileSync(path))
}

function filesOf(folder: string, base: string): StaticFile[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  return names
    .filter((name) => extname(name) in TYPES)
    .map((name) => {
      const path = name.split(sep).join('/')
      const compressed = join(folder, `${name}.br`)
      return {
        path: base + (path === 'index.html' ? '' : path),
        type: TYPES[extname(name)] ?? '',
        plain: readBytes(join(folder, name)),
        brotli: existsSync(compressed) ? readBytes(compressed) : null,
        forever: path.startsWith('assets/'),
      }
    })
}

/** A route per file, and one from `/desk` to `/desk/`. Empty when nothing was built into the folder. */
export function staticRoutes(appFolder: string, answers: Answers): readonly Route[] {
  const files = Object.entries(APPS).flatMap(([app, base]) => filesOf(join(appFolder, app), base))
  const answer = (file: StaticFile, c: Context): Response => {
    const brotli = takes('br', c.req.header('accept-encoding')) ? file.brotli : null
    return answers.file(brotli ?? file.plain, {
      'content-type': file.type,
      'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(brotli === null ? {} : { 'content-encoding': 'br' }),
    })
  }
  const routes = files.map((file): Route => ({ method: 'GET', path: file.path, handle: (c) => answer(file, c) }))
  return [...routes, { method: 'GET', path: '/desk', handle: () => answers.redirect('/desk/') }]
}
