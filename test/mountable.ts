/**
 * Whether disks can be made and broken here: root on Linux with loop devices. Decided before any test starts, as with
 * browsers: without it the tests named `*.mount.test.ts` do not exist, and `npm test` says so in its last lines.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const runs = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0

export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/dev/loop-control')) return false
  if (!runs('mkfs.ext4', ['-V'])) return false
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-mount-'))
  const isMounted = runs('mount', ['-t', 'tmpfs', 'tmpfs', folder])
  if (isMounted) runs('umount', [folder])
  rmdirSync(folder)
  return isMounted
}
