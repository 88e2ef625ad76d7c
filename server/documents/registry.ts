/**
 * What the relay knows of agencies: the newest verified directory and sheets, and who was introduced. Promises that a
 * document is kept and served only after shared/trust has verified it, and that a member is one of the newest member
 * sheet, signed by the key that the directory (or, before that, the introduction) names. Source: docs/protocol.md P8.8, P8.9.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { parseVerifyKey, type VerifyKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { later, type Day } from '../../shared/day.ts'
import { ROOT_THRESHOLD } from '../../shared/protocol.ts'
import { verifyDirectory, type Directory } from '../../shared/trust/directory.ts'
import type { DocumentHead } from '../../shared/trust/document.ts'
import { verifyIntakeSheet } from '../../shared/trust/intake-sheet.ts'
import {
  currentMembers,
  EVERYBODY,
  findMember,
  memberState,
  verifyMemberSheet,
  type MemberSheet,
} from '../../shared/trust/member-sheet.ts'
import { accepted, type Outcome } from '../../shared/trust/outcome.ts'
import { countSigners } from '../../shared/trust/sign-document.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import type { AreaBundle, DocumentClaim, PutDocumentRequest, UnverifiedDocument } from '../../shared/wire/documents.ts'
import type { AgencyDescription, IntroducedAgency, IntroduceRequest } from '../../shared/wire/introduction.ts'
import type { DocumentStore, IntroductionStore, StoredDocument } from './store.ts'
import { mayFollow, type Place, placeOf } from './succession.ts'

export type PutOutcome =
  | { readonly kind: 'stored'; readonly version: number }
  | { readonly kind: 'superseded'; readonly version: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'not-authorised' }

export type IntroduceOutcome =
  | { readonly kind: 'introduced'; readonly description: AgencyDescription }
  | { readonly kind: 'token' }
  | { readonly kind: 'exists' }

export interface Registry {
  /** As it travelled; null before the first. */
  directory(): UnverifiedDocument | null
  /** With the sheets of those that mail of a phone can go to: its two doors and its overseer. */
  area(id: string): AreaBundle | null
  agency(id: AgencyId): AreaBundle | null
  /** Whether those who can sign such a document are said to have done so: costs nothing, and proves nothing. */
  mayBring(claim: DocumentClaim): boolean
  put(request: PutDocumentRequest, today: Day): Promise<PutOutcome>
  introduce(request: IntroduceRequest, token: Bytes): Promise<IntroduceOutcome>
  introduced(): readonly IntroducedAgency[]
  /** `team`: and one that the member sheet names. */
  isMember(agency: AgencyId, device: Uint8Array, team?: number): boolean
  /** A member now or once: whose tombstones count. */
  wasMember(agency: AgencyId, device: Uint8Array): boolean
  /** Devices that were members and are none any more. */
  former(agency: AgencyId): readonly Bytes[]
  /** Whether mail to this address is an inbox's. */
  knows(agency: AgencyId): boolean
  /**
   * A day that has begun by the clocks of two who issued documents (the roots, each agency): one desk alone, lying or with
   * a wrong clock, says nothing. Null while there are no two.
   */
  provenDay(): Day | null
}

export interface RegistryInput {
  readonly p: Primitives
  readonly rootHash: Bytes
  readonly documents: DocumentStore
  readonly introductions: IntroductionStore
}

interface Signers {
  readonly keys: readonly VerifyKey<'root' | 'agency' | 'device'>[]
  readonly least: number
}

interface Held<T> {
  readonly value: T
  readonly document: UnverifiedDocument
}

interface HeldSheet extends Held<MemberSheet> {
  readonly signingKey: Bytes
}

type Verified = DocumentHead & { readonly hash: Bytes }

/** A verified document, not yet the newest. */
interface Candidate {
  readonly head: Verified
  /** Makes it the newest in memory. */
  readonly hold: () => unknown
}

function candidate<T extends Verified>(outcome: Outcome<T>, hold: (value: T) => unknown): Outcome<Candidate> {
  return outcome.ok ? accepted({ head: outcome.value, hold: () => hold(outcome.value) }) : outcome
}

function requestOf({ kind, agency, document }: StoredDocument): PutDocumentRequest | null {
  if (kind === 'directory') return { kind, document }
  return agency === null ? null : { kind, agency, document }
}

export async function createRegistry({ p, rootHash, documents, introductions }: RegistryInput): Promise<Registry> {
  let directory: Held<Directory> | null = null
  let introducedAgencies: readonly IntroducedAgency[] = await introductions.all()
  const memberSheets = new Map<AgencyId, HeldSheet>()
  const intakeSheets = new Map<AgencyId, UnverifiedDocument>()

  const signingKeyOf = (agency: AgencyId): VerifyKey<'agency'> | null => {
    const listed = directory?.value.agencies.get(agency)
    if (listed !== undefined) return listed.signingKey
    const key = introducedAgencies.find(({ id }) => id === agency)?.signingKey
    return key === undefined ? null : parseVerifyKey<'agency'>(key)
  }
  /** The newest member sheet, if the key that signed it still speaks for the agency. */
  const sheetOf = (agency: AgencyId): MemberSheet | null => {
    const held = memberSheets.get(agency)
    const key = signingKeyOf(agency)
    return held !== undefined && key !== null && equalBytes(held.signingKey, key) ? held.value : null
  }
  /** Whose signatures count, and how many are needed. Null before the first directory, which names the roots itself. */
  const signersOf = ({ kind, agency }: Pick<DocumentClaim, 'kind' | 'agency'>): Signers | null => {
    if (agency === null) return directory === null ? null : { keys: directory.value.roots, least: ROOT_THRESHOLD }
    if (kind === 'member-sheet') return { keys: [signingKeyOf(agency)].filter((key) => key !== null), least: 1 }
    const sheet = sheetOf(agency)
    return { keys: sheet === null ? [] : currentMembers(sheet).map(({ device }) => device), least: 1 }
  }
  /** Before its payload is read: a stranger's document costs a signature, whatever is in it. */
  const isSigned = async (request: PutDocumentRequest): Promise<boolean> => {
    const { kind, document } = request
    const signers = signersOf({ kind, agency: request.kind === 'directory' ? null : request.agency })
    return signers === null || (await countSigners(p, kind, document, signers.keys)) >= signers.least
  }
  /** Null when nobody could have authorised it. */
  const verify = async (request: PutDocumentRequest, today: Day): Promise<Outcome<Candidate> | null> => {
    const { document } = request
    if (request.kind === 'directory') {
      const outcome = await verifyDirectory(p, document, { rootHash, today })
      return candidate(outcome, (value) => {
        directory = { value, document }
      })
    }
    const { agency } = request
    if (request.kind === 'member-sheet') {
      const signingKey = signingKeyOf(agency)
      if (signingKey === null) return null
      const outcome = await verifyMemberSheet(p, document, { agency, signingKey, today })
      return candidate(outcome, (value) => memberSheets.set(agency, { value, document, signingKey }))
    }
    const memberSheet = sheetOf(agency)
    if (memberSheet === null) return null
    // How fresh it is, its readers judge: after a restore a desk gives back what it has.
    const outcome = await verifyIntakeSheet(p, document, { agency, memberSheet, today, online: false })
    return candidate(outcome, () => intakeSheets.set(agency, document))
  }
  const forgetListed = async (): Promise<void> => {
    const listed = introducedAgencies.filter(({ id }) => directory?.value.agencies.has(id))
    if (listed.length === 0) return
    await introductions.forget(listed.map(({ id }) => id))
    introducedAgencies = await introductions.all()
  }
  const bundle = (agencies: readonly AgencyId[]): AreaBundle | null => {
    if (directory === null) return null
    const members = agencies.flatMap((id) => {
      const held = memberSheets.get(id)
      return held === undefined ? [] : [[id, held.document] as const]
    })
    const intake = agencies.flatMap((id) => {
      const document = intakeSheets.get(id)
      return document === undefined ? [] : [[id, document] as const]
    })
    return { directory: directory.document, memberSheets: new Map(members), intakeSheets: new Map(intake) }
  }

  /** Of everything that is stored, also of what does not hold any more. */
  const places = new Map<string, Place>()
  const nameOf = ({ kind, agency }: Pick<StoredDocument, 'kind' | 'agency'>): string => `${kind}/${agency ?? ''}`
  const notePlace = (one: StoredDocument): void => {
    const place = placeOf(one.document.payload, one)
    if (place !== null) places.set(nameOf(one), place)
  }

  const stored = await documents.all()
  for (const one of stored) notePlace(one)
  const order: readonly StoredDocument['kind'][] = ['directory', 'member-sheet', 'intake-sheet']
  for (const one of stored.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    const request = requestOf(one)
    if (request?.kind === 'intake-sheet') intakeSheets.set(request.agency, request.document)
    if (request === null || request.kind === 'intake-sheet') continue
    // Good when it was accepted; that it has expired since is for its readers to judge.
    const outcome = await verify(request, one.accepted)
    if (outcome?.ok) outcome.value.hold()
  }

  const putInTurn = async (request: PutDocumentRequest, today: Day): Promise<PutOutcome> => {
    if (!(await isSigned(request))) return { kind: 'not-authorised' }
    const outcome = await verify(request, today)
    if (outcome === null) return { kind: 'not-authorised' }
    if (!outcome.ok) return { kind: outcome.reason === 'malformed' ? 'malformed' : 'not-authorised' }
    const { head, hold } = outcome.value
    const { version, hash, previous } = head
    const agency = request.kind === 'directory' ? null : request.agency
    const { kind, document } = request
    const next: StoredDocument = { kind, agency, version, hash, accepted: today, document }
    const before = places.get(nameOf(next)) ?? null
    const place = placeOf(document.payload, next)
    if (place === null) return { kind: 'malformed' }
    const isAgain = before !== null && equalBytes(before.hash, hash)
    if (!isAgain && !mayFollow(kind, { ...place, previous }, before)) {
      return before === null ? { kind: 'not-authorised' } : { kind: 'superseded', version: before.version }
    }
    const result = await documents.put(next, before?.hash ?? null)
    if (result.kind === 'superseded') return result
    notePlace(next)
    hold()
    if (kind === 'directory') await forgetListed()
    return { kind: 'stored', version }
  }
  // One after the other, or an older one could be held over a newer.
  let turn: Promise<unknown> = Promise.resolve()

  return {
    directory: () => directory?.document ?? null,
    area(id) {
      const area = directory?.value.areas.find((one) => one.id === id)
      return area === undefined ? null : bundle([area.frontDesk, area.secondDoor, area.overseer])
    },
    agency: (id) => (signingKeyOf(id) === null ? null : bundle([id])),
    mayBring(claim) {
      const signers = signersOf(claim)
      const isNamed = (key: Bytes): boolean => claim.signers.some((signer) => equalBytes(signer, key))
      return signers === null || signers.keys.filter(isNamed).length >= signers.least
    },
    put(request, today) {
      const result = turn.then(() => putInTurn(request, today))
      turn = result.catch(() => {})
      return result
    },
    async introduce({ agency, signingKey }, token) {
      if (parseVerifyKey<'agency'>(signingKey) === null) return { kind: 'token' }
      if (directory?.value.agencies.has(agency)) return { kind: 'exists' }
      const result = await introductions.redeem(token, agency, signingKey)
      if (result.kind === 'unknown-token') return { kind: 'token' }
      if (result.kind === 'known') return { kind: 'exists' }
      introducedAgencies = await introductions.all()
      return result
    },
    introduced: () => introducedAgencies,
    isMember(agency, device, named = EVERYBODY) {
      const sheet = sheetOf(agency)
      const isTeam = sheet?.teams.some(({ team }) => team === named) === true
      return sheet !== null && isTeam && memberState(sheet, device) === 'current'
    },
    wasMember(agency, device) {
      const sheet = sheetOf(agency)
      return sheet !== null && findMember(sheet, device) !== null
    },
    former: (agency) => sheetOf(agency)?.members.flatMap(({ device, to }) => (to === null ? [] : [device])) ?? [],
    knows: (agency) => signingKeyOf(agency) !== null,
    provenDay() {
      const newest = new Map<string, Day>()
      for (const [name, { issuedDay }] of places) {
        const author = name.slice(name.indexOf('/'))
        newest.set(author, later(newest.get(author) ?? issuedDay, issuedDay))
      }
      return [...newest.values()].toSorted((a, b) => b - a)[1] ?? null
    },
  }
}
