/**
 * The intake sheet: the public keys of five consecutive epochs, to which phones seal. Signed by one device that is
 * current on the member sheet. Source: docs/protocol.md P7.5, 9.3.
 */
import { encodeBase64url } from '../bytes/base64url.ts'
import { type Bytes, MalformedError, encodeText } from '../bytes/cursor.ts'
import { type IntakePublicKey, parseXWingPublicKey } from '../crypto/keys.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { type Day, addDays, epochOf, lastDayOf } from '../day.ts'
import { EPOCH_DAYS, MAX_INTAKE_SHEET_BYTES, SHEET_EPOCHS, SHEET_FRESH_DAYS, XWING_PUBLIC_BYTES } from '../protocol.ts'
import type { AgencyId } from '../wire/address.ts'
import type { UnverifiedDocument } from '../wire/documents.ts'
import {
  type Dated,
  type DocumentHead,
  type SeenVersion,
  documentHash,
  headFields,
  readHead,
  refusalOf,
} from './document.ts'
import type { JsonObject } from '../wire/json.ts'
import { agencyId, keyOf, fieldsOf, integer, list, parsePayload } from './fields.ts'
import { type Member, type MemberSheet, currentMembers, findMember, memberState } from './member-sheet.ts'
import { type Outcome, accepted, refused } from './outcome.ts'
import { countSigners, signersOf } from './sign-document.ts'

export interface EpochKey {
  readonly epoch: number
  readonly key: IntakePublicKey
}

export interface IntakeSheetContent extends DocumentHead {
  readonly agency: AgencyId
  readonly chain: number
  /** Version of the member sheet under which it was made. */
  readonly memberSheetVersion: number
  /** `SHEET_EPOCHS` consecutive ones, from the epoch of the issue day. */
  readonly epochs: readonly EpochKey[]
}

declare const verified: unique symbol
/** Only `verifyIntakeSheet` makes one. */
export type IntakeSheet = IntakeSheetContent & { readonly hash: Bytes; readonly [verified]: 'intake-sheet' }

/** Longest life: five whole epochs. */
const LIFE_DAYS = SHEET_EPOCHS * EPOCH_DAYS

function readEpoch(value: unknown): EpochKey {
  const fields = fieldsOf(value)
  const key = keyOf(fields['key'], XWING_PUBLIC_BYTES, parseXWingPublicKey<'intake'>)
  return { epoch: integer(fields['epoch'], 0, 0xffff), key }
}

function readIntakeSheet(fields: JsonObject): IntakeSheetContent {
  const head = readHead(fields, 'intake-sheet', LIFE_DAYS)
  const epochs = list(fields['epochs'], readEpoch)
  const first = epochOf(head.issuedDay)
  // From the issue day on, so that no member can publish keys that only come up when nobody has them any more.
  const consecutive = epochs.every(({ epoch }, index) => first !== null && epoch === first + index)
  if (epochs.length !== SHEET_EPOCHS || !consecutive) throw new MalformedError('not five consecutive epochs')
  if (head.expiresDay > lastDayOf((first ?? 0) + SHEET_EPOCHS - 1)) throw new MalformedError('outlives its keys')
  return {
    ...head,
    agency: agencyId(fields['agency']),
    chain: integer(fields['chain'], 1, 0xffff),
    memberSheetVersion: integer(fields['memberSheetVersion'], 1),
    epochs,
  }
}

/** The payload to sign. */
export function encodeIntakeSheet(content: IntakeSheetContent): Bytes {
  const { agency, chain, memberSheetVersion } = content
  const epochs = content.epochs.map(({ epoch, key }) => ({ epoch, key: encodeBase64url(key) }))
  const head = headFields('intake-sheet', content)
  return encodeText(JSON.stringify({ ...head, agency, chain, memberSheetVersion, epochs }))
}

/**
 * P7.5. `memberSheet` is the agency's newest verified one. `online`: the sheet comes from the relay just now, so that an
 * old one means that nobody is at that desk.
 */
export async function verifyIntakeSheet(
  p: Primitives,
  document: UnverifiedDocument,
  options: Dated & { readonly agency: AgencyId; readonly memberSheet: MemberSheet; readonly online: boolean },
): Promise<Outcome<IntakeSheet>> {
  const { agency, memberSheet, today, online } = options
  const isLong = document.payload.length > MAX_INTAKE_SHEET_BYTES
  const content = isLong ? null : parsePayload(document.payload, readIntakeSheet)
  if (content === null) return refused('malformed')
  if (content.agency !== agency || memberSheet.agency !== agency) return refused('foreign')
  const current = currentMembers(memberSheet).map(({ device }) => device)
  if ((await countSigners(p, 'intake-sheet', document, current)) === 0) {
    const byMember = document.signatures.some(({ key }) => memberState(memberSheet, key) === 'current')
    return refused(byMember ? 'signature' : 'not-a-member')
  }
  // Made under a later member sheet than the one at hand: somebody serves an old one beside it.
  if (content.memberSheetVersion > memberSheet.version || content.chain > memberSheet.chain)
    return refused('rolled-back')
  const sheet = { ...content, hash: await documentHash(p, 'intake-sheet', document.payload) } as IntakeSheet
  // No tolerance: after the last epoch's end its seed is on its way out.
  const reason = refusalOf(sheet, options, 0)
  if (reason !== null) return refused(reason)
  // A replaced chain may be in the hands of whoever was removed.
  if (content.chain < memberSheet.chain) return refused('stale')
  return online && today > addDays(content.issuedDay, SHEET_FRESH_DAYS) ? refused('stale') : accepted(sheet)
}

/** An intake sheet that a member of the agency, present or former, has signed; whether it still holds is not said. */
export interface ShownIntakeSheet extends SeenVersion {
  readonly chain: number
  readonly epochs: readonly EpochKey[]
  readonly signers: readonly Member[]
}

/**
 * What the next intake sheet names as its predecessor: also one that is expired, of a replaced chain, or by a former member.
 * Null when nobody of the agency ever signed it.
 */
export async function readShownSheet(
  p: Primitives,
  document: UnverifiedDocument,
  memberSheet: MemberSheet,
): Promise<ShownIntakeSheet | null> {
  const content = parsePayload(document.payload, readIntakeSheet)
  if (content === null || content.agency !== memberSheet.agency) return null
  const everyone = memberSheet.members.map(({ device }) => device)
  const keys = await signersOf(p, 'intake-sheet', document, everyone)
  if (keys.length === 0) return null
  const { version, chain, epochs } = content
  const signers = keys.map((key) => findMember(memberSheet, key)).filter((member) => member !== null)
  return { version, chain, epochs, signers, hash: await documentHash(p, 'intake-sheet', document.payload) }
}

/** 9.3: the phone's epoch if it lies inside the sheet's span, else the sheet's last; null once that one has ended. */
export function chooseIntakeKey(sheet: IntakeSheet, today: Day): EpochKey | null {
  if (today > sheet.expiresDay) return null
  const now = epochOf(today)
  return sheet.epochs.find(({ epoch }) => epoch === now) ?? sheet.epochs.at(-1) ?? null
}
