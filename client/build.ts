/**
 * Builds both apps into one folder: pages, service worker, icons, and a brotli copy beside each text file.
 * Called by `npm run build` and, in-process, by the server's start; same inputs give the same bytes.
 *
 *     SOSAFE_ROOT_HASH=<64 hex digits> SOSAFE_DEPLOYMENT=real SOSAFE_AREAS=<folder> npm run build
 */
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build as bundle } from 'vite'
import { AreaPackError } from './area-packs-plugin.ts'
import { baseOf, noModules, pages, serviceWorker, writeModules } from '../vite.config.ts'
import type { App, BuildInputs } from '../vite.config.ts'

const repository: string = join(import.meta.dirname, '..')
const apps: readonly App[] = ['reporter', 'desk']
const text = /\.(html|js|css|svg|webmanifest)$/
/** The browser fetches these by itself when the app is put on the home screen: not worth a poor phone's data. */
const notKept = /\.png$/
/** Kept once a page has asked for them: letters of a language that most phones never show. */
const onDemand = /\.woff2$/

/** @throws when an input is malformed or an app does not build. */
export async function build(inputs: BuildInputs): Promise<void> {
  if (!/^([0-9a-f]{64})?$/.test(inputs.rootHash)) throw new TypeError('root hash: 64 lower-case hex digits')
  for (const app of apps) await buildApp(inputs, app)
}

async function buildApp(inputs: BuildInputs, app: App): Promise<void> {
  const folder = join(inputs.outDir, app)
  const modules = noModules()
  rmSync(folder, { recursive: true, force: true })
  await bundle(pages(inputs, app, modules))
  if (app === 'reporter') copyFront(folder)
  const all = keptFiles(folder, baseOf(app))
  const files = all.filter(([path]) => !onDemand.test(path))
  const later = all.filter(([path]) => onDemand.test(path))
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12)
  const define = {
    __FILES__: JSON.stringify(files),
    __LATER__: JSON.stringify(later),
    __VERSION__: JSON.stringify(version),
  }
  await bundle(serviceWorker(inputs, app, modules, define))
  writeModules(inputs, app, modules)
  for (const path of filesIn(folder)) if (text.test(path)) compress(join(folder, path))
}

/** Manifest and icons stand at the origin's root, for both apps. */
function copyFront(folder: string): void {
  cpSync(join(repository, 'manifest.webmanifest'), join(folder, 'manifest.webmanifest'))
  cpSync(join(repository, 'client', 'icons'), folder, { recursive: true })
}

/** What the service worker keeps: [path, integrity] with the hash of the bytes as they were built. */
function keptFiles(folder: string, base: string): [path: string, integrity: string][] {
  const kept = filesIn(folder).filter((path) => !notKept.test(path))
  return kept.map((path) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('base64')
    return [base + (path === 'index.html' ? '' : path), `sha256-${hash}`]
  })
}

function filesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = found.filter((path) => statSync(join(folder, path)).isFile())
  return files.map((path) => path.split(sep).join('/')).toSorted()
}

function compress(path: string): void {
  const bytes = readFileSync(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
}

if (import.meta.main) {
  const deployment = process.env['SOSAFE_DEPLOYMENT'] ?? 'demo'
  if (deployment !== 'demo' && deployment !== 'real') {
    throw new TypeError('SOSAFE_DEPLOYMENT is "demo" or "real"')
  }
  try {
    await build({
      rootHash: process.env['SOSAFE_ROOT_HASH'] ?? '',
      demo: deployment === 'demo',
      areaPacks: process.env['SOSAFE_AREAS']?.trim() || null,
      outDir: join(repository, 'dist'),
    })
  } catch (error) {
    if (!(error instanceof AreaPackError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
