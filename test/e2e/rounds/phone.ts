/** The phone of the rounds: one profile on the disk, pages that may die at any moment, and what a browser does to a site's data. */
import { readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { type OpenBrowser, openBrowser } from '../harness/chromium.ts'
import { wakeTag } from '../../../client/offline/wake-tag.ts'
import type { Api, SealedLetter, Seen, Word } from '../rounds-page/main.ts'
import type { Chance } from './chance.ts'
import type { Ledger } from './ledger.ts'

declare const api: Api

/** What may go while the browser is closed. */
export const LOSSES = ['database', 'all blobs', 'one blob', 'half a blob', 'database torn', 'everything'] as const
export type Loss = (typeof LOSSES)[number]

export interface RoundsPhone {
  /** The clock of its pages and its worker, in days. */
  aheadDays: number
  /** How many days have really passed. */
  passedDays: number
  pages(): readonly Page[]
  openPage(): Promise<Page>
  /** Never rejects: the page may die meanwhile. */
  add(page: Page, letters: readonly SealedLetter[]): Promise<void>
  setAhead(days: number): Promise<void>
  /** Resolves when it is there again. */
  reload(page: Page): Promise<void>
  kill(): Promise<void>
  /** After a kill, or to begin. */
  start(): Promise<void>
  setOffline(offline: boolean): Promise<void>
  /** CDP's names of stores, several with commas between them. */
  clear(storageTypes: string): Promise<void>
  /** Null: as much as there is. */
  limitRoom(bytes: number | null): Promise<void>
  /** Background Sync, now. */
  wakeWorker(): Promise<void>
  /** While the browser is closed. */
  lose(loss: Loss, chance: Chance): Promise<void>
  /** Sends until nothing more waits, then says what the screen of this phone says. */
  comeToRest(): Promise<Seen>
  /** The person has read what is told. */
  settle(): Promise<void>
  /** The page has fetched documents that were signed a day ago. */
  prove(page: Page): Promise<void>
  remove(): Promise<void>
}

const patienceMs = 30_000

export async function createRoundsPhone(origin: string, ledger: Ledger, broken: string): Promise<RoundsPhone> {
  let browser: OpenBrowser | null = null
  let profile: string | undefined

  const opened = (): OpenBrowser => {
    if (browser === null) throw new Error('the browser is closed')
    return browser
  }
  const pages = (): readonly Page[] =>
    opened()
      .context.pages()
      .filter((page) => page.url().startsWith(origin))
  const ready = (page: Page): Promise<unknown> => page.waitForFunction(() => 'api' in globalThis)
  const session = async (page: Page): Promise<CDPSession> => opened().context.newCDPSession(page)
  const anyPage = async (): Promise<Page> => pages()[0] ?? (await phone.openPage())

  const phone: RoundsPhone = {
    aheadDays: 0,
    passedDays: 0,
    pages,
    async openPage() {
      const page = await opened().context.newPage()
      await phone.reload(page)
      return page
    },
    async add(page, letters) {
      try {
        ledger.slots(letters, await page.evaluate((given) => api.add(given), letters))
      } catch {
        // it was killed or loaded anew before its screen said anything
      }
    },
    async setAhead(days) {
      phone.aheadDays = days
      for (const page of pages()) await page.evaluate((ahead) => api.setAhead(ahead), days)
    },
    async reload(page) {
      await page.goto(`${origin}/?ahead=${phone.aheadDays}&broken=${broken}`)
      await ready(page)
      // as in the app, where nobody seals without a directory
      await phone.prove(page)
    },
    async kill() {
      await opened().kill()
      browser = null
    },
    async start() {
      browser = await openBrowser({ device: 'phone', ...(profile === undefined ? {} : { profile }) })
      profile = browser.profile
      await browser.context.exposeFunction('said', (id: string, word: Word) => ledger.said(id, word))
    },
    setOffline: (offline) => opened().context.setOffline(offline),
    async clear(storageTypes) {
      const devtools = await session(await anyPage())
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes })
      await devtools.detach()
    },
    async limitRoom(bytes) {
      const devtools = await session(await anyPage())
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...(bytes === null ? {} : { quotaSize: bytes }) })
      await devtools.detach()
    },
    async wakeWorker() {
      const devtools = await session(await anyPage())
      const registered = new Promise<string>((done) => {
        devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
          const [first] = registrations.filter(({ isDeleted }) => !isDeleted)
          if (first !== undefined) done(first.registrationId)
        })
      })
      await devtools.send('ServiceWorker.enable')
      const none = new Promise<null>((done) => void setTimeout(() => done(null), 1000))
      const registrationId = await Promise.race([registered, none])
      if (registrationId !== null) {
        const event = { origin, registrationId, tag: wakeTag, lastChance: false }
        await devtools.send('ServiceWorker.dispatchSyncEvent', event)
      }
      await devtools.detach()
    },
    async lose(loss, chance) {
      if (browser !== null) throw new Error('the browser is open')
      loseFrom(join(profile ?? '', 'Default'), loss, chance)
    },
    async comeToRest() {
      const page = await anyPage()
      const until = Date.now() + patienceMs
      for (;;) {
        for (const one of pages()) await one.evaluate(() => api.send())
        const seen = await page.evaluate(() => api.see())
        if (seen.waiting === 0 || Date.now() > until) return seen
      }
    },
    async settle() {
      for (const page of pages()) await page.evaluate(() => api.settle())
    },
    prove: (page) => page.evaluate((days) => api.prove(days), phone.passedDays - 1),
    async remove() {
      if (browser === null) await phone.start()
      await opened().remove()
    },
  }
  await phone.start()
  return phone
}

/** Takes from a closed profile what a full disk, a cleaner program or a power cut takes. */
function loseFrom(folder: string, loss: Loss, chance: Chance): void {
  const databases = join(folder, 'IndexedDB')
  const filesBelow = (path: string): string[] =>
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .map((name) => join(path, name))
      .filter((name) => statSync(name).isFile())
  const blobs = filesBelow(databases).filter((path) => /\.indexeddb\.blob\//.test(path))
  const remove = (path: string): void => rmSync(path, { recursive: true, force: true })
  switch (loss) {
    case 'database':
      return remove(databases)
    case 'all blobs':
      for (const path of blobs) remove(path)
      return
    case 'one blob':
      if (blobs.length > 0) remove(chance.one(blobs))
      return
    case 'half a blob':
      if (blobs.length > 0) truncateSync(chance.one(blobs), 3_000)
      return
    case 'database torn':
      for (const path of filesBelow(databases).filter((name) => /MANIFEST|\.ldb$/.test(name))) {
        writeFileSync(path, Buffer.alloc(readFileSync(path).length, 0xee))
      }
      return
    case 'everything':
      for (const name of ['IndexedDB', 'Service Worker', 'WebStorage']) remove(join(folder, name))
  }
}
