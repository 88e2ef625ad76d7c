/**
 * The public documents that a phone keeps, so that reporting works without a network, and the newest versions that it has
 * verified. Nothing here is trusted when it is read back: shared/trust verifies it again. Which area somebody looked at is
 * not kept: all areas are.
 */
import { encodeBase64url, parseBase64url } from '../../shared/bytes/base64url.ts'
import { type Day, parseDay } from '../../shared/day.ts'
import type { SeenVersion } from '../../shared/trust/document.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import { parseAgencyId } from '../../shared/wire/address.ts'
import { type UnverifiedDocument, encodeSignedDocument, parseSignedDocument } from '../../shared/wire/documents.ts'
import { type JsonObject, parseEach, parseList, parseObject } from '../../shared/wire/json.ts'
import { finished, settled } from './connection.ts'
import type { ReporterDatabase } from './reporter-database.ts'

export interface KeptSheets {
  readonly memberSheet: UnverifiedDocument
  readonly intakeSheet: UnverifiedDocument
}

export interface KeptDocuments {
  readonly directory: UnverifiedDocument
  readonly sheets: ReadonlyMap<AgencyId, KeptSheets>
  readonly seen: ReadonlyMap<string, SeenVersion>
  /** Day on which all areas were last fetched. */
  readonly checkedDay: Day | null
  /** Today is not before it: what the newest document verified bears witness to. */
  readonly provenDay: Day | null
}

export interface DocumentStore {
  /** Null when there is nothing, or nothing readable. */
  load(): Promise<KeptDocuments | null>
  /**
   * Documents and versions in one transaction, or neither. What lies there already is not written again: a browser keeps
   * what was overwritten, and how often each was would tell what somebody did. Sheets that are not named stay. Nothing is
   * written where another page of the app has kept something newer since.
   */
  save(documents: KeptDocuments): Promise<void>
}

const DIRECTORY = 'directory'
const VERSIONS = 'versions'
const SHEETS = 'sheets/'

/** Both methods throw StorageError. */
export function createDocumentStore(database: ReporterDatabase): DocumentStore {
  return {
    load: () =>
      database.run(async (db) => {
        const { store, done } = db.transaction('pages')
        const [keys, values] = await finished(Promise.all([store.getAllKeys(), store.getAll()]), done)
        return parseKept(new Map(keys.map((key, index) => [key, values[index]])))
      }),
    save: (documents) =>
      database.run(async (db) => {
        const transaction = db.transaction('pages', 'readwrite')
        const put = async (key: string, value: unknown): Promise<void> => {
          const before: unknown = await transaction.store.get(key)
          if (JSON.stringify(before) !== JSON.stringify(value)) await transaction.store.put(value, key)
        }
        const write = async (): Promise<void> => {
          if (isOlder(documents, parseObject(await transaction.store.get(VERSIONS)))) return
          const sheets = [...documents.sheets].map(([agency, kept]) => put(SHEETS + agency, encodeSheets(kept)))
          const directory = put(DIRECTORY, encodeSignedDocument(documents.directory))
          await settled([...sheets, directory, put(VERSIONS, encodeVersions(documents))], Promise.resolve())
        }
        await settled([write()], transaction.done)
      }),
  }
}

/** Without the documents: also for the service worker, which has nothing else to do with them. Throws StorageError. */
export function readProvenDay(database: ReporterDatabase): Promise<Day | null> {
  return database.run(async (db) => {
    const { store, done } = db.transaction('pages')
    return parseDay(parseObject(await finished(store.get(VERSIONS), done))?.['provenDay'])
  })
}

const encodeSheets = ({ memberSheet, intakeSheet }: KeptSheets): object => ({
  memberSheet: encodeSignedDocument(memberSheet),
  intakeSheet: encodeSignedDocument(intakeSheet),
})

function encodeVersions({ seen, checkedDay, provenDay }: KeptDocuments): object {
  return {
    checkedDay,
    provenDay,
    seen: [...seen].map(([key, { version, hash }]) => [key, version, encodeBase64url(hash)]),
  }
}

function parseKept(records: ReadonlyMap<string, unknown>): KeptDocuments | null {
  const directory = parseSignedDocument(records.get(DIRECTORY))
  const versions = parseObject(records.get(VERSIONS))
  const seen = seenOf(versions)
  if (directory === null || versions === null || seen === null) return null
  const sheets = new Map<AgencyId, KeptSheets>()
  for (const [key, value] of records) {
    const agency = key.startsWith(SHEETS) ? parseAgencyId(key.slice(SHEETS.length)) : null
    const kept = parseSheets(value)
    if (agency !== null && kept !== null) sheets.set(agency, kept)
  }
  const [checkedDay, provenDay] = [parseDay(versions['checkedDay']), parseDay(versions['provenDay'])]
  return { directory, sheets, seen: new Map(seen), checkedDay, provenDay }
}

const seenOf = (versions: JsonObject | null): readonly (readonly [string, SeenVersion])[] | null =>
  parseEach(parseList(versions?.['seen']) ?? [], parseSeen)

const isOlder = ({ seen }: KeptDocuments, there: JsonObject | null): boolean =>
  seenOf(there)?.some(([key, { version }]) => version > (seen.get(key)?.version ?? 0)) === true

function parseSheets(value: unknown): KeptSheets | null {
  const object = parseObject(value)
  const memberSheet = parseSignedDocument(object?.['memberSheet'])
  const intakeSheet = parseSignedDocument(object?.['intakeSheet'])
  return memberSheet === null || intakeSheet === null ? null : { memberSheet, intakeSheet }
}

function parseSeen(value: unknown): readonly [string, SeenVersion] | null {
  const [key, version, text] = parseList(value) ?? []
  const hash = typeof text === 'string' ? parseBase64url(text) : null
  if (typeof key !== 'string' || typeof version !== 'number' || hash === null) return null
  return [key, { version, hash }]
}
