import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build as bundle } from 'vite'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { build } from '../../client/build.ts'
import { noModules, pages } from '../../vite.config.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { chromiumArgs } from './harness/chromium.ts'
import { serveFolders } from './static-server.ts'
import type { StaticServer } from './static-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'offline-'))
const inputs = { rootHash: '', demo: true, outDir: folder }
let browser: Browser
let server: StaticServer
let context: BrowserContext
let page: Page
let violations: string[]

beforeAll(async () => {
  await build(inputs)
  browser = await chromium.launch({ executablePath: installedBrowser('chromium') ?? '', args: [...chromiumArgs] })
})

afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  server = await serveFolders({ '/': join(folder, 'reporter'), '/desk/': join(folder, 'desk') })
  context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  page = await context.newPage()
  violations = []
  // Chromium reports each violation as an error of the console, whichever thread it happened in
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type|TrustedScript/i.test(message.text())) violations.push(message.text())
  })
})

afterEach(async () => {
  await context.close()
  await server.stop()
  if (violations.length > 0) throw new Error(violations.join('\n'))
})

async function controlledBy(script: string): Promise<void> {
  await page.waitForFunction((end) => navigator.serviceWorker.controller?.scriptURL.endsWith(end), script)
}

describe('the service workers under the content security policy', () => {
  test('keep the reporter app, which then opens without a server', async () => {
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    await server.stop()
    const answer = await page.reload()
    expect(answer?.fromServiceWorker()).toBe(true)
    expect(answer?.headers()['content-security-policy']).toContain('trusted-types sosafe')
    expect(await page.locator('#app').innerText()).not.toBe('')
    expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0)
    await server.restart()
  })

  test('do not ask again for what came before an installation broke off', async () => {
    const icon = join(folder, 'reporter', 'icon.svg')
    renameSync(icon, `${icon}.away`)
    await page.goto(server.origin)
    const kept = (): Promise<number> =>
      page.evaluate(async () => {
        const [name] = (await caches.keys()).filter((one) => one.startsWith('pages-'))
        return name === undefined ? 0 : (await (await caches.open(name)).keys()).length
      })
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.installing === null)
    await expect.poll(kept).toBeGreaterThan(10)
    await expect
      .poll(async () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined))
      .toBe(true)
    renameSync(`${icon}.away`, icon)
    const before = server.asked.length
    await page.reload()
    await controlledBy('/sw.js')
    // a file that no page here asks for, and that comes long before the icon
    const isKhmer = (path: string): boolean => path.startsWith('/assets/km-')
    expect(server.asked.slice(0, before).some(isKhmer)).toBe(true)
    expect(server.asked.slice(before).some(isKhmer)).toBe(false)
    expect(server.asked.slice(before)).toContain('/icon.svg')
  })

  test('never let the reporter’s worker answer for the desk or the relay', async () => {
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    server.asked.length = 0
    const texts = await page.evaluate(async () => {
      const paths = ['/desk/', '/desk/sw.js', '/v1/anything', '/healthz']
      return Promise.all(paths.map(async (path) => (await fetch(path)).text()))
    })
    expect(server.asked.toSorted()).toEqual(['/desk/', '/desk/sw.js', '/healthz', '/v1/anything'])
    expect(texts[2]).toBe('from the relay')
    await server.stop()
    const offline = await page.goto(`${server.origin}/desk/`).then(
      () => 'answered',
      () => 'no answer',
    )
    expect(offline).toBe('no answer')
    await server.restart()
  })

  test('give each app its own worker and its own cache on one origin', async () => {
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    const desk = await page.goto(`${server.origin}/desk/`)
    expect(desk?.fromServiceWorker()).toBe(false)
    await controlledBy('/desk/sw.js')
    const names = await page.evaluate(() => caches.keys())
    expect(new Set(names.map((name) => name.split('-')[0]))).toEqual(new Set(['marks', 'office', 'pages']))
    await server.stop()
    await page.reload()
    await controlledBy('/desk/sw.js')
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    await server.restart()
  })

  test('refuse every script address that did not pass the policy', async () => {
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    const refused = await page.evaluate(async () => {
      const outcomes = [
        await navigator.serviceWorker.register('/sw.js').then(
          () => 'accepted',
          (error: Error) => error.name,
        ),
      ]
      try {
        new Worker('/sw.js').terminate()
        outcomes.push('accepted')
      } catch (error) {
        outcomes.push((error as Error).name)
      }
      return outcomes
    })
    expect(refused).toEqual(['TypeError', 'TypeError'])
    violations.length = 0
  })
})

describe('a newer version', () => {
  test('waits while a form is open and takes over at the next start', async () => {
    await page.goto(server.origin)
    await controlledBy('/sw.js')
    const first = await page.evaluate(() => caches.keys())
    await page.evaluate(() => {
      void navigator.locks.request('open/', { mode: 'shared' }, () => new Promise(() => {}))
    })
    await build({ ...inputs, demo: false })
    const second = await context.newPage()
    await second.goto(server.origin)
    const state = (): Promise<unknown> =>
      second.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration('/')
        const kept = (await caches.keys()).filter((name) => name !== 'marks')
        return { waiting: registration?.waiting?.state, caches: kept.length }
      })
    await expect.poll(state, { timeout: 10_000 }).toEqual({ waiting: 'installed', caches: 2 })
    await second.reload()
    // longer than a take-over needs
    await second.waitForTimeout(1000)
    expect(await state()).toEqual({ waiting: 'installed', caches: 2 })
    await page.goto('about:blank')
    let loads = 0
    const loadedAnew = second.waitForEvent('framenavigated', { predicate: () => ++loads === 2 })
    await second.reload()
    await loadedAnew
    await expect.poll(state).toEqual({ waiting: undefined, caches: 1 })
    expect(await second.evaluate(() => caches.keys())).not.toEqual(first)
    expect(await second.locator('#app').innerText()).not.toBe('')
  })
})

describe('Argon2id', () => {
  test('runs with 64 MiB in a module worker started through the policy', async () => {
    const built = join(folder, 'argon2')
    const config = pages({ ...inputs, outDir: folder }, 'reporter', noModules())
    await bundle({
      ...config,
      root: join(import.meta.dirname, 'argon2-page'),
      build: { ...config.build, outDir: built },
    })
    const argon2 = await serveFolders({ '/': built })
    await page.goto(argon2.origin)
    const hash = await page.evaluate(() =>
      (globalThis as unknown as { derive(memoryKiB: number): Promise<string> }).derive(65_536),
    )
    // hash-wasm and @noble/hashes agree on it in Node
    expect(hash).toBe('d21e845a8c47c74e2362cd82bc34adfd533f8564bfb699dcdf00693569fcd64a')
    await argon2.stop()
  })
})
