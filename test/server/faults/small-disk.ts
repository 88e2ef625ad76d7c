/** A real disk of a size that can be filled and broken: ext4 in a file, mounted by root. Source: mount(8), ext4(5). */
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  ftruncateSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** Takes every byte that is left. */
  fill(): void
  /** Gives them back. */
  clear(): void
  /** As the system does when it finds an error: what is open for writing can be written no more. */
  turnReadOnly(): void
  remount(how: 'ro' | 'rw'): void
  remove(): void
}

const run = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { encoding: 'utf8' })

export function makeSmallDisk(megabytes: number): SmallDisk {
  const place = mkdtempSync(join(tmpdir(), 'sosafe-disk-'))
  const [image, folder] = [join(place, 'image'), join(place, 'mounted')]
  mkdirSync(folder)
  const file = openSync(image, 'w')
  ftruncateSync(file, megabytes * 1024 * 1024)
  closeSync(file)
  // No share that only root may use: the relay of this test is root.
  run('mkfs.ext4', '-q', '-m', '0', image)
  const mount = (how: string): string => run('mount', '-o', `loop,errors=remount-ro,${how}`, image, folder)
  mount('rw')
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      // Most of it at once, the last bytes one by one: room on a disk comes in pieces.
      const { bavail, bsize } = statfsSync(folder)
      run('fallocate', '-l', String(Math.max(1, Math.floor(bavail * bsize * 0.95))), filler)
      const open = openSync(filler, 'a')
      for (let bytes = 1024 * 1024; bytes >= 1;) {
        try {
          writeSync(open, Buffer.alloc(bytes, 1))
        } catch {
          bytes = Math.floor(bytes / 4)
        }
      }
      closeSync(open)
    },
    clear: () => rmSync(filler),
    turnReadOnly() {
      const device = run('losetup', '-j', image).split(':')[0] ?? ''
      writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, '1')
    },
    remount(how) {
      run('umount', folder)
      mount(how)
    },
    remove() {
      run('umount', folder)
      rmSync(place, { recursive: true, force: true })
    },
  }
}
