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

const works = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0

/** The commands that install it without asking this user anything; null where there are none. */
function installerOf(): readonly (readonly string[])[] | null {
  if (process.platform === 'darwin')
    return works('brew', '--version') ? [['brew', 'install', '--cask', 'chromium']] : null
  const isRoot = process.getuid?.() === 0
  if (!debian || !(isRoot || works('sudo', '-n', 'true'))) return null
  const apt = [...(isRoot ? [] : ['sudo', '-n']), 'apt-get', '-qq']
  return [
    [...apt, 'update'],
    [...apt, 'install', '-y', '--no-install-recommends', 'chromium'],
  ]
}

/** @param what needs it, for the line that is printed where it cannot be brought; the process then ends with 1. */
export function bringChromium(what: string, again: string): void {
  if (installedBrowser('chromium') !== undefined) return
  const installer = installerOf()
  if (installer !== null) {
    process.stderr.write('Installing Chromium ...\n')
    for (const [program = '', ...args] of installer)
      spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    if (installedBrowser('chromium') !== undefined) return
  }
  const sudo = debian && process.getuid?.() !== 0 ? 'sudo ' : ''
  process.stderr.write(`${what} need Chromium. Type this, then ${again} again: ${sudo}${howToInstall('chromium')}\n`)
  process.exit(1)
}
