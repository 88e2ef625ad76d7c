import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMarker, formsOf, loneGroups, ticketPairs } from './needles.ts'
import { cellsOf, scanFolder } from './scan.ts'
import { timesInBytes, timesInCells, timesInText } from './times.ts'
import { unlz4, unsnappy } from './unpack.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const marker = createMarker('words')
const needles = formsOf('words', marker)
const found = (inflate = false): string[] => scanFolder(folder, needles, { inflate }).map(({ place }) => place)
const plant = (bytes: string | Uint8Array, name = 'deep/file.bin'): void => {
  mkdirSync(join(folder, 'deep'), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

describe('the search', () => {
  test('finds nothing where nothing is', () => {
    plant(randomBytes(20_000))
    expect(found(true)).toEqual([])
  })

  test.each([
    ['UTF-8', marker],
    ['UTF-16LE', Buffer.from(marker, 'utf16le')],
    ['UTF-16BE', Buffer.from(marker, 'utf16le').swap16()],
    ['hex', Buffer.from(marker).toString('hex')],
    ['capital hex', Buffer.from(marker).toString('hex').toUpperCase()],
    ['base64', Buffer.from(`{"a":"${marker}"}`).toString('base64')],
    ['base64, one further', Buffer.from(`{"ab":"${marker}"}`).toString('base64')],
    ['base64, two further', Buffer.from(`{"abc":"${marker}"}`).toString('base64')],
    ['base64url of UTF-16', Buffer.from(`ฉัน ${marker}`, 'utf16le').toString('base64url')],
    ['gzip', Buffer.concat([randomBytes(9), gzipSync(`ab ${marker} cd`)])],
  ])('finds a marker as %s', (_form, bytes) => {
    plant(Buffer.concat([randomBytes(100), Buffer.from(bytes as string), randomBytes(100)]))
    expect(found()).not.toEqual([])
  })

  test('finds Thai text as UTF-8, UTF-16, percent escapes and JSON escapes', () => {
    const thai = 'เขาตีฉันเมื่อคืน'
    const forms = [thai, Buffer.from(thai, 'utf16le'), encodeURIComponent(thai), '\\u0e40\\u0e02\\u0e32\\u0e15\\u0e35']
    const scan = (text: string): number => scanFolder(folder, formsOf('thai', text), { inflate: false }).length
    for (const form of forms.slice(0, 3)) {
      plant(form)
      expect(scan(thai)).toBeGreaterThan(0)
    }
    plant(forms[3] ?? '')
    expect(scan('เขาตี')).toBeGreaterThan(0)
  })

  test('finds it deflated, raw or in a zlib stream, in the middle of a file', () => {
    for (const packed of [deflateRawSync(`{"words":"${marker}"}`), deflateSync(`{"words":"${marker}"}`)]) {
      plant(Buffer.concat([randomBytes(333), packed, randomBytes(10)]))
      expect(found(true)).not.toEqual([])
    }
  })

  test('finds it in a stored answer that was packed with brotli', () => {
    mkdirSync(join(folder, 'Cache_Data'))
    plant(brotliCompressSync(`x ${marker} y`), 'Cache_Data/f_000001')
    expect(found()).not.toEqual([])
  })

  test('finds it in a cell of a database that lies over several pages, deflated', () => {
    const database = new Database(join(folder, 'relay.db'))
    database.exec('create table t (body blob)')
    const body = Buffer.concat([randomBytes(4000), deflateRawSync(randomBytes(3000).toString('base64') + marker)])
    database.prepare('insert into t values (?)').run(body)
    database.close()
    expect(found(true)).toContainEqual(expect.stringContaining('a cell'))
  })
})

describe('what browsers pack their files in', () => {
  test('is unpacked: Snappy, with literals and copies', () => {
    // "abcd" literal, then a copy of 8 bytes from 4 back: abcdabcdabcd
    expect(unsnappy(Uint8Array.of(12, 3 << 2, 97, 98, 99, 100, (4 << 2) | 1, 4)).toString()).toBe('abcdabcdabcd')
    expect(unsnappy(Uint8Array.of(12, 3 << 2, 97, 98, 99, 100, (7 << 2) | 2, 4, 0)).toString()).toBe('abcdabcdabcd')
  })

  test('is unpacked: LZ4, with literals and copies', () => {
    // four literals, then a match of 8 from 4 back, then one literal
    const packed = Uint8Array.of(0x44, 97, 98, 99, 100, 4, 0, 0x10, 33)
    expect(unlz4(packed, 13).toString()).toBe('abcdabcdabcd!')
  })
})

describe('a ticket', () => {
  const digits = '1234567890987654321012345'
  test('is found by two neighbouring groups, however they are set apart', () => {
    for (const text of ['12345 67890', '1234567890', 'code=67890-98765;', '98765\n43210']) {
      plant(text)
      expect(scanFolder(folder, ticketPairs(digits), { inflate: false })).not.toEqual([])
    }
    plant('12345, and later 98765')
    expect(scanFolder(folder, ticketPairs(digits), { inflate: false })).toEqual([])
  })

  test('is found by one group that stands alone', () => {
    expect(loneGroups(digits, Buffer.from('x 67890 y'))).toEqual(['67890'])
    expect(loneGroups(digits, Buffer.from('é67890.', 'utf16le'))).toEqual(['67890'])
    expect(loneGroups(digits, Buffer.from('1678901'))).toEqual([])
  })
})

describe('a time of the run', () => {
  const run = { fromMs: Date.UTC(2026, 10, 22, 3), toMs: Date.UTC(2026, 10, 22, 4) }
  const ms = run.fromMs + 1_234_567

  test.each([
    `at ${new Date(ms).toISOString()}`,
    '2026-11-22 03:20',
    'took part at 03:20:34',
    `{"time":${ms}}`,
    `{"time":${Math.floor(ms / 1000)}}`,
  ])('is found in the text %s', (text) => expect(timesInText(text, run)).not.toEqual([]))

  test('is not seen in days, counts and addresses', () => {
    expect(timesInText('day 20779, 2026-11-22, http://localhost:8787, 1234567890 bytes', run)).toEqual([])
  })

  test('is found as an integer of eight bytes of either order', () => {
    const bytes = Buffer.alloc(40)
    bytes.writeBigUInt64LE(BigInt(ms), 3)
    bytes.writeBigUInt64BE(BigInt(ms) * 1000n, 20)
    expect(timesInBytes({ place: 'a', bytes }, run)).toEqual(['a at 3, little-endian', 'a at 20, big-endian'])
    expect(timesInBytes({ place: 'a', bytes: randomBytes(1_000_000) }, run)).toEqual([])
  })

  test('is found in a column, in a text, and inside random identifiers that begin with it', () => {
    const database = new Database(join(folder, 'relay.db'))
    database.exec('create table t (id blob, at integer, note text, plain blob)')
    const insert = database.prepare('insert into t values (?, ?, ?, ?)')
    for (const later of [0, 60_000]) {
      const id = Buffer.concat([Buffer.alloc(6), randomBytes(10)])
      id.writeUIntBE(ms + later, 0, 6)
      insert.run(id, Math.floor((ms + later) / 1000), new Date(ms).toISOString(), randomBytes(16_000))
    }
    database.close()
    const found = timesInCells(cellsOf(join(folder, 'relay.db')) ?? new Map<string, unknown[]>(), run).join('\n')
    for (const column of ['t.id at 0, 6 bytes BE', 't.at', 't.note']) expect(found).toContain(column)
    expect(found).not.toContain('t.plain')
  })
})
