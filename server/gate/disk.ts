/** How much room is left. Text comes first: attachments stop long before reports do. */

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Mounted so, or turned so by the system after an error. */
  readonly isReadOnly?: boolean
}

/** `disk`: nothing more is taken. `text-only`: no attachments. */
export type DiskTrouble = 'disk' | 'read-only' | 'text-only'

export interface DiskGuard {
  /** Looks again. */
  look(): Promise<void>
  takesMail(): boolean
  takesBlobs(): boolean
  /** A write has failed: nothing is taken until the next look. What is the matter. */
  failed(): Promise<DiskTrouble>
  /** Room for the journal and more. */
  isRoomy(): boolean
  trouble(): DiskTrouble | null
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
  let space: DiskSpace = { freeBytes: Infinity, totalBytes: Infinity }
  let hasFailed = false
  const trouble = (): DiskTrouble | null => {
    const { freeBytes, totalBytes, isReadOnly } = space
    if (isReadOnly === true) return 'read-only'
    if (hasFailed || freeBytes <= reserveBytes) return 'disk'
    return freeBytes <= Math.min(textOnlyBytes, totalBytes * textOnlyShare) ? 'text-only' : null
  }
  return {
    async look() {
      space = await measure()
      hasFailed = false
    },
    takesMail: () => trouble() === null || trouble() === 'text-only',
    takesBlobs: () => trouble() === null,
    async failed() {
      hasFailed = true
      space = await measure()
      return trouble() ?? 'disk'
    },
    isRoomy: () => trouble() === null && space.freeBytes > 2 * reserveBytes,
    trouble,
  }
}
