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

/** Kept for the journal, the log entries of what was taken in, and the operator. */
const RESERVE_BYTES = 64 * 1024 * 1024
/** The last fifth of the disk, at most 10 GB, is for text only. */
const TEXT_ONLY_SHARE = 0.2
const TEXT_ONLY_BYTES = 10_000_000_000

export function createDiskGuard(measure: () => Promise<DiskSpace>): DiskGuard {
  let free = Infinity
  let total = Infinity
  return {
    async look() {
      const space = await measure()
      free = space.freeBytes
      total = space.totalBytes
    },
    takesMail: () => free > RESERVE_BYTES,
    takesBlobs: () => free > Math.min(TEXT_ONLY_BYTES, total * TEXT_ONLY_SHARE) && free > RESERVE_BYTES,
  }
}
