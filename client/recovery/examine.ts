/**
 * What a kit can do on this browser: its copy beside the agency's member sheet as the relay shows it now. Stores nothing and
 * changes nothing. Source: docs/protocol.md 9.42, 9.43.
 */
import type { KitKeys } from '../../shared/crypto/kit.ts'
import type { SeenVersions } from '../../shared/trust/area.ts'
import { findMember, type Member, type MemberSheet } from '../../shared/trust/member-sheet.ts'
import type { AgencyContext, AgencyFailure } from '../agency/context.ts'
import { fetchSheets } from '../agency/member-sheet.ts'
import { seenVersions } from '../vault/contents.ts'
import type { RecoveryCopy } from './copy.ts'
import { openCopy, type OpenCopyOutcome } from './open-copy.ts'

export interface Recoverable {
  readonly copy: RecoveryCopy
  /** Of the copy: the next has a higher one. */
  readonly serial: number
  readonly memberSheet: MemberSheet
  /** The device whose place the new one takes. */
  readonly lost: Member
  /** With this member sheet. */
  readonly seen: SeenVersions
}

export type ExamineOutcome =
  | ({ readonly kind: 'recoverable' } & Recoverable)
  /** The device that kept the copy is a member no more: only an invitation leads back. */
  | { readonly kind: 'removed' }
  | Exclude<OpenCopyOutcome, { readonly kind: 'opened' }>
  | AgencyFailure

export async function examine(context: AgencyContext, kit: KitKeys): Promise<ExamineOutcome> {
  const opened = await openCopy(context.p, context.relay, kit)
  if (opened.kind !== 'opened') return opened
  const { copy, serial } = opened
  const sheets = await fetchSheets(context, copy.agency, copy.agencyKey, seenVersions(copy.seen))
  if (sheets.kind !== 'sheets') return sheets
  const { memberSheet, seen } = sheets
  const lost = findMember(memberSheet, copy.device)
  if (lost === null || lost.to !== null) return { kind: 'removed' }
  return { kind: 'recoverable', copy, serial, memberSheet, lost, seen }
}
