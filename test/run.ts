/**
 * `npm test`: brings Chromium where the system's package manager offers it, runs the tests, and says last what could
 * not run here. Arguments go to vitest: `npm test -- test/shared`. `--long` (`npm run test:long`): many more rounds.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { bringChromium, howToInstall } from './bring-chromium.ts'
import { installedBrowser } from './installed-browsers.ts'
import { canMount } from './mountable.ts'

const root = join(import.meta.dirname, '..')
const isLong = process.argv.includes('--long')

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
    env: { ...process.env, SOSAFE_SEED: seed, SOSAFE_LONG: isLong ? '1' : '0' },
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
