/**
 * How one app is built. Two apps are two builds, so that no code of one can reach the other's files.
 * What a bundle was made of is written beside it (never served) for the architecture test.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { InlineConfig, Plugin, UserConfig } from 'vite'
import { areaPacks } from './client/area-packs-plugin.ts'

export type App = 'reporter' | 'desk'
export type BuildInputs = {
  /** SHA-256 of the deployment's root keys, 64 hex digits; empty: no directory is trusted. */
  readonly rootHash: string
  /** Marks every screen as a demonstration. */
  readonly demo: boolean
  /** Folder of area packs; without one, a demonstration has its own and a deployment has none (docs/areas.md). */
  readonly areaPacks?: string | null
  /** Folder that gets `reporter/`, `desk/` and `modules/`. */
  readonly outDir: string
}

const repository: string = import.meta.dirname

/** Address under which the relay serves the app. */
export function baseOf(app: App): '/' | '/desk/' {
  return app === 'reporter' ? '/' : '/desk/'
}

/** What a built file is part of: a worker's files hold what a page's must not. */
export type Part = 'page' | 'worker' | 'service-worker'
/** Part -> file name -> the source modules in it. */
export type Modules = Record<Part, Record<string, string[]>>

/** Collects the source modules in each file written, without the bundler's own and those that are a worker's address only. */
function record(modules: Modules, part: Part): Plugin {
  return {
    name: 'record-modules',
    generateBundle(_options, bundle): void {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const sources = Object.keys(file.modules).filter((id) => !/\0|\?worker&url/.test(id))
        const paths = sources.map((id) => relative(repository, id.replace(/\?.*$/, '')))
        modules[part][file.fileName] = paths.toSorted()
      }
    },
  }
}

/** A list to be filled by a build. */
export const noModules = (): Modules => ({ page: {}, worker: {}, 'service-worker': {} })

export function writeModules(inputs: BuildInputs, app: App, modules: Modules): void {
  const path = join(inputs.outDir, 'modules', `${app}.json`)
  mkdirSync(dirname(path), { recursive: true })
  const sorted = Object.entries(modules).map(([part, files]) => [
    part,
    Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ])
  writeFileSync(path, JSON.stringify(Object.fromEntries(sorted), null, 1))
}

function shared(inputs: BuildInputs, app: App): InlineConfig {
  return {
    configFile: false,
    // nothing from the environment enters a bundle: what goes in is named in `define`
    envDir: false,
    publicDir: false,
    root: join(repository, 'client', app),
    base: baseOf(app),
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { __ROOT_HASH__: JSON.stringify(inputs.rootHash), __DEMO__: JSON.stringify(inputs.demo) },
  }
}

const packsOf = ({ areaPacks: folder, demo }: BuildInputs): string | null =>
  folder ?? (demo ? join(repository, 'client', 'library', 'areas', 'demo') : null)

/** What an app needs before anything else, and its later parts as well: in one file, for each has a head and a way of its own. */
const needsFirst = /preload-helper|[\\/]main\.tsx$/

/** The app's pages, scripts, styles and module workers. */
export function pages(inputs: BuildInputs, app: App, modules: Modules): InlineConfig {
  return {
    ...shared(inputs, app),
    build: {
      outDir: join(inputs.outDir, app),
      emptyOutDir: true,
      target: 'es2022',
      // the polyfill and the preload helper would insert elements; the browsers that lack preload lose little
      modulePreload: false,
      cssCodeSplit: false,
      // a data: address is not allowed by the content security policy
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          // else the browser compiles a function where a tap first needs it, on the thread that has to answer the tap
          postBanner: '//# allFunctionsCalledOnLoad',
          codeSplitting: { groups: [{ name: 'index', test: needsFirst }] },
        },
      },
    },
    plugins: [areaPacks(app === 'reporter' ? packsOf(inputs) : null, inputs.demo), record(modules, 'page')],
    worker: { format: 'es', plugins: () => [record(modules, 'worker')] },
  }
}

/** The app's service worker: one classic script, because module service workers are missing in older browsers. */
export function serviceWorker(
  inputs: BuildInputs,
  app: App,
  modules: Modules,
  define: Record<string, string>,
): InlineConfig {
  const base = shared(inputs, app)
  const entry = join(repository, 'client', 'offline', 'worker', `${app}.ts`)
  return {
    ...base,
    define: { ...base.define, ...define },
    build: {
      outDir: join(inputs.outDir, app),
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
    plugins: [record(modules, 'service-worker')],
  }
}

/** For tools that look for a configuration here: the reporter's app as a demonstration. */
const config: UserConfig = pages(
  { rootHash: '', demo: true, outDir: join(repository, 'dist') },
  'reporter',
  noModules(),
)
export default config
