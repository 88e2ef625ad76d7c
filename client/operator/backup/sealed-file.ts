/**
 * A sealed copy as a file. Promises that a file under its final name was written to its end, read back and found whole;
 * what a crash leaves has another name and is sealed too.
 */
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { BrokenStreamError } from '../../../shared/crypto/long-stream.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { type CopyRead, readCopy } from '../../../shared/wire/copy.ts'
import { hexOf } from '../deployment.ts'
import { reopenCopy, type SealedCopy } from './sealed-copy.ts'

async function write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) await file.writeFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Windows knows no such thing for folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

/** Null when a sealed stream inside breaks off. */
async function checkedCopy(p: Primitives, copy: AsyncIterable<Uint8Array>): Promise<CopyRead | null> {
  try {
    return await readCopy(copy, { sha256: (bytes: Bytes) => p.sha256(bytes) })
  } catch (error) {
    if (error instanceof BrokenStreamError) return null
    throw error
  }
}

export interface FileToWrite {
  readonly path: string
  readonly pieces: AsyncIterable<Uint8Array>
  /** Reads the finished file as the copy that it holds; null when it cannot. */
  readonly reopen: (file: AsyncIterable<Uint8Array>) => Promise<AsyncIterable<Uint8Array> | null>
}

/** Writes, reads back, and only then gives it its name. Null when what was read back is not whole: nothing is left. */
export async function writeCopyFile(
  p: Primitives,
  random: Random,
  { path, pieces, reopen }: FileToWrite,
): Promise<Extract<CopyRead, { ok: true }> | null> {
  const part = `${path}.${hexOf(random(4))}.part`
  try {
    await write(part, pieces)
    const copy = await reopen(createReadStream(part))
    const read = copy === null ? null : await checkedCopy(p, copy)
    if (read?.ok !== true) return null
    await rename(part, path)
    await syncFolder(dirname(path))
    return read
  } finally {
    await rm(part, { force: true })
  }
}

export const sealedFile = (p: Primitives, path: string, { pieces, streamKey }: SealedCopy): FileToWrite => ({
  path,
  pieces,
  reopen: (file) => reopenCopy(p, streamKey, file),
})
