/**
 * Where this machine keeps its browsers. Tests take what is here; which engines run is decided by `run.ts` and
 * `vitest.config.ts` before any test starts, so that a missing engine is never a green test.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

export type Engine = 'chromium' | 'firefox' | 'webkit'

const names: Record<Engine, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe'],
  firefox: ['firefox-esr', 'firefox', 'firefox.exe'],
  // its driver: it brings the browser
  webkit: ['WebKitWebDriver'],
}
const elsewhere: Record<Engine, readonly string[]> = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  webkit: [],
}

/** Path of the program; undefined when the engine is not installed. `SOSAFE_CHROMIUM` and the like name another. */
export function installedBrowser(engine: Engine): string | undefined {
  const chosen = process.env[`SOSAFE_${engine.toUpperCase()}`]
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => names[engine].map((name) => join(folder, name)))
  return [...onPath, ...elsewhere[engine]].find((path) => existsSync(path))
}
