/**
 * The agency as its own desk may believe it: directory, member sheet and intake sheet, verified against the key in the vault
 * and the newest versions seen before. What does not hold is named and the older one stays in use.
 * Source: docs/protocol.md section 7, P6.4.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { equalBytes } from '../../../shared/bytes/equal.ts'
import type { StandingOf } from '../../../shared/case/case.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import { seenKey, type SeenVersions, withSeen } from '../../../shared/trust/area.ts'
import { type Directory, verifyDirectory } from '../../../shared/trust/directory.ts'
import type { Dated } from '../../../shared/trust/document.ts'
import { type IntakeSheet, verifyIntakeSheet } from '../../../shared/trust/intake-sheet.ts'
import { type MemberSheet, memberState, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { Outcome, Refusal } from '../../../shared/trust/outcome.ts'
import type { DocumentKind } from '../../../shared/wire/documents.ts'
import type { KeptAgencyDocuments } from '../../storage/desk-database.ts'
import { seenVersions, type VaultContents } from '../../vault/contents.ts'

export interface DocumentRefusal {
  readonly kind: DocumentKind
  readonly reason: Refusal
}

/** - `other-key`: the directory sends phones to another key under this agency's name: mail goes to somebody else */
export type Listing = 'listed' | 'not-listed' | 'other-key'

export interface AgencyView {
  readonly memberSheet: MemberSheet
  /** Null: none holds. */
  readonly directory: Directory | null
  readonly listing: Listing
  /** Null: none, or it does not hold; phones cannot seal to us. */
  readonly intakeSheet: IntakeSheet | null
  readonly refusals: readonly DocumentRefusal[]
}

export interface ViewOptions {
  readonly p: Primitives
  /** Null: the app was built without one, and no directory can be believed. */
  readonly rootHash: Bytes | null
  readonly today: Day
}

type Contents = Pick<VaultContents, 'agency' | 'agencyKey' | 'seen'>

/** An expired directory still says who is who; that it is expired is said too. */
async function readDirectory(
  { p, rootHash }: ViewOptions,
  documents: KeptAgencyDocuments,
  dated: Dated,
): Promise<Outcome<Directory>> {
  if (rootHash === null) return { ok: false, reason: 'signature' }
  return verifyDirectory(p, documents.directory, { ...dated, rootHash })
}

function listingOf(directory: Directory | null, { agency, agencyKey }: Contents): Listing {
  const listed = directory?.agencies.get(agency)
  if (listed === undefined) return 'not-listed'
  return equalBytes(listed.signingKey, agencyKey) ? 'listed' : 'other-key'
}

/** Null when the member sheet does not hold: then nothing of the agency can be believed; `refusals` says why. */
export async function verifyAgency(
  options: ViewOptions,
  contents: Contents,
  documents: KeptAgencyDocuments,
): Promise<{ readonly view: AgencyView | null; readonly refusals: readonly DocumentRefusal[] }> {
  const { p, today } = options
  const { agency, agencyKey, seen } = contents
  const refusals: DocumentRefusal[] = []
  const versions = seenVersions(seen)
  const dated = (name: string): Dated => ({ today, evenExpired: true, lastVersion: versions.get(name) })
  const noted = <T extends { readonly expiresDay: Day }>(kind: DocumentKind, outcome: Outcome<T>): T | null => {
    if (!outcome.ok) refusals.push({ kind, reason: outcome.reason })
    else if (outcome.value.expiresDay < today) refusals.push({ kind, reason: 'expired' })
    return outcome.ok ? outcome.value : null
  }
  const directory = noted('directory', await readDirectory(options, documents, dated(seenKey('directory'))))
  const sheet = await verifyMemberSheet(p, documents.memberSheet, {
    ...dated(seenKey('member-sheet', agency)),
    agency,
    signingKey: agencyKey,
  })
  const memberSheet = noted('member-sheet', sheet)
  if (memberSheet === null) return { view: null, refusals }
  const intakeDated = dated(seenKey('intake-sheet', agency, memberSheet.chain))
  const intakeOptions = { ...intakeDated, evenExpired: false, agency, memberSheet, online: false }
  const intakeSheet =
    documents.intakeSheet === null
      ? null
      : noted('intake-sheet', await verifyIntakeSheet(p, documents.intakeSheet, intakeOptions))
  const listing = listingOf(directory, contents)
  return { view: { memberSheet, directory, listing, intakeSheet, refusals }, refusals }
}

/** The versions to remember: those of before, with everything that held over them. */
export function seenAfter({ agency, seen }: Contents, view: AgencyView): SeenVersions {
  const { directory, memberSheet, intakeSheet } = view
  let next = withSeen(seenVersions(seen), seenKey('member-sheet', agency), memberSheet)
  if (directory !== null) next = withSeen(next, seenKey('directory'), directory)
  if (intakeSheet !== null) next = withSeen(next, seenKey('intake-sheet', agency, intakeSheet.chain), intakeSheet)
  return next
}

/** The newest day that a verified document bears witness to (P9.24). */
export function provenDay({ directory, memberSheet, intakeSheet }: AgencyView): Day {
  const days = [directory, intakeSheet].flatMap((document) => (document === null ? [] : [document.issuedDay]))
  return days.reduce((newest, day) => (day > newest ? day : newest), memberSheet.issuedDay)
}

/** Nobody is known while there is no member sheet that holds. */
export function standingBy(view: AgencyView | null): StandingOf {
  if (view === null) return () => 'unknown'
  return (author) => memberState(view.memberSheet, parseBase64url(author) ?? new Uint8Array())
}
