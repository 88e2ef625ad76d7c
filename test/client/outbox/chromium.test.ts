/**
 * The outbox in a real Chromium: its storage, its lock, its work. One browser for all, because a start of it takes longer
 * than most of what is tested; each test has an origin of its own, and with it storage that nobody has touched.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Worker } from 'playwright-core'
import { build as bundle } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noModules, pages } from '../../../vite.config.ts'
import { WORK_MAX_BITS, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { OPEN_LIMIT_MS } from '../../../client/storage/connection.ts'
import { type OpenBrowser, openBrowser } from '../../e2e/harness/chromium.ts'
import type { Api } from './page/main.ts'
import { type PageServer, servePage } from './page-server.ts'

declare const api: Api

const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
const built = join(folder, 'page')
const profile = join(folder, 'profile')
let browser: OpenBrowser
let server: PageServer
let page: Page

const open = async (): Promise<Page> => {
  const opened = await browser.context.newPage()
  await opened.goto(server.origin)
  await opened.waitForFunction(() => 'api' in globalThis)
  return opened
}

const reload = async (): Promise<void> => {
  await page.reload()
  await page.waitForFunction(() => 'api' in globalThis)
}

const start = async (): Promise<void> => {
  browser = await openBrowser({ device: 'phone', profile })
}

/** Ends the browser as a phone does that runs out of memory, and starts it again on the same profile. */
const kill = async (before: () => void = () => undefined): Promise<void> => {
  await browser.kill()
  await start()
  before()
  page = await open()
}

beforeAll(async () => {
  const config = pages({ rootHash: '', demo: true, outDir: folder }, 'reporter', noModules())
  await bundle({ ...config, root: join(import.meta.dirname, 'page'), build: { ...config.build, outDir: built } })
  await start()
}, 60_000)
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  server = await servePage(built)
  page = await open()
})
afterEach(async () => {
  for (const tab of browser.context.pages().slice(1)) await tab.close()
  await server.stop()
})

describe('the outbox on a phone', () => {
  test('has what it accepted after a reload, sends it once and forgets it', async () => {
    server.mode = 'down'
    expect(await page.evaluate(() => api.add(1, 2))).toBe(null)
    await reload()
    expect((await page.evaluate(() => api.stored())).toSorted()).toEqual([1, 2])
    server.mode = 'up'
    await page.evaluate(() => api.send())
    expect(server.posts.toSorted()).toEqual([1, 2])
    expect(await page.evaluate(() => api.stored())).toEqual([])
    expect(await page.evaluate(() => api.handedOver(1))).toBe(true)
  })

  test('has what it accepted after the browser was killed', async () => {
    server.mode = 'down'
    await page.evaluate(() => api.add(1, 2))
    await kill(() => void (server.mode = 'up'))
    await page.evaluate(() => api.send())
    expect(server.posts.toSorted()).toEqual([1, 2])
  })

  test('has the chunks that a letter names as well, and after the browser was killed goes on with those that are left', async () => {
    server.left = 1
    expect(await page.evaluate(() => api.addWithChunks(1, 11, 12, 13))).toBe(null)
    await expect.poll(() => server.posts).toEqual([11])
    await kill(() => void (server.left = Infinity))
    await page.evaluate(() => api.send())
    // once more perhaps the one that was just put
    expect(server.posts.slice(-3)).toEqual([12, 13, 1])
    expect(await page.evaluate(() => api.stored())).toEqual([])
  })

  test('posts the same envelope again when the answer was lost, and never another', async () => {
    server.mode = 'loses-answers'
    await page.evaluate(() => api.add(1))
    await page.evaluate(() => api.send())
    expect(await page.evaluate(() => api.handedOver(1))).toBe(false)
    expect(await page.evaluate(() => api.stored())).toEqual([1])
    server.mode = 'up'
    await page.evaluate(() => api.send())
    expect(await page.evaluate(() => api.handedOver(1))).toBe(true)
    expect(new Set(server.posts)).toEqual(new Set([1]))
  })

  test('sends each envelope once when two tabs send at the same time', async () => {
    server.delayMs = 50
    await page.evaluate(() => api.put(1, 2, 3))
    const other = await open()
    await Promise.all([page, other].map((tab) => tab.evaluate(() => api.send())))
    expect(server.posts.toSorted()).toEqual([1, 2, 3])
    for (const tab of [page, other]) expect(await tab.evaluate(() => api.handedOver(2))).toBe(true)
  })

  test('names its database, stores and locks so that they tell nothing', async () => {
    await page.evaluate(() => api.put(1))
    const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(names).toEqual(['pages'])
  })
})

describe('the work of the outbox', () => {
  test('is done in a worker of its own, which goes with the job, while the page lives', async () => {
    const workers: Worker[] = []
    page.on('worker', (worker) => workers.push(worker))
    const { lived, enough } = await page.evaluate((bits) => api.solve(1, bits), WORK_MAX_BITS)
    expect(enough).toBe(true)
    expect(lived).toBeGreaterThan(2)
    expect(workers).toHaveLength(1)
    await expect.poll(() => page.workers()).toEqual([])
  })

  test('is done on the page, which lives, where there is no module worker', async () => {
    await page.evaluate(() => void Reflect.deleteProperty(globalThis, 'Worker'))
    const { lived, enough } = await page.evaluate((bits) => api.solve(1, bits), WORK_MAX_BITS)
    expect(enough).toBe(true)
    expect(lived).toBeGreaterThan(2)
  })

  test("is done on the page, which lives, where the worker's script is gone", async () => {
    const refused: string[] = []
    await page.route('**/solve.worker-*.js', (route) => {
      refused.push(route.request().url())
      return route.abort()
    })
    const { lived, enough } = await page.evaluate((bits) => api.solve(1, bits), WORK_MAX_BITS)
    expect(refused).toHaveLength(1)
    expect(enough).toBe(true)
    expect(lived).toBeGreaterThan(2)
  })

  test('is done without network, survives a killed browser, and goes on when the price has risen', async () => {
    server.mode = 'down'
    await page.evaluate(() => api.add(1))
    await expect.poll(() => page.evaluate(() => api.solvedFor())).toEqual([WORK_MIN_BITS])
    await kill()
    server.price = WORK_MAX_BITS
    server.mode = 'loses-answers'
    await page.evaluate(() => api.send())
    expect(await page.evaluate(() => api.solvedFor())).toEqual([WORK_MAX_BITS])
    await reload()
    server.mode = 'up'
    await page.evaluate(() => api.send())
    expect(await page.evaluate(() => api.handedOver(1))).toBe(true)
    expect(await page.evaluate(() => api.stored())).toEqual([])
  })
})

describe('a database that fails', () => {
  test('is opened anew when its handle died', async () => {
    await page.evaluate(() => api.put(1))
    await page.evaluate(() => {
      const real = IDBDatabase.prototype.transaction
      IDBDatabase.prototype.transaction = () => {
        IDBDatabase.prototype.transaction = real
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
      }
    })
    expect(await page.evaluate(() => api.add(2))).toBe(null)
    await page.evaluate(() => api.send())
    expect(server.posts.toSorted()).toEqual([1, 2])
  })

  test('is opened anew when another page wanted it deleted', async () => {
    await page.evaluate(() => api.put(1))
    const other = await open()
    await other.evaluate(
      () =>
        new Promise((done, fail) => {
          const request = indexedDB.deleteDatabase('pages')
          request.addEventListener('success', done)
          request.addEventListener('error', fail)
        }),
    )
    await page.evaluate(() => api.put(2))
    expect(await page.evaluate(() => api.stored())).toEqual([2])
  })

  test('is called full when there is no room, and the outbox sends from memory', async () => {
    const session = await browser.context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 20_000 })
    server.mode = 'down'
    const many = [2, 3, 4]
    expect(await page.evaluate((fills) => api.add(...fills), many)).toBe('full')
    server.mode = 'up'
    await page.evaluate(() => api.send())
    expect(new Set(server.posts)).toEqual(new Set(many))
  })

  test('never answers for a write that failed by itself', async () => {
    const fault = await page.evaluate(async () => {
      const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError')
      }
      const code = await api.fault(1)
      IDBObjectStore.prototype.put = put
      return code
    })
    expect(fault).toBe('StorageError: storage: full')
  })

  test('is called absent, broken or blocked, each by its name', async () => {
    await page.clock.install()
    const broken = await page.evaluate(async () => {
      const { open } = IDBFactory.prototype
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error opening backing store', 'UnknownError')
      }
      const fault = await api.fault(1)
      // a request that nobody ever answers
      IDBFactory.prototype.open = (...input) => {
        const request = open.apply(indexedDB, input)
        request.addEventListener = () => {}
        return request
      }
      return fault
    })
    const hanging = page.evaluate(() => api.fault(2))
    await page.clock.fastForward(OPEN_LIMIT_MS)
    const blocked = await hanging
    const absent = await page.evaluate(() => {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true })
      return api.fault(3)
    })
    expect([broken, blocked, absent]).toEqual(
      ['broken', 'blocked', 'absent'].map((code) => `StorageError: storage: ${code}`),
    )
  })
})

/** Files that the browser keeps of this origin's databases. */
const filesOnDisk = (kind: RegExp): string[] => {
  const databases = join(profile, 'Default', 'IndexedDB')
  return readdirSync(databases, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes(`_${new URL(server.origin).port}.`) && kind.test(path))
    .map((path) => join(databases, path))
}

const cleared = async (storageTypes: string): Promise<void> => {
  const session = await browser.context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes })
}

describe('a letter whose file the browser has lost', () => {
  test('is said to be lost, not taken for one that was never there', async () => {
    await page.evaluate(() => api.put(1, 2))
    await browser.close()
    const blobs = filesOnDisk(/\.blob\/\d+\/[0-9a-f]+\/[0-9a-f]+$/)
    expect(blobs).toHaveLength(2)
    rmSync(blobs[0] ?? '')
    await start()
    page = await open()
    const broken = await page.evaluate(() => api.broken())
    expect(broken).toHaveLength(1)
    expect(await page.evaluate(() => api.stored())).toHaveLength(1)
    await page.evaluate((slots) => api.forget(slots), broken)
    expect(await page.evaluate(() => api.broken())).toEqual([])
    await page.evaluate(() => api.send())
    expect(server.posts).toHaveLength(1)
  })
})

describe('a database that the browser has thrown away', () => {
  test('is noticed by the other mark, over restarts, until the person has been told', async () => {
    expect(await page.evaluate(() => api.compare())).toBe('whole')
    await page.evaluate(() => api.put(1))
    await cleared('indexeddb')
    await browser.close()
    await start()
    page = await open()
    for (let look = 0; look < 2; look++) expect(await page.evaluate(() => api.compare())).toBe('thrown-away')
    await page.evaluate(() => api.settle())
    expect(await page.evaluate(() => api.compare())).toBe('whole')
  })

  test('is not said of a phone that has only lost its cache, nor of one that is here for the first time', async () => {
    expect(await page.evaluate(() => api.compare())).toBe('whole')
    await cleared('cache_storage')
    expect(await page.evaluate(() => api.compare())).toBe('whole')
    await cleared('indexeddb')
    expect(await page.evaluate(() => api.compare())).toBe('thrown-away')
  })

  test('together with everything else of the site cannot be noticed', async () => {
    await page.evaluate(() => api.compare())
    await page.evaluate(() => api.put(1))
    await cleared('all')
    await reload()
    expect(await page.evaluate(() => api.compare())).toBe('whole')
  })
})

describe('a Blob that cannot be stored', () => {
  /** What a disk that fails does, or a browser that has no such thing. */
  const spoil = (): void => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (value instanceof Blob) throw new DOMException('Error preparing Blob/File data', 'UnknownError')
      return put.call(this, value, key)
    }
  }

  test('never leads to bytes in a record where Blobs were kept before: it is said', async () => {
    await page.evaluate(() => api.compare())
    await page.evaluate(spoil)
    expect(await page.evaluate(() => api.fault(7))).toBe('StorageError: storage: broken')
    await browser.close()
    const records = filesOnDisk(/\.(log|ldb)$/)
    expect(records).not.toEqual([])
    for (const file of records) expect(readFileSync(file).includes(Buffer.alloc(64, 7))).toBe(false)
    await start()
  })

  test('is kept as bytes in a browser that has never kept one', async () => {
    await page.evaluate(spoil)
    await page.evaluate(() => api.compare())
    await page.evaluate(() => api.put(7))
    expect(await page.evaluate(() => api.stored())).toEqual([7])
  })
})
