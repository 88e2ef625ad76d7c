/** The next version of a member sheet, with one thing changed. Former members stay listed. Source: docs/protocol.md P7.4, 9.25. */
import { equalBytes } from '../bytes/equal.ts'
import type { Day } from '../day.ts'
import { MEMBER_SHEET_DAYS } from '../protocol.ts'
import { nextHead } from './document.ts'
import type { Member, MemberSheet, MemberSheetContent } from './member-sheet.ts'

/** The same members for another term. */
export function renewedSheet(sheet: MemberSheet, today: Day): MemberSheetContent {
  const { agency, chain, teams, members } = sheet
  return { ...nextHead(sheet, today, MEMBER_SHEET_DAYS), agency, chain, teams, members }
}

export function withMember(sheet: MemberSheet, member: Omit<Member, 'from' | 'to'>, today: Day): MemberSheetContent {
  const next = renewedSheet(sheet, today)
  return { ...next, members: [...next.members, { ...member, from: next.version, to: null }] }
}

/** Strikes a device off. Its keys are another matter: what it knows stays known until chain and team keys are replaced. */
export function withoutMember(sheet: MemberSheet, device: Uint8Array, today: Day): MemberSheetContent {
  const next = renewedSheet(sheet, today)
  const members = next.members.map((member) =>
    member.to === null && equalBytes(member.device, device) ? { ...member, to: next.version } : member,
  )
  return { ...next, members }
}
