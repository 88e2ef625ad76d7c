/** Documents and introductions in the relay's SQLite file. */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { encodeText } from '../../shared/bytes/cursor.ts'
import { parseDay } from '../../shared/day.ts'
import { parseAgencyId } from '../../shared/wire/address.ts'
import { encodeSignedDocument, parseSignedDocument, type DocumentKind } from '../../shared/wire/documents.ts'
import { parseAgencyDescription, type AgencyDescription } from '../../shared/wire/introduction.ts'
import { parseJson } from '../../shared/wire/json.ts'
import type { CommitQueue } from '../sqlite/commit-queue.ts'
import type { Sqlite } from '../sqlite/database.ts'
import type { DocumentStore, IntroductionStore, PutResult, RedeemResult, StoredDocument } from './store.ts'

interface DocumentRow {
  readonly kind: DocumentKind
  readonly agency: string
  readonly version: number
  readonly hash: Uint8Array
  readonly accepted: number
  readonly document: string
}

interface IntroductionRow {
  readonly description: string
  readonly agency: string | null
  readonly signing_key: Uint8Array | null
}

function own<T>(value: T | null): T {
  if (value === null) throw new Error('a stored row does not parse')
  return value
}

function documentOf(row: DocumentRow): StoredDocument {
  return {
    kind: row.kind,
    agency: row.agency === '' ? null : own(parseAgencyId(row.agency)),
    version: row.version,
    hash: new Uint8Array(row.hash),
    accepted: own(parseDay(row.accepted)),
    document: own(parseSignedDocument(parseJson(encodeText(row.document)))),
  }
}

function descriptionOf(row: IntroductionRow): AgencyDescription {
  return own(parseAgencyDescription(parseJson(encodeText(row.description))))
}

export function createSqliteDocumentStore(sqlite: Sqlite, queue: CommitQueue): DocumentStore {
  const all = sqlite.prepare<[], DocumentRow>('select * from document')
  const one = sqlite.prepare<[string, string], DocumentRow>('select * from document where kind = ? and agency = ?')
  const write = sqlite.prepare<[string, string, number, Uint8Array, number, string]>(
    'insert or replace into document (kind, agency, version, hash, accepted, document) values (?, ?, ?, ?, ?, ?)',
  )
  return {
    async all() {
      return all.all().map(documentOf)
    },
    put: ({ kind, agency, version, hash, accepted, document }, over) =>
      queue.run((): PutResult => {
        const stored = one.get(kind, agency ?? '')
        if (stored !== undefined && equalBytes(stored.hash, hash)) return { kind: 'stored' }
        const isExpected = stored === undefined ? over === null : over !== null && equalBytes(stored.hash, over)
        if (!isExpected) return { kind: 'superseded', version: stored?.version ?? 0 }
        write.run(kind, agency ?? '', version, hash, accepted, JSON.stringify(encodeSignedDocument(document)))
        return { kind: 'stored' }
      }),
  }
}

export function createSqliteIntroductionStore(sqlite: Sqlite, queue: CommitQueue): IntroductionStore {
  const insert = sqlite.prepare<[Uint8Array, string]>('insert into introduction (token, description) values (?, ?)')
  const byToken = sqlite.prepare<[Uint8Array], IntroductionRow>('select * from introduction where token = ?')
  const byAgency = sqlite.prepare<[string], IntroductionRow>('select * from introduction where agency = ?')
  const use = sqlite.prepare<[string, Uint8Array, Uint8Array]>(
    'update introduction set agency = ?, signing_key = ? where token = ?',
  )
  const used = sqlite.prepare<[], IntroductionRow>('select * from introduction where agency is not null')
  const remove = sqlite.prepare<[string]>('delete from introduction where agency = ?')
  return {
    create: (token, description) =>
      queue.run(() => {
        insert.run(token, JSON.stringify(description))
      }),
    async redeem(token, agency, signingKey) {
      // A guess is answered by a look-up, not by a transaction.
      if (byToken.get(token) === undefined) return { kind: 'unknown-token' }
      return queue.run((): RedeemResult => {
        const row = byToken.get(token)
        if (row === undefined) return { kind: 'unknown-token' }
        if (row.agency === null) {
          if (byAgency.get(agency) !== undefined) return { kind: 'known' }
          use.run(agency, signingKey, token)
        } else if (row.agency !== agency || row.signing_key === null || !equalBytes(row.signing_key, signingKey)) {
          return { kind: 'unknown-token' }
        }
        return { kind: 'introduced', description: descriptionOf(row) }
      })
    },
    async all() {
      return used.all().map((row) => ({
        ...descriptionOf(row),
        id: own(parseAgencyId(row.agency)),
        signingKey: new Uint8Array(row.signing_key ?? []),
      }))
    },
    forget: (agencies) =>
      queue.run(() => {
        for (const agency of agencies) remove.run(agency)
      }),
  }
}
