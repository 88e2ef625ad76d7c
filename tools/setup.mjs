// Runs before `npm start` and `npm test`, on whatever Node started npm (20 or newer): plain JavaScript, nothing from
// node_modules. Promises that what is installed is what package-lock.json says, and that the `node` which comes next on
// PATH can run the project; ends with one plain line when it cannot. Source: docs/decisions/001-pinned-runtime.md.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.sosafe-installed')
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
const lockHash = createHash('sha256').update(lockText).digest('hex')

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/** @param {string} line */
function refuse(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** Whether npm's own record of node_modules (left by any `npm ci`) holds exactly what the lockfile names. */
function recordMatches() {
  const recordFile = join(modules, '.package-lock.json')
  if (!existsSync(recordFile)) return false
  const wanted = /** @type {Lock} */ (JSON.parse(lockText)).packages
  const found = /** @type {Lock} */ (JSON.parse(readFileSync(recordFile, 'utf8'))).packages
  const same = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const there = found[path]
    if (there === undefined) return entry.optional === true || entry.peer === true
    return there.version === entry.version && there.integrity === entry.integrity && existsSync(join(root, path))
  })
  return same && Object.keys(found).every((path) => path in wanted)
}

function stamped() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === lockHash
}

function install() {
  const npm = process.env['npm_execpath']
  if (!npm) return refuse('Start this through npm: npm start, or npm test.')
  const node = process.env['npm_node_execpath'] ?? process.execPath
  process.stdout.write('Installing the exact versions of package-lock.json ...\n')
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(node, [npm, ...flags], { cwd: root, stdio: 'inherit' })
  if (status !== 0) refuse('Installing failed: see the lines above, then run the same command again.')
}

/** `exec` in package.json is a word of the shell, so that signals reach Node; cmd.exe has no such word. */
function teachExecToWindows() {
  if (process.platform !== 'win32') return
  writeFileSync(join(modules, '.bin', 'exec.cmd'), '@%*\r\n')
}

/** Version of the `node` that the script after this one will run under; empty when there is none. */
function nextRuntime() {
  const { stdout, status } = spawnSync('node --version', { cwd: root, encoding: 'utf8', shell: true })
  return status === 0 ? stdout.trim().replace(/^v/, '') : ''
}

/**
 * better-sqlite3 kills the process of Node 20 in native code; before 22.18 and 24 TypeScript does not run as it is.
 * @param {string} version
 */
function canRun(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === 22 ? minor >= 18 : major === 24 || major >= 26
}

if (!stamped()) {
  if (!recordMatches()) install()
  teachExecToWindows()
  writeFileSync(stampFile, `${lockHash}\n`)
}

const runtime = nextRuntime()
if (!canRun(runtime)) {
  const where = `${process.platform}-${process.arch}`
  refuse(`SoSafe needs Node 24 or newer and found ${runtime || 'none'} on ${where}: install it, then run this again.`)
}
