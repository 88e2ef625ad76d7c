/** The borders of the house, over every file of the repository and inside both built apps. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as rules from './architecture/rules.ts'
import { parseSource } from './architecture/source.ts'
import type { Source } from './architecture/source.ts'
import type { Modules, Part } from '../vite.config.ts'

const root = join(import.meta.dirname, '..')
/** Tracked and new files alike: a border is kept before the commit too. */
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const paths = listed.split('\0').filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && existsSync(join(root, path)))
const files = paths.map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))

/** A small house of its own for the counter-examples: path -> text. */
function house(texts: Record<string, string>): Source[] {
  return Object.entries(texts).map(([path, text]) => parseSource(path, text))
}

type Case = {
  rule: rules.Rule
  breaches: Record<string, Record<string, string>>
  fine: Record<string, Record<string, string>>
}

const chain = { 'shared/crypto/chain.ts': 'export const x = 1' }
const cases: Record<string, Case> = {
  'keeps its borders, also around corners and for types': {
    rule: rules.keepsBorders,
    breaches: {
      'relay that opens': {
        'server/a.ts': "import { open } from '../shared/crypto/open.ts'",
        'shared/crypto/open.ts': 'export const open = 1',
      },
      'relay that reads a case': { 'server/a.ts': "import type { Case } from '../shared/case/fold.ts'" },
      'relay that knows a client': { 'server/a.ts': "export { x } from '../client/relay/relay.ts'" },
      'relay that opens by a friend': {
        'server/a.ts': "import '../shared/trust/b.ts'",
        'shared/trust/b.ts': "import '../crypto/seal.ts'",
      },
      'reporter with a desk': { 'client/reporter/a.ts': "const desk = await import('../desk/b.ts')" },
      'reporter with an agency': { 'client/reporter/a.ts': "import '../agency/b.ts'" },
      'reporter with agency keys': { 'client/reporter/a.ts': "import '../../shared/crypto/chain.ts'", ...chain },
      'desk with a reporter': { 'client/desk/a.ts': "let a: import('../reporter/b.ts').B" },
      'ui with data': { 'client/ui/a.tsx': "import '../storage/store.ts'" },
      'wire with crypto': { 'shared/wire/a.ts': "import '../crypto/hash.ts'" },
      'shared with a client': { 'shared/a.ts': "import '../client/b.ts'" },
      'client with a server': { 'client/operator/a.ts': "import '../../server/b.ts'" },
    },
    fine: {
      'words in comments': {
        'server/a.ts': "// import '../shared/case/fold.ts'\nexport const a = 'shared/crypto/open.ts'",
      },
    },
  },
  'takes only the packages of its folder': {
    rule: rules.keepsPackages,
    breaches: {
      'Node in shared': { 'shared/a.ts': "import { readFileSync } from 'node:fs'" },
      'Node in an app': { 'client/desk/a.ts': "import 'node:crypto'" },
      'a box in the relay': { 'server/a.ts': "import nacl from 'tweetnacl'" },
      'an unknown package': { 'client/ui/a.ts': "import 'left-pad'" },
    },
    fine: { 'hashes in shared': { 'shared/a.ts': "import { sha256 } from '@noble/hashes/sha2.js'" } },
  },
  'has one place each for what it takes from the platform': {
    rule: rules.onePlaceEach,
    breaches: {
      fetch: { 'client/outbox/a.ts': "export const a = () => fetch('/x')" },
      'fetch by another name': { 'client/outbox/a.ts': 'const { fetch: get } = globalThis' },
      IndexedDB: { 'client/desk/a.ts': "indexedDB.open('x')" },
      idb: { 'client/desk/a.ts': "import { openDB } from 'idb'" },
      SQLite: { 'server/main.ts': "import Database from 'better-sqlite3'" },
      'process.env': { 'server/routes/a.ts': "export const port = process.env['PORT']" },
      'Date.now': { 'shared/a.ts': 'export const now = () => Date.now()' },
      'new Date()': { 'client/desk/a.ts': 'export const now = new Date()' },
      'Math.random': { 'client/outbox/a.ts': 'export const wait = Math.random()' },
      getRandomValues: { 'client/desk/a.ts': 'export const a = crypto.getRandomValues(new Uint8Array(3))' },
      'a random name': {
        'server/routes/a.ts': "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID()",
      },
      cookies: { 'client/desk/main.tsx': "document.cookie = 'a=1'" },
      console: { 'client/ui/a.ts': "console.log('x')" },
    },
    fine: {
      'wired at the root': { 'client/desk/main.tsx': 'export const relay = { fetch, now: () => Date.now() }' },
      'passed in': {
        'client/outbox/a.ts':
          'export const a = (fetch: typeof globalThis.fetch, date: Date) => [fetch, new Date(3), date]',
      },
      'of the same name': { 'server/routes/a.ts': 'export const a = (relay: { fetch(): void }) => relay.fetch()' },
      'a type only': { 'server/routes/a.ts': "import type { Database } from 'better-sqlite3'" },
    },
  },
  'writes no markup, code or hidden store': {
    rule: rules.writesNothingLive,
    breaches: {
      innerHTML: { 'client/ui/a.ts': "document.body.innerHTML = 'x'" },
      'the same in Preact': { 'client/ui/a.tsx': "export const a = <p dangerouslySetInnerHTML={{ __html: 'x' }} />" },
      localStorage: { 'client/ui/a.ts': "localStorage.setItem('a', 'b')" },
      'the same by window': { 'client/ui/a.ts': "window['sessionStorage']" },
      eval: { 'client/ui/a.ts': "eval('1')" },
    },
    fine: { textContent: { 'client/ui/a.ts': "document.body.textContent = 'x'" } },
  },
  'has no cycles': {
    rule: rules.hasNoCycles,
    breaches: {
      two: { 'shared/a.ts': "import './b.ts'", 'shared/b.ts': "import type { A } from './a.ts'" },
      three: { 'shared/a.ts': "import './b.ts'", 'shared/b.ts': "import './c.ts'", 'shared/c.ts': "import './a.ts'" },
    },
    fine: { none: { 'shared/a.ts': "import './b.ts'", 'shared/b.ts': 'export const b = 1' } },
  },
  'has no barrels': {
    rule: rules.hasNoBarrels,
    breaches: {
      'handing on': { 'shared/all.ts': "export * from './b.ts'\nexport { c } from './c.ts'" },
      index: { 'shared/index.ts': 'export const a = 1' },
    },
    fine: { content: { 'shared/a.ts': "export type { B } from './b.ts'\nexport const a = 1" } },
  },
  'names what it holds': {
    rule: rules.namesWhatItHolds,
    breaches: {
      'a drawer': { 'shared/utils.ts': '' },
      'a drawer of one thing': { 'client/string-helper.ts': '' },
      'a folder': { 'client/common/a.ts': '' },
      'a class': { 'client/a.ts': 'export class CaseManager {}' },
      capitals: { 'client/ui/QuickExit.tsx': '' },
    },
    fine: { 'a term of the field': { 'client/offline/service-worker.ts': 'export class Commonwealth {}' } },
  },
  'stays short': {
    rule: rules.staysShort,
    breaches: { long: { 'shared/a.ts': '// x\n'.repeat(401) } },
    fine: { 'just so': { 'shared/a.ts': '// x\n'.repeat(400) } },
  },
  'names files in its imports': {
    rule: rules.namesFilesInImports,
    breaches: {
      'no ending': { 'shared/a.ts': "import './b'", 'shared/b.ts': '' },
      'no such file': { 'shared/a.ts': "import './c.ts'" },
    },
    fine: {
      'a worker address': { 'client/a.ts': "import w from './b.worker.ts?worker&url'", 'client/b.worker.ts': '' },
    },
  },
}

describe.each(Object.entries(cases))('the house %s', (_, { rule, breaches, fine }) => {
  it('today', () => expect(rule(files)).toEqual([]))
  it.each(Object.entries(breaches))('and the rule sees: %s', (_name, texts) =>
    expect(rule(house(texts))).not.toEqual([]),
  )
  it.each(Object.entries(fine))('and the rule lets be: %s', (_name, texts) => expect(rule(house(texts))).toEqual([]))
})

describe('the built apps', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'sosafe-dist-'))
  afterAll(() => rmSync(outDir, { recursive: true, force: true }))
  beforeAll(() => {
    const build = `const { build } = await import('./client/build.ts'); await build({ rootHash: '', demo: true, outDir: ${JSON.stringify(outDir)} })`
    const { NODE_ENV: _, ...env } = process.env
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', build], {
      cwd: root,
      encoding: 'utf8',
      env,
    })
    if (status !== 0) throw new Error(`the apps do not build: ${stderr}`)
  }, 120_000)

  function modulesOf(app: string, parts: readonly Part[] = ['page', 'worker', 'service-worker']): string[] {
    const modules = JSON.parse(readFileSync(join(outDir, 'modules', `${app}.json`), 'utf8')) as Modules
    return parts.flatMap((part) => Object.values(modules[part]).flat())
  }
  function shipped(app: string): string {
    const names = readdirSync(join(outDir, app), { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => /\.(js|html)$/.test(name))
      .map((name) => readFileSync(join(outDir, app, name), 'utf8'))
      .join('\n')
  }
  /** What an area says about itself is in no source, and in the app of whoever reads it. */
  const packFolder = join(root, 'client', 'library', 'areas', 'demo')
  const packs = readdirSync(packFolder)
    .map((name) => readFileSync(join(packFolder, name), 'utf8'))
    .join('\n')
  /** Texts that stand in the files of one room and nowhere else. */
  function textsOnlyIn(room: RegExp): string[] {
    const elsewhere = new Set(
      files.filter(({ path }) => rules.isProduct(path) && !room.test(path)).flatMap(({ texts }) => texts),
    )
    return files
      .filter(({ path }) => room.test(path))
      .flatMap(({ texts }) =>
        texts.filter((text) => !elsewhere.has(text) && !packs.includes(text) && !/["'\\`\n]/.test(text)),
      )
  }

  const apps = [
    {
      app: 'reporter',
      own: /^client\/(words\/.*)?reporter\b/,
      others: /^client\/(words\/.*)?(desk|agency|operator)\b/,
    },
    { app: 'desk', own: /^client\/(words\/.*)?desk\b/, others: /^client\/(words\/.*)?(reporter|operator)\b/ },
  ]
  const nobodys = /^(server|test)\//
  const agencyKeys = /^shared\/crypto\/chain\b/
  describe.each(apps)('$app', ({ app, own, others }) => {
    it('is made of its own modules', () => expect(modulesOf(app).filter((path) => own.test(path))).not.toEqual([]))
    it('holds no module of another', () =>
      expect(modulesOf(app).filter((path) => others.test(path) || nobodys.test(path))).toEqual([]))
    it('ships its own words', () =>
      expect(textsOnlyIn(own).filter((text) => shipped(app).includes(text))).not.toEqual([]))
    it('ships no word of another', () =>
      expect(textsOnlyIn(others).filter((text) => shipped(app).includes(text))).toEqual([]))
    it('asks for each script of a page to be compiled before a tap needs it', () => {
      const { worker } = JSON.parse(readFileSync(join(outDir, 'modules', `${app}.json`), 'utf8')) as Modules
      const all = readdirSync(join(outDir, app, 'assets')).map((name) => `assets/${name}`)
      const scripts = all.filter((name) => name.endsWith('.js') && !(name in worker))
      expect(scripts.length).toBeGreaterThan(1)
      const isHinted = (name: string): boolean =>
        readFileSync(join(outDir, app, name), 'utf8').startsWith('//# allFunctionsCalledOnLoad\n')
      expect(scripts.filter((name) => !isHinted(name))).toEqual([])
    })
  })
  const opens =
    /^(shared\/(crypto|trust)|client\/(vault|storage|relay|agency|argon2))\/|^client\/desk\/(keyring|open-desk|session|round|sync|erase|intake|enrol)\b/
  /** Two cookies and a question to the browser. */
  const keyless = /^client\/storage\/(visits|persistence)\.ts$/
  it("the desk's page and service worker hold nothing that opens, keeps or makes a key: its worker does", () => {
    const held = modulesOf('desk', ['page', 'service-worker']).filter((path) => opens.test(path))
    expect(held.filter((path) => !keyless.test(path))).toEqual([])
    for (const path of ['client/vault/vault.ts', 'shared/crypto/open.ts', 'client/desk/keyring.ts'])
      expect(modulesOf('desk', ['worker'])).toContain(path)
  })
  it("the survivors' app holds no key of an agency", () =>
    expect(modulesOf('reporter').filter((path) => agencyKeys.test(path))).toEqual([]))
})
