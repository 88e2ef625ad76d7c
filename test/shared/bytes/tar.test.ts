import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteStream } from '../../../shared/bytes/byte-stream.ts'
import { concat, encodeText, MalformedError, type Bytes } from '../../../shared/bytes/cursor.ts'
import { encodeTarFile, readTar, TAR_END, type TarFile } from '../../../shared/bytes/tar.ts'

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const archiveOf = (...files: readonly TarFile[]): Bytes => concat(...files.map(encodeTarFile), TAR_END)

async function read(bytes: Uint8Array, pieces = 1000): Promise<TarFile[]> {
  const files: TarFile[] = []
  for await (const file of readTar(inPieces(bytes, pieces))) files.push(file)
  return files
}

const files: readonly TarFile[] = [
  { name: 'about.json', bytes: encodeText('{}') },
  { name: 'relay/log/0001.ndjson', bytes: new Uint8Array(512).fill(7) },
  { name: `${'a'.repeat(49)}/${'b'.repeat(49)}`, bytes: new Uint8Array(0) },
  { name: 'blobs/blob/0001.ndjson', bytes: new Uint8Array(1300).fill(255) },
]

describe('an archive', () => {
  it.each([1, 7, 512, 100_000])('comes back from pieces of %i bytes', async (pieces) => {
    expect(await read(archiveOf(...files), pieces)).toEqual(files)
  })

  it('is unpacked by the tar of this machine, and says no time and no owner', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sosafe-tar-'))
    const path = join(folder, 'archive.tar')
    writeFileSync(path, archiveOf(...files))
    const lines = execFileSync('tar', ['--numeric-owner', '--utc', '-tvf', path], { encoding: 'utf8' })
      .trim()
      .split('\n')
    for (const line of lines) expect(line).toMatch(/^-rw------- 0\/0 +\d+ 1970-01-01 00:00 /)
    execFileSync('tar', ['-xf', path, '-C', folder])
    for (const { name, bytes } of files) expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(bytes)
    rmSync(folder, { recursive: true })
  })

  it('is refused with a changed header, a missing end, something behind it, or padding that is not zero', async () => {
    const good = archiveOf(files[0]!)
    for (let at = 0; at < 512; at++) {
      const bad = good.slice()
      bad[at] = (bad[at] ?? 0) ^ 1
      await expect(read(bad)).rejects.toThrow(MalformedError)
    }
    for (const length of [0, 1, 511, 512, 513, 1023, 1024, 1536, good.length - 1]) {
      await expect(read(good.subarray(0, length))).rejects.toThrow(MalformedError)
    }
    await expect(read(concat(good, new Uint8Array(1)))).rejects.toThrow(MalformedError)
    const padded = good.slice()
    padded[600] = 1
    await expect(read(padded)).rejects.toThrow(MalformedError)
  })

  it.each(['', '/etc/passwd', '../relay.db', 'a/../b', 'a//b', '.hidden', 'a/', 'a\\b', 'ก', 'a'.repeat(100)])(
    'has no file named %j',
    (name) => expect(() => encodeTarFile({ name, bytes: new Uint8Array(0) })).toThrow(RangeError),
  )

  it('gives files or MalformedError for any bytes', async () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 2048 }),
      fc.uint8Array({ minLength: 1, maxLength: 64 }).map((change) => {
        const bytes = archiveOf(...files)
        for (const [index, byte] of change.entries()) bytes[(index * 131 + byte * 17) % bytes.length] = byte
        return bytes
      }),
    )
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        const outcome = await read(bytes).catch((error: unknown) => error)
        expect(Array.isArray(outcome) || outcome instanceof MalformedError).toBe(true)
      }),
    )
  })
})

describe('a stream of bytes', () => {
  it('gives as many as are asked for, and fewer only at its end', async () => {
    const stream = createByteStream(
      inPieces(
        Uint8Array.from({ length: 10 }, (_, i) => i),
        3,
      ),
    )
    expect([...(await stream.upTo(0))]).toEqual([])
    expect([...(await stream.upTo(4))]).toEqual([0, 1, 2, 3])
    expect([...(await stream.upTo(2))]).toEqual([4, 5])
    expect([...(await stream.upTo(9))]).toEqual([6, 7, 8, 9])
    expect([...(await stream.upTo(9))]).toEqual([])
  })
})
