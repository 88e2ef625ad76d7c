import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_DOCUMENT_BYTES } from '../../shared/protocol.ts'
import { PATHS } from '../../shared/wire/api.ts'
import { StoreError } from '../../server/store-error.ts'
import { envelope, filled } from './mailboxes/contract-fixture.ts'
import { openSetting, publish, type Setting } from './relay-fixture.ts'

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sosafe"
const WANTED = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
}
const NEVER = ['set-cookie', 'etag', 'last-modified', 'server', 'x-powered-by', 'date', 'access-control-allow-origin']

const folder = mkdtempSync(join(tmpdir(), 'sosafe-app-'))
const script = 'console.log("x")'.repeat(50)
let setting: Setting
beforeAll(async () => {
  for (const app of ['reporter', 'desk']) {
    mkdirSync(join(folder, app, 'assets'), { recursive: true })
    writeFileSync(join(folder, app, 'index.html'), `<!doctype html><title>${app}</title>`)
    writeFileSync(join(folder, app, 'sw.js'), script)
    writeFileSync(join(folder, app, 'assets', 'main-a1b2.js'), script)
    writeFileSync(join(folder, app, 'assets', 'main-a1b2.js.br'), brotliCompressSync(script))
  }
  writeFileSync(join(folder, 'reporter', 'manifest.webmanifest'), '{}')
  mkdirSync(join(folder, 'modules'))
  writeFileSync(join(folder, 'modules', 'reporter.json'), '{}')
  setting = await openSetting({ appFolder: folder, metricsHere: true })
  await publish(setting)
})
afterAll(async () => {
  await setting.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(setting.app.request(path, init))

describe('every answer', () => {
  const gets = [
    '/',
    '/desk/',
    '/manifest.webmanifest',
    '/healthz',
    '/sw.js',
    '/desk/sw.js',
    '/assets/main-a1b2.js',
    '/metrics',
    '/desk',
    PATHS.directory,
    '/v1/areas/lamphun',
    '/v1/areas/nowhere',
    '/v1/areas/%2e%2e',
    '/v1/agencies/x',
    PATHS.introduced,
    '/no/such/page',
    '/modules/reporter.json',
    '/index.html/..%2f',
  ]
  const posts = Object.values(PATHS)

  it('carries the security headers and nothing that names the server, the visit or the time', async () => {
    const answers = [
      ...(await Promise.all(
        gets.flatMap((path) => [
          ask(path),
          ask(path, { method: 'HEAD' }),
          ask(path, { method: 'POST' }),
          ask(path, { method: 'DELETE' }),
        ]),
      )),
      ...(await Promise.all(
        posts.flatMap((path) => [
          ask(path, { method: 'POST', body: 'x' }),
          ask(path),
          ask(path, { method: 'OPTIONS' }),
          ask(path, { method: 'PUT', body: 'x' }),
        ]),
      )),
    ]
    for (const { headers } of answers) {
      expect(Object.fromEntries(Object.keys(WANTED).map((name) => [name, headers.get(name)]))).toEqual(WANTED)
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(self\)$/)
      for (const name of NEVER) expect(headers.get(name)).toBeNull()
      expect(headers.get('cache-control')).toMatch(/^(no-store|no-cache|public, max-age=31536000, immutable)$/)
    }
  })

  it('to HEAD has the headers of GET and no body', async () => {
    for (const path of ['/', '/desk/', '/manifest.webmanifest', '/healthz']) {
      const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })]
      expect([get.status, head.status]).toEqual([200, 200])
      expect([...head.headers]).toEqual([...get.headers])
      expect(await head.text()).toBe('')
    }
  })

  it('promises TLS for ever only where everything is under TLS', async () => {
    const secure = await openSetting({ secure: true })
    expect((await ask('/')).headers.get('strict-transport-security')).toBeNull()
    expect((await secure.app.request('/healthz')).headers.get('strict-transport-security')).toBe(
      'max-age=63072000; includeSubDomains',
    )
    await secure.close()
  })

  it('that refuses is a problem document', async () => {
    const refusals: readonly [string, RequestInit, number, string][] = [
      ['/nowhere', {}, 404, 'not-found'],
      [PATHS.post, {}, 405, 'method'],
      ['/healthz', { method: 'POST' }, 405, 'method'],
      [PATHS.post, { method: 'POST', body: 'x' }, 400, 'malformed'],
      [PATHS.post, { method: 'POST', body: filled(20_000, 1) }, 413, 'too-large'],
      [PATHS.sync, { method: 'POST', body: filled(140_000, 1) }, 413, 'too-large'],
      [PATHS.documents, { method: 'POST', body: filled(MAX_DOCUMENT_BYTES + 1, 1) }, 413, 'too-large'],
      [PATHS.documents, { method: 'POST', body: '{' }, 400, 'malformed'],
      [PATHS.introduce, { method: 'POST', body: '[]' }, 400, 'malformed'],
      [PATHS.inbox, { method: 'POST', body: filled(64, 1) }, 401, 'signature'],
    ]
    for (const [path, init, status, code] of refusals) {
      const answer = await ask(path, init)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        status,
        { type: `urn:sosafe:problem:${code}`, status },
      ])
    }
    expect((await ask(PATHS.post)).headers.get('allow')).toBe('POST')
  })
})

describe('a body of unknown length', () => {
  it('is counted as it comes and cut off where it is too long', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(filled(4096, 1))
        if (pulled === 1_000) controller.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' }
    expect((await ask(PATHS.post, init)).status).toBe(413)
    expect(pulled).toBeLessThan(10)
  })
})

describe('the apps', () => {
  it('are served from two folders, and nothing else of the build', async () => {
    expect(await (await ask('/')).text()).toContain('reporter')
    expect(await (await ask('/desk/')).text()).toContain('desk')
    for (const path of ['/modules/reporter.json', '/reporter/index.html', '/index.html', '/assets/main-a1b2.js.br'])
      expect((await ask(path)).status).toBe(404)
    const redirect = await ask('/desk')
    expect([redirect.status, redirect.headers.get('location')]).toEqual([308, '/desk/'])
  })

  it('come as brotli to who takes it', async () => {
    const plain = await ask('/assets/main-a1b2.js')
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, script])
    const packed = await ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect((await packed.arrayBuffer()).byteLength).toBe(brotliCompressSync(script).length)
    const refused = await ask('/assets/main-a1b2.js', { headers: { 'accept-encoding': 'br;q=0, gzip' } })
    expect(refused.headers.get('content-encoding')).toBeNull()
    expect(packed.headers.get('vary')).toBe('accept-encoding')
  })

  it('are kept for ever where the name is a hash, asked for anew elsewhere', async () => {
    const cached = async (path: string): Promise<string | null> => (await ask(path)).headers.get('cache-control')
    expect(await Promise.all(['/assets/main-a1b2.js', '/desk/assets/main-a1b2.js'].map(cached))).toEqual(
      Array(2).fill('public, max-age=31536000, immutable'),
    )
    expect(await Promise.all(['/', '/desk/', '/sw.js', '/manifest.webmanifest'].map(cached))).toEqual(
      Array(4).fill('no-cache'),
    )
  })
})

describe('when something breaks', () => {
  it('a bug is answered without a word of it, and logged by its place only', async () => {
    const secret = 'SECRET-of-a-person'
    const broken = await openSetting({
      wrapStore: (store) => ({ ...store, post: () => Promise.reject(new TypeError(secret)) }),
    })
    expect(await broken.post(filled(32, 1), envelope(1))).toEqual({
      kind: 'unreachable',
    })
    expect(broken.lines.join('')).toContain('"event":"failed","error":"TypeError"')
    expect(broken.lines.join('')).not.toContain(secret)
    await broken.close()
  })

  it('a store that is held says so, and the client tries again later', async () => {
    const held = await openSetting({
      wrapStore: (store) => ({ ...store, post: () => Promise.reject(new StoreError('busy')) }),
    })
    expect(await held.post(filled(32, 1), envelope(1))).toEqual({
      kind: 'unreachable',
    })
    expect(held.lines).toHaveLength(1)
    expect(held.lines[0]).toMatch(/^\{"day":\d{5},"event":"store","code":"busy"\}\n$/)
    await held.close()
  })
})

describe('metrics', () => {
  it('are answered only where nobody else can ask', async () => {
    expect((await ask('/metrics')).status).toBe(200)
    const open = await openSetting()
    expect((await open.app.request('/metrics')).status).toBe(404)
    await open.close()
  })
})
