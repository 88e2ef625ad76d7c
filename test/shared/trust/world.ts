/** A small deployment to test against: three roots, an area with two doors and an overseer, each with two members. */
import { concat, encodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { chainKeysFor, parseChainSeed } from '../../../shared/crypto/chain.ts'
import { detectPrimitives } from '../../../shared/crypto/detect-primitives.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { markOf } from '../../../shared/crypto/chain-mark.ts'
import {
  parseSigningSeed,
  parseXWingSeed,
  type SigningKey,
  type SigningRole,
  signingKeyOf,
} from '../../../shared/crypto/keys.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { type Day, epochOf, parseDay } from '../../../shared/day.ts'
import { DIRECTORY_DAYS, EPOCH_ZERO_DAY, MEMBER_SHEET_DAYS, SHEET_EPOCHS } from '../../../shared/protocol.ts'
import {
  type DirectoryAgency,
  type DirectoryContent,
  encodeDirectory,
  rootHashOf,
} from '../../../shared/trust/directory.ts'
import { nextHead } from '../../../shared/trust/document.ts'
import { encodeIntakeSheet, type IntakeSheetContent } from '../../../shared/trust/intake-sheet.ts'
import { encodeMemberSheet, type Member, type MemberSheetContent } from '../../../shared/trust/member-sheet.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import { type AgencyId, agencyIdOf, parseInboxAddress } from '../../../shared/wire/address.ts'
import type { AreaBundle, UnverifiedDocument } from '../../../shared/wire/documents.ts'

export const p: Primitives = await detectPrimitives(globalThis.crypto)

/** The first day of epoch 10. */
export const TODAY: Day = day(EPOCH_ZERO_DAY + 140)

export function day(value: number): Day {
  const parsed = parseDay(value)
  if (parsed === null) throw new TypeError('not a day')
  return parsed
}

const known = <T>(value: T | null): T => {
  if (value === null) throw new TypeError('the fixture is wrong')
  return value
}

const hashOf = (name: string): Promise<Bytes> => p.sha256(encodeText(name))

/** The same name gives the same key. */
export async function pair<Role extends SigningRole>(role: Role, name: string): Promise<SigningKey<Role>> {
  return signingKeyOf(p, known(parseSigningSeed<Role>(await hashOf(`${role} ${name}`))))
}

export interface Office {
  readonly id: AgencyId
  readonly signing: SigningKey<'agency'>
  readonly devices: readonly SigningKey<'device'>[]
  readonly memberSheet: MemberSheetContent
  readonly intakeSheet: IntakeSheetContent
  readonly listed: DirectoryAgency
}

export async function makeOffice(name: string, kind: 'agency' | 'overseer', today: Day = TODAY): Promise<Office> {
  const id = agencyIdOf(known(parseInboxAddress(await hashOf(`inbox ${name}`))))
  const signing = await pair('agency', name)
  const devices = [await pair('device', `${name} 1`), await pair('device', `${name} 2`)]
  const member = ({ publicKey }: SigningKey<'device'>, index: number): Member => ({
    device: publicKey,
    roles: index === 0 ? ['administrator', 'caseworker'] : ['caseworker'],
    label: `Desk ${index + 1}`,
    from: 1,
    to: null,
  })
  const team = await expandXWing(p, known(parseXWingSeed<'team'>(await hashOf(`team ${name}`))))
  const first = known(epochOf(today))
  const chain = { number: 1, epoch: first, seed: known(parseChainSeed(await hashOf(`chain ${name}`))) }
  const memberSheet = {
    ...nextHead(null, today, MEMBER_SHEET_DAYS),
    agency: id,
    chain: 1,
    chains: [{ ...(await markOf(p, chain)), replacedDay: null }],
    teams: [{ team: 0, version: 1, key: team.publicKey, past: [] }],
    members: devices.map(member),
  }
  const intakeSheet = {
    ...nextHead(null, today, SHEET_EPOCHS * 14 - 1),
    agency: id,
    chain: 1,
    memberSheetVersion: 1,
    epochs: known(await chainKeysFor(p, chain, first, SHEET_EPOCHS)),
  }
  const names = { th: `หน่วยงาน ${name}`, en: `Office ${name}` }
  const listed = { id, kind, type: 'hospital', names, area: 'lamphun', signingKey: signing.publicKey }
  return { id, signing, devices, memberSheet, intakeSheet, listed }
}

/** The fields of a sheet whose chain was replaced by another, of the same first seed. */
export function withSecondChain(sheet: MemberSheetContent): Pick<MemberSheetContent, 'chain' | 'chains'> {
  const [first] = sheet.chains
  if (first === undefined) throw new TypeError('the fixture is wrong')
  return {
    chain: 2,
    chains: [
      { ...first, replacedDay: sheet.issuedDay },
      { ...first, number: 2 },
    ],
  }
}

export interface World {
  readonly roots: readonly SigningKey<'root'>[]
  readonly rootHash: Bytes
  readonly front: Office
  readonly second: Office
  readonly overseer: Office
  readonly directory: DirectoryContent
}

export async function makeWorld(): Promise<World> {
  const roots = await Promise.all(['a', 'b', 'c'].map((name) => pair('root', name)))
  const keys = roots.map(({ publicKey }) => publicKey)
  const front = await makeOffice('front', 'agency')
  const second = await makeOffice('second', 'agency')
  const overseer = await makeOffice('overseer', 'overseer')
  const area = {
    id: 'lamphun',
    names: { th: 'จังหวัดลำพูน', en: 'Lamphun' },
    frontDesk: front.id,
    secondDoor: second.id,
    overseer: overseer.id,
    agencies: [front.id, second.id],
  }
  const directory = {
    ...nextHead(null, TODAY, DIRECTORY_DAYS),
    roots: keys,
    deployment: { name: 'Test', demo: true },
    areas: [area],
    agencies: new Map([front, second, overseer].map(({ id, listed }) => [id, listed])),
  }
  return { roots, rootHash: await rootHashOf(p, keys), front, second, overseer, directory }
}

export const signDirectory = (
  content: DirectoryContent,
  signers: readonly SigningKey<'root'>[],
): Promise<UnverifiedDocument> =>
  signDocument(
    p,
    'directory',
    encodeDirectory(content),
    signers.map(({ seed }) => seed),
  )

export const signMemberSheet = (
  content: MemberSheetContent,
  signer: SigningKey<'agency'>,
): Promise<UnverifiedDocument> => signDocument(p, 'member-sheet', encodeMemberSheet(content), [signer.seed])

export const signIntakeSheet = (
  content: IntakeSheetContent,
  signer: SigningKey<'device'>,
): Promise<UnverifiedDocument> => signDocument(p, 'intake-sheet', encodeIntakeSheet(content), [signer.seed])

/** What the relay answers for the area. */
export async function makeBundle({ directory, roots, front, second, overseer }: World): Promise<AreaBundle> {
  const offices = [front, second, overseer]
  const memberSheets = await Promise.all(
    offices.map(async ({ id, memberSheet, signing }) => [id, await signMemberSheet(memberSheet, signing)] as const),
  )
  const intakeSheets = await Promise.all(
    offices.map(async ({ id, intakeSheet, devices }) => [id, await signIntakeSheet(intakeSheet, devices[1]!)] as const),
  )
  return {
    directory: await signDirectory(directory, roots.slice(0, 2)),
    memberSheets: new Map(memberSheets),
    intakeSheets: new Map(intakeSheets),
  }
}

/** The document with one bit of its payload turned over. */
export function tamper(document: UnverifiedDocument, at: number): UnverifiedDocument {
  const payload = concat(document.payload)
  payload[at] = (payload[at] ?? 0) ^ 1
  return { ...document, payload }
}
