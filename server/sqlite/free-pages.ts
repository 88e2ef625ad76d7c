/**
 * Whether free pages of a database file still hold what was deleted: true where a tool without `secure_delete` has been at
 * work. Walks the free list as it stands in the file. Source: SQLite, "Database File Format", 1.5 The Freelist.
 */
import { closeSync, openSync, readSync } from 'node:fs'

const FIRST_TRUNK_AT = 32
const PAGE_SIZE_AT = 16
const HEADER_BYTES = 100
/** Enough to see it; a longer list is given back to the file system within minutes. */
const MOST_PAGES = 20_000

export function hasDeletedBytes(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return false
    const size = header.readUInt16BE(PAGE_SIZE_AT)
    const pageBytes = size === 1 ? 65_536 : size
    const page = Buffer.alloc(pageBytes)
    const read = (number: number): boolean => readSync(file, page, 0, pageBytes, (number - 1) * pageBytes) === pageBytes
    let left = MOST_PAGES
    for (let trunk = header.readUInt32BE(FIRST_TRUNK_AT); trunk !== 0 && left > 0; left--) {
      if (!read(trunk)) return false
      const next = page.readUInt32BE(0)
      const count = Math.min(page.readUInt32BE(4), pageBytes / 4 - 2)
      const leaves = Array.from({ length: count }, (_, index) => page.readUInt32BE(8 + 4 * index))
      if (page.subarray(8 + 4 * count).some((byte) => byte !== 0)) return true
      for (const leaf of leaves) {
        left -= 1
        if (read(leaf) && page.some((byte) => byte !== 0)) return true
      }
      trunk = next
    }
    return false
  } finally {
    closeSync(file)
  }
}
