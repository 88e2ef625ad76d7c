/** Somebody with a browser, whichever: the same story is told in each engine. */
import { openBrowser, openWindow, type OpenWindow } from './chromium.ts'
import { openFirefox } from './firefox.ts'
import { startRecorder } from './recorder.ts'
import { chromiumScreen, firefoxScreen, type Screen } from './screen.ts'

export type Engine = 'chromium' | 'firefox'

export interface Person {
  readonly screen: Screen
  /** Cuts or gives back the network, to pages and workers; the pages are told. */
  setOffline(offline: boolean): Promise<void>
  /** One more tab, empty. */
  openTab(): Promise<Screen>
  remove(): Promise<void>
}

/** With a profile on the disk. */
export interface KeptPerson extends Person {
  /** Closes all windows, as a person does in the evening, and the same profile again; an empty page. */
  closeAndReopen(): Promise<KeptPerson>
}

export interface PersonOptions {
  readonly device: 'phone' | 'office'
  readonly shiftDays?: number
}

export function openPerson(engine: Engine, options: PersonOptions): Promise<Person> {
  return engine === 'chromium' ? inWindow(options) : inFirefox(options)
}

export function openKeptPerson(engine: Engine, options: PersonOptions): Promise<KeptPerson> {
  return engine === 'chromium' ? inChromium(options) : inFirefox(options)
}

const onePerson = ({ page, context, remove }: OpenWindow): Person => ({
  screen: chromiumScreen(page),
  setOffline: (offline) => context.setOffline(offline),
  openTab: async () => chromiumScreen(await context.newPage()),
  remove,
})

const inWindow = async (options: PersonOptions): Promise<Person> => onePerson(await openWindow(options))

async function inChromium(options: PersonOptions, profile?: string): Promise<KeptPerson> {
  const browser = await openBrowser({ ...options, ...(profile === undefined ? {} : { profile }) })
  return {
    ...onePerson(browser),
    closeAndReopen: async () => {
      await browser.close()
      return inChromium(options, browser.profile)
    },
  }
}

/** Firefox's own switch only tells the pages: the network is cut by a proxy. */
async function inFirefox(options: PersonOptions, profile?: string): Promise<KeptPerson> {
  const recorder = await startRecorder()
  const browser = await openFirefox({
    ...options,
    proxyPort: recorder.port,
    ...(profile === undefined ? {} : { profile }),
  })
  return {
    screen: firefoxScreen(browser.page),
    setOffline: async (offline) => {
      recorder.onRequest = () => (offline ? 'drop' : 'pass')
      for (const page of await browser.browser.pages()) await page.setOfflineMode(offline)
    },
    openTab: async () => firefoxScreen(await browser.browser.newPage()),
    closeAndReopen: async () => {
      await browser.close()
      await recorder.close()
      return inFirefox(options, browser.profile)
    },
    remove: async () => {
      await browser.remove()
      await recorder.close()
    },
  }
}
