/** What the operating system says of this machine and of the relay's process on it. Reads files of Linux; elsewhere it says less. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Space {
  /** The file system's number (statfs). */
  readonly type: number
  readonly freeBytes: number
  readonly totalBytes: number
}

export interface Machine {
  /** Under which /proc and /etc stand. */
  readonly root: string
  readonly platform: string
  /** For instance `v26.10.0`. */
  readonly runtime: string
  /** Of whoever asks; null where there are none. */
  readonly userId: number | null
  space(path: string): Space
}

export interface RelayProcess {
  readonly pid: number
  readonly userId: number | null
  /** Bytes of a core dump that it may leave; null when unknown. */
  readonly coreBytes: number | null
  readonly openFiles: number | null
  readonly swappedBytes: number
}

/** Null where there is no such file, or none for this user. */
export function readText(machine: Machine, ...path: readonly string[]): string | null {
  try {
    return readFileSync(join(machine.root, ...path), 'utf8')
  } catch {
    return null
  }
}

/** Which process holds a file locked: its inode stands in the kernel's list. */
function holderOf(machine: Machine, path: string): number | null {
  if (!existsSync(path)) return null
  const { ino } = statSync(path)
  const lines = readText(machine, 'proc', 'locks')?.split('\n') ?? []
  const line = lines.find((one) => new RegExp(` [0-9a-f]+:[0-9a-f]+:${ino} `).test(one) && one.includes(' WRITE '))
  const pid = / WRITE (\d+) /.exec(line ?? '')?.[1]
  return pid === undefined ? null : Number(pid)
}

/** The soft limit of one line of /proc/PID/limits. */
function limitOf(limits: string, name: string): number | null {
  const value = new RegExp(`^${name} +(\\S+)`, 'm').exec(limits)?.[1]
  if (value === undefined) return null
  return value === 'unlimited' ? Infinity : Number(value)
}

/** The relay that serves the folder; null when none does, or when it cannot be seen. */
export function relayProcess(machine: Machine, lockFile: string): RelayProcess | null {
  const pid = holderOf(machine, lockFile)
  if (pid === null) return null
  const limits = readText(machine, 'proc', String(pid), 'limits') ?? ''
  const status = readText(machine, 'proc', String(pid), 'status') ?? ''
  const user = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1]
  return {
    pid,
    userId: user === undefined ? null : Number(user),
    coreBytes: limitOf(limits, 'Max core file size'),
    openFiles: limitOf(limits, 'Max open files'),
    swappedBytes: 1024 * Number(/^VmSwap:\s+(\d+) kB/m.exec(status)?.[1] ?? 0),
  }
}
