import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CopyRefusedError, rebuild, type Rebuilt } from '../../../server/copy/rebuild.ts'
import { NotWholeError, writeCopy } from '../../../server/copy/write-copy.ts'
import { filesIn } from '../../../server/data-folder.ts'
import { incarnationOf } from '../../../server/mailboxes/sqlite-incarnation.ts'
import { openDatabase, openToRead, stepsBehind, wholeness, type Sqlite } from '../../../server/sqlite/database.ts'
import { tablesOf } from '../../../server/sqlite/table-rows.ts'
import { concat, encodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { encodeTarFile, readTar, TAR_END, type TarFile } from '../../../shared/bytes/tar.ts'
import { addDays } from '../../../shared/day.ts'
import { envelope, filled, idOf, mailbox, today } from '../mailboxes/contract-fixture.ts'
import {
  copyBytes,
  emptyFolder,
  fillFolder,
  inPieces,
  pepperOf,
  random,
  readBytes,
  removeMadeFolders,
  ROOT_HASH,
  type FilledFolder,
} from './copy-fixture.ts'

let from: FilledFolder
let into: string
beforeEach(async () => {
  from = await fillFolder()
  into = emptyFolder()
})
afterEach(() => {
  from.remove()
  removeMadeFolders()
})

const put = (copy: Bytes, rootHash = ROOT_HASH, pepper = pepperOf(1)): Promise<Rebuilt> =>
  rebuild({ folder: into, source: inPieces(copy), pepper, rootHash, incarnation: filled(16, 7) })

/** As text, so that they compare fast. */
function rowsOf(path: string): Record<string, string[]> {
  const sqlite = openToRead(path)
  const textOf = (value: unknown): string =>
    value instanceof Uint8Array ? `x${Buffer.from(value).toString('hex')}` : String(value)
  const rows = tablesOf(sqlite).map((table): [string, string[]] => {
    const all = sqlite.prepare<[], unknown[]>(`select * from "${table}"`).safeIntegers().raw().all()
    return [table, all.filter(([first]) => first !== 'incarnation').map((row) => row.map(textOf).join())]
  })
  sqlite.close()
  return Object.fromEntries(rows)
}

async function filesOf(copy: Bytes): Promise<TarFile[]> {
  const files: TarFile[] = []
  for await (const file of readTar(inPieces(copy))) files.push(file)
  return files
}
const archiveOf = (files: readonly TarFile[]): Bytes => concat(...files.map(encodeTarFile), TAR_END)

describe('a copy', () => {
  it('gives the same rows in both databases, with a new incarnation of the logs', async () => {
    const rebuilt = await put(copyBytes(from.source()))
    expect(readdirSync(into).toSorted()).toEqual(['blobs.db', 'deployment.json', 'relay.db'])
    expect(rebuilt).toMatchObject({ about: { day: today, rootHash: ROOT_HASH }, logEntries: 3 })
    for (const name of ['database', 'blobs'] as const) {
      const [then, now] = [rowsOf(filesIn(from.folder)[name]), rowsOf(filesIn(into)[name])]
      expect(Object.keys(now)).toEqual(Object.keys(then))
      expect(now).toEqual(then)
    }
    const sqlite = openDatabase(filesIn(into).database)
    expect(incarnationOf(sqlite, random)).toEqual(filled(16, 7))
    expect(sqlite.pragma('page_size', { simple: true })).toBe(16_384)
    expect(wholeness(sqlite)).toBe('ok')
    sqlite.close()
    expect(readBytes(join(into, 'deployment.json'))).toEqual(readBytes(join(from.folder, 'deployment.json')))
  })

  it('is of one moment, whatever is written while it is made', async () => {
    const source = from.source()
    const before = copyBytes(from.source())
    const pieces = writeCopy(source)
    const first = pieces.next().value as Bytes
    await from.change(async (store) => {
      const mail = envelope(99)
      await store.post({ mailbox: mailbox(1), id: idOf(mail), envelope: mail, today, expiresDay: addDays(today, 1) })
      await store.erase(mailbox(2))
    })
    expect(concat(first, ...pieces)).toEqual(before)
    for (const sqlite of Object.values(source.databases)) sqlite.close()
    expect(copyBytes(from.source())).not.toEqual(before)
  })

  it('holds no byte of what was erased before it was made', async () => {
    const mail = envelope(1, 1)
    const has = (copy: Bytes): boolean => Buffer.from(copy).includes(Buffer.from(idOf(mail)).toString('base64url'))
    expect(has(copyBytes(from.source()))).toBe(true)
    await from.change((store) => store.erase(mailbox(2)))
    expect(has(copyBytes(from.source()))).toBe(false)
  })

  it('holds no pepper, and no time', async () => {
    const copy = Buffer.from(copyBytes(from.source({ pepper: pepperOf(0x7b) })))
    const pepper = Buffer.alloc(32, 0x7b)
    for (const form of [pepper, ...(['hex', 'base64', 'base64url'] as const).map((name) => pepper.toString(name))]) {
      expect(copy.includes(form)).toBe(false)
    }
    const year = new Date().getUTCFullYear().toString()
    const files = (await filesOf(new Uint8Array(copy))).filter(({ name }) => name !== 'README.txt')
    expect(files.filter(({ bytes }) => Buffer.from(bytes).includes(`"${year}-`))).toEqual([])
  })

  it('explains every table that it holds to somebody who has nothing else', async () => {
    const [, readme] = await filesOf(copyBytes(from.source()))
    const text = Buffer.from(readme!.bytes).toString().replaceAll('_N', '_0')
    const source = from.source()
    for (const sqlite of Object.values<Sqlite>(source.databases)) {
      for (const table of tablesOf(sqlite)) {
        expect(text).toMatch(new RegExp(`\\b${table.replace(/_[12](_|$)/, '_0$1')}\\b`))
      }
      sqlite.close()
    }
  })

  it('is refused when it is of another deployment, another pepper, or a newer relay', async () => {
    const copy = copyBytes(from.source())
    await expect(put(copy, 'cd'.repeat(32))).rejects.toThrow('other-deployment')
    into = emptyFolder()
    await expect(put(copy, ROOT_HASH, pepperOf(2))).rejects.toThrow('other-pepper')
    into = emptyFolder()
    // Made by somebody who has the rows and not the pepper.
    await expect(put(copyBytes(from.source({ pepper: pepperOf(3) })))).rejects.toThrow('other-pepper')
    into = emptyFolder()
    const newer = new Database(filesIn(from.folder).database)
    newer.pragma(`user_version = ${stepsBehind(newer) + 1}`)
    newer.close()
    await expect(put(copyBytes(from.source()))).rejects.toThrow('newer-schema')
  })

  it('is refused when a file of it is changed, missing, added, moved or cut off', async () => {
    const files = await filesOf(copyBytes(from.source()))
    const at = files.findIndex(({ name }) => name.startsWith('relay/log/'))
    const log = files[at]!
    const with_ = (change: (list: TarFile[]) => TarFile[]): Bytes => archiveOf(change([...files]))
    const changed = Buffer.from(log.bytes)
    changed.write('3', changed.indexOf('"number":2') + 9)
    const broken: Record<string, Bytes> = {
      changed: with_((list) => list.toSpliced(at, 1, { ...log, bytes: new Uint8Array(changed) })),
      missing: with_((list) => list.toSpliced(at, 1)),
      added: with_((list) =>
        list.toSpliced(at, 0, { ...log, name: 'relay/log/0009.ndjson', bytes: new Uint8Array(0) }),
      ),
      moved: with_((list) => list.toSpliced(at, 2, list[at + 1]!, log)),
      renamed: with_((list) => list.toSpliced(at, 1, { ...log, name: 'relay/sqlite_schema/0001.ndjson' })),
      'cut off': archiveOf(files).slice(0, -2000),
      'without manifest': with_((list) => list.slice(0, -2)),
      'without tag': with_((list) => list.slice(0, -1)),
      'with another tag': with_((list) => list.with(-1, { ...list.at(-1)!, bytes: encodeText(`"${'A'.repeat(43)}"`) })),
      'with something behind': with_((list) => [...list, { name: 'more', bytes: new Uint8Array(1) }]),
      'no copy': archiveOf([{ name: 'about.json', bytes: encodeText('{"format":"other"}') }]),
      newer: archiveOf([{ name: 'about.json', bytes: encodeText('{"format":"sosafe/copy","version":2}') }]),
      nothing: new Uint8Array(0),
    }
    for (const [name, copy] of Object.entries(broken)) {
      into = emptyFolder()
      const outcome = await put(copy).catch((error: unknown) => error)
      expect([name, outcome instanceof CopyRefusedError]).toEqual([name, true])
    }
  })

  it('brings rows and no schema: what it says of a table is text', async () => {
    const files = await filesOf(copyBytes(from.source()))
    const row = `{"key":1,"mailbox":1048577,"id":32,"received":20000,"expires":20000,"taken_by":32,"taken":20000}\n`
    for (const bytes of [
      row,
      row.replace('1048577', '-1'),
      row.replace('1048577', '"*"'),
      row.replace(':1,', ':"x",'),
      '{}\n',
      '[',
    ]) {
      into = emptyFolder()
      const outcome = put(archiveOf([files[0]!, { name: 'relay/mail_0/0001.ndjson', bytes: encodeText(bytes) }]))
      await expect(outcome).rejects.toThrow('damaged')
    }
  })

  it('is not made of a damaged database', () => {
    const { database } = filesIn(from.folder)
    const bytes = readBytes(database)
    bytes.fill(0xee, 3 * 16_384, 4 * 16_384)
    writeFileSync(database, bytes)
    const source = from.source()
    expect(() => [...writeCopy(source)]).toThrow(NotWholeError)
    for (const sqlite of Object.values<Sqlite>(source.databases)) sqlite.close()
  })
})
