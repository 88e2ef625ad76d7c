import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import type { Browser, Page } from 'puppeteer-core'
import { build as bundle } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../client/build.ts'
import { noModules, pages } from '../../vite.config.ts'
import { installedBrowser } from '../installed-browsers.ts'
import { serveFolders } from './static-server.ts'
import type { StaticServer } from './static-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'offline-'))
const inputs = { rootHash: '', demo: true, outDir: folder }
let browser: Browser
let server: StaticServer

beforeAll(async () => {
  await build(inputs)
  const config = pages(inputs, 'reporter', noModules())
  const root = join(import.meta.dirname, 'argon2-page')
  await bundle({ ...config, root, build: { ...config.build, outDir: join(folder, 'argon2') } })
  server = await serveFolders({ '/': join(folder, 'reporter'), '/desk/': join(folder, 'desk') })
  const executablePath = installedBrowser('firefox') ?? ''
  browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function controlledBy(page: Page, script: string): Promise<void> {
  await page.waitForFunction((end) => navigator.serviceWorker.controller?.scriptURL.endsWith(end), {}, script)
}

test('Firefox keeps both apps under the same policy, each by its own worker', async () => {
  const page = await browser.newPage()
  await page.goto(server.origin)
  await controlledBy(page, '/sw.js')
  await page.goto(`${server.origin}/desk/`)
  await controlledBy(page, '/desk/sw.js')
  await server.stop()
  await page.reload()
  await controlledBy(page, '/desk/sw.js')
  await page.goto(server.origin)
  await controlledBy(page, '/sw.js')
  expect(await page.$eval('#app', (app) => app.textContent)).not.toBe('')
  await server.restart()
  await page.close()
})

test('Firefox refuses a script address that did not pass the policy', async () => {
  const page = await browser.newPage()
  await page.goto(server.origin)
  const refused = await page.evaluate(() => {
    try {
      new Worker('/sw.js').terminate()
      return 'accepted'
    } catch (error) {
      return (error as Error).name
    }
  })
  expect(refused).toBe('TypeError')
  await page.close()
})

test('Firefox derives Argon2id with 64 MiB in a module worker', async () => {
  const argon2 = await serveFolders({ '/': join(folder, 'argon2') })
  const page = await browser.newPage()
  await page.goto(argon2.origin)
  const hash = await page.evaluate(() =>
    (globalThis as unknown as { derive(memoryKiB: number): Promise<string> }).derive(65_536),
  )
  expect(hash).toBe('d21e845a8c47c74e2362cd82bc34adfd533f8564bfb699dcdf00693569fcd64a')
  await page.close()
  await argon2.stop()
})
