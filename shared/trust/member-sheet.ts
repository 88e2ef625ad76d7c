/**
 * The member sheet: the devices of an agency, former ones too, its team keys and its intake chains, with checks of those keys
 * that members hand over to each other. Signed by the agency's signing key as the directory names it.
 * Source: docs/protocol.md P7.4.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import { type Bytes, MalformedError, encodeText } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { type TeamPublicKey, type VerifyKey, parseVerifyKey, parseXWingPublicKey } from '../crypto/keys.ts'
import type { ChainMark } from '../crypto/key-check.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { addDays, type Day } from '../day.ts'
import {
  CHAIN_KEEP_DAYS,
  ED25519_KEY_BYTES,
  HASH_BYTES,
  MAX_MEMBER_SHEET_BYTES,
  MEMBER_SHEET_DAYS,
  XWING_PUBLIC_BYTES,
} from '../protocol.ts'
import type { AgencyId } from '../wire/address.ts'
import type { UnverifiedDocument } from '../wire/documents.ts'
import { type Dated, type DocumentHead, documentHash, headFields, readHead, refusalOf } from './document.ts'
import type { JsonObject } from '../wire/json.ts'
import {
  agencyId,
  bytes,
  day,
  flag,
  keyOf,
  fieldsOf,
  integer,
  list,
  parsePayload,
  requireUnique,
  text,
} from './fields.ts'
import { type Outcome, accepted, refused } from './outcome.ts'
import { countSigners } from './sign-document.ts'

/** A device that speaks for the agency from version `from` on, up to but not including version `to`. */
export interface Member {
  readonly device: VerifyKey<'device'>
  /** Codes of the vocabulary; unknown ones are kept. */
  readonly roles: readonly string[]
  /** What the administrator calls it. */
  readonly label: string
  readonly from: number
  readonly to: number | null
  /** The day on which a former one was struck off; sheets of before this field do not say it. */
  readonly leftDay?: Day
}

/** The number of the first team, which every member sheet names: everybody of the agency. */
export const EVERYBODY = 0

/** Current key of a team's log. */
export interface TeamEntry {
  readonly team: number
  readonly version: number
  readonly key: TeamPublicKey
  /** Checks of the versions before, from version 1 on. */
  readonly past: readonly Bytes[]
}

/** A chain that mail may still be sealed to. */
export interface ChainEntry extends ChainMark {
  /** The day on which the next one took its place; null for the current one. */
  readonly replacedDay: Day | null
  /** Nobody has it any more: mail that waits for it is read by nobody, and whoever sent it is told to tell again (9.45). */
  readonly lost?: true
}

export interface MemberSheetContent extends DocumentHead {
  readonly agency: AgencyId
  /** Number of the current intake chain, from 1. */
  readonly chain: number
  /** The current one, and those before it that have not run out. */
  readonly chains: readonly ChainEntry[]
  readonly teams: readonly TeamEntry[]
  readonly members: readonly Member[]
}

declare const verified: unique symbol
/** Only `verifyMemberSheet` makes one. */
export type MemberSheet = MemberSheetContent & { readonly hash: Bytes; readonly [verified]: 'member-sheet' }

const ROLE_CODE = /^[a-z0-9_]{1,64}$/

function readMember(value: unknown, version: number): Member {
  const fields = fieldsOf(value)
  const from = integer(fields['from'], 1, version)
  return {
    device: keyOf(fields['device'], ED25519_KEY_BYTES, parseVerifyKey<'device'>),
    roles: list(fields['roles'], (role) => text(role, ROLE_CODE)),
    label: text(fields['label']),
    from,
    to: fields['to'] === null ? null : integer(fields['to'], from + 1, version),
    ...(fields['leftDay'] === undefined ? {} : { leftDay: day(fields['leftDay']) }),
  }
}

function readTeam(value: unknown): TeamEntry {
  const fields = fieldsOf(value)
  // The version is the key hint of the log's envelopes, a u16.
  const version = integer(fields['version'], 1, 0xffff)
  const past = list(fields['past'], (check) => bytes(check, HASH_BYTES))
  if (past.length !== version - 1) throw new MalformedError('not a check for each version before')
  const key = keyOf(fields['key'], XWING_PUBLIC_BYTES, parseXWingPublicKey<'team'>)
  return { team: integer(fields['team'], 0, 0xffff), version, key, past }
}

function readChain(value: unknown): ChainEntry {
  const fields = fieldsOf(value)
  const isLost = fields['lost'] !== undefined && flag(fields['lost'])
  return {
    ...(isLost ? { lost: true } : {}),
    number: integer(fields['number'], 1, 0xffff),
    epoch: integer(fields['epoch'], 0, 0xffff),
    check: bytes(fields['check'], HASH_BYTES),
    replacedDay: fields['replacedDay'] === null ? null : day(fields['replacedDay']),
  }
}

/** The current one is the highest, the only one that was not replaced, and not lost. */
function readChains(value: unknown, current: number, issuedDay: Day): readonly ChainEntry[] {
  const chains = list(value, readChain)
  requireUnique(chains.map(({ number }) => number))
  const isRight = ({ number, replacedDay, lost }: ChainEntry): boolean =>
    number === current
      ? replacedDay === null && lost === undefined
      : number < current && replacedDay !== null && replacedDay <= issuedDay
  if (!chains.some(({ number }) => number === current) || !chains.every(isRight)) {
    throw new MalformedError('not the chains of this sheet')
  }
  return chains
}

function readMemberSheet(fields: JsonObject): MemberSheetContent {
  const head = readHead(fields, 'member-sheet', MEMBER_SHEET_DAYS)
  const teams = list(fields['teams'], readTeam)
  requireUnique(teams.map(({ team }) => team))
  if (!teams.some(({ team }) => team === EVERYBODY)) throw new MalformedError('no team of everybody')
  const members = list(fields['members'], (member) => readMember(member, head.version))
  requireUnique(members.map(({ device }) => encodeBase64url(device)))
  const chain = integer(fields['chain'], 1, 0xffff)
  const chains = readChains(fields['chains'], chain, head.issuedDay)
  return { ...head, agency: agencyId(fields['agency']), chain, chains, teams, members }
}

/** The payload to sign. */
export function encodeMemberSheet(content: MemberSheetContent): Bytes {
  const { agency, chain } = content
  const chains = content.chains.map((entry) => ({ ...entry, check: encodeBase64url(entry.check) }))
  const teams = content.teams.map((entry) => {
    return { ...entry, key: encodeBase64url(entry.key), past: entry.past.map((check) => encodeBase64url(check)) }
  })
  const members = content.members.map((member) => ({ ...member, device: encodeBase64url(member.device) }))
  return encodeText(JSON.stringify({ ...headFields('member-sheet', content), agency, chain, chains, teams, members }))
}

/** P7.4. `signingKey` as the verified directory names it. */
export async function verifyMemberSheet(
  p: Primitives,
  document: UnverifiedDocument,
  options: Dated & { readonly agency: AgencyId; readonly signingKey: VerifyKey<'agency'> },
): Promise<Outcome<MemberSheet>> {
  const isLong = document.payload.length > MAX_MEMBER_SHEET_BYTES
  const content = isLong ? null : parsePayload(document.payload, readMemberSheet)
  if (content === null) return refused('malformed')
  if (content.agency !== options.agency) return refused('foreign')
  if ((await countSigners(p, 'member-sheet', document, [options.signingKey])) === 0) return refused('signature')
  const sheet = { ...content, hash: await documentHash(p, 'member-sheet', document.payload) } as MemberSheet
  const reason = refusalOf(sheet, options)
  return reason === null ? accepted(sheet) : refused(reason)
}

export function findMember(sheet: MemberSheetContent, device: Uint8Array): Member | null {
  return sheet.members.find((member) => equalBytes(member.device, device)) ?? null
}

/** What the sheet says of a device's public key. */
export function memberState(sheet: MemberSheet, device: Uint8Array): 'current' | 'former' | 'unknown' {
  const member = findMember(sheet, device)
  if (member === null) return 'unknown'
  return member.to === null ? 'current' : 'former'
}

/**
 * The day from which on a member can have been a former one, as far as the sheet tells; null for a current one. Where the
 * sheet names no day, the removal is at the latest of the day of the sheet.
 */
export function formerSince({ issuedDay }: MemberSheetContent, { to, leftDay }: Member): Day | null {
  if (to === null) return null
  return leftDay === undefined || leftDay > issuedDay ? issuedDay : leftDay
}

export const currentMembers = (sheet: MemberSheetContent): readonly Member[] =>
  sheet.members.filter(({ to }) => to === null)

/** P9.24: whether mail that a phone may still have sealed to the chain can be taken in no more. */
export const hasRunOut = ({ replacedDay }: Pick<ChainEntry, 'replacedDay'>, today: Day): boolean =>
  replacedDay !== null && addDays(replacedDay, CHAIN_KEEP_DAYS) < today
