/**
 * Brings Chromium where the system's package manager offers it and the user may install; else says what to type. Done before
 * the tests and before the benches that need a browser, never inside of them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { installedBrowser, type Engine } from './installed-browsers.ts'

const debian = existsSync('/usr/bin/apt-get')

/** The line that a person types. */
export function howToInstall(engine: Engine): string {
  if (engine === 'webkit') return debian ? 'apt-get install webkit2gtk-driver xvfb' : 'on Debian only'
  const name = debian && engine === 'firefox' ? 'firefox-esr' : engine
  if (debian) return `apt-get install ${name}`
  if (process.platform === 'darwin') return `brew install --cask ${name}`
  if (process.platform === 'win32')
    return engine === 'firefox' ? 'winget install Mozilla.Firefox' : 'winget install Google.Chrome'
  return `install the package ${name} of your system`
}

/** @param what needs it, for the line that is printed where it cannot be brought; the process then ends with 1. */
export function bringChromium(what: string, again: string): void {
  if (installedBrowser('chromium') !== undefined) return
  if (debian && process.getuid?.() === 0) {
    process.stderr.write('Installing Chromium ...\n')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] }
    spawnSync('apt-get', ['-qq', 'update'], quiet)
    spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], quiet)
    if (installedBrowser('chromium') !== undefined) return
  }
  const sudo = debian && process.getuid?.() !== 0 ? 'sudo ' : ''
  process.stderr.write(`${what} need Chromium. Type this, then ${again} again: ${sudo}${howToInstall('chromium')}\n`)
  process.exit(1)
}
