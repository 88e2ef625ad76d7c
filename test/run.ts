/**
 * `npm test`: brings Chromium where the system's package manager offers it, runs the tests, and says last what could
 * not run here. Arguments go to vitest: `npm test -- test/shared`. `--long` (`npm run test:long`): many more rounds.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { bringChromium, howToInstall } from './bring-chromium.ts'
import { installedBrowser } from './installed-browsers.ts'
import { canMount } from './mountable.ts'

const root = join(import.meta.dirname, '..')
const isLong = process.argv.includes('--long')

const MEMORY_DISK = '/dev/shm'
const ROOM_BYTES = 4 * 2 ** 30

/**
 * Where the tests put their folders: in memory where there is room for them, because they wait for the disk half of the
 * time. No test cuts the power: what a file system has, SIGKILL leaves there. The long run writes more than fits.
 */
function temporaryFolder(): { TMPDIR?: string; SOSAFE_TEST_DISK?: string } {
  if (isLong || process.env['TMPDIR'] !== undefined || !existsSync(MEMORY_DISK)) return {}
  // Some tests put programs there.
  if (/^\S+ \/dev\/shm \S+ \S*\bnoexec\b/m.test(readFileSync('/proc/mounts', 'utf8'))) return {}
  const { bavail, bsize } = statfsSync(MEMORY_DISK)
  return bavail * bsize < ROOM_BYTES ? {} : { TMPDIR: MEMORY_DISK, SOSAFE_TEST_DISK: tmpdir() }
}

function runVitest(): Promise<number> {
  const seed = process.env['SOSAFE_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`Seed of this run: ${seed} (again with SOSAFE_SEED=${seed} npm test)\n`)
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...process.argv.slice(2).filter((one) => one !== '--long'),
  ]
  const vitest = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...temporaryFolder(), SOSAFE_SEED: seed, SOSAFE_LONG: isLong ? '1' : '0' },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => vitest.kill(signal))
  return new Promise((resolve, reject) => {
    vitest.on('error', reject)
    vitest.on('exit', (code) => resolve(code ?? 1))
  })
}

bringChromium('The tests', 'npm test')
process.exitCode = await runVitest()
for (const engine of ['firefox', 'webkit'] as const) {
  if (installedBrowser(engine) === undefined) process.stdout.write(`NOT RUN: ${engine} (${howToInstall(engine)})\n`)
}
if (!canMount())
  process.stdout.write('NOT RUN: a full and a read-only disk (as root on Linux, with loop devices and mkfs.ext4)\n')
