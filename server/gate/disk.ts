/** How much room is left. Text comes first: attachments stop long before reports do. */

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

export interface DiskGuard {
  /** Looks again. */
  look(): Promise<void>
  takesMail(): boolean
  takesBlobs(): boolean
}

export interface DiskLimits {
  /** Kept for the journal, the log entries of what was taken in, and the operator. */
  readonly reserveBytes: number
  /** This share of the disk, at most so many bytes, is for text only. */
  readonly textOnlyShare: number
  readonly textOnlyBytes: number
}

export const DISK_LIMITS: DiskLimits = {
  reserveBytes: 64 * 1024 * 1024,
  textOnlyShare: 0.2,
  textOnlyBytes: 10_000_000_000,
}

export function createDiskGuard(measure: () => Promise<DiskSpace>): DiskGuard {
  const { reserveBytes, textOnlyShare, textOnlyBytes } = DISK_LIMITS
  let free = Infinity
  let total = Infinity
  return {
    async look() {
      const space = await measure()
      free = space.freeBytes
      total = space.totalBytes
    },
    takesMail: () => free > reserveBytes,
    takesBlobs: () => free > Math.min(textOnlyBytes, total * textOnlyShare) && free > reserveBytes,
  }
}
