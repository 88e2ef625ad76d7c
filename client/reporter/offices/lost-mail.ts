/**
 * Offices that have said on their member sheet that keys were lost: what waited for those keys was not received. Told to
 * whoever looks with a ticket, so that they tell again. Source: docs/protocol.md 9.45.
 */
import { seenKey } from '../../../shared/trust/area.ts'
import { type DirectoryAgency, verifyDirectory } from '../../../shared/trust/directory.ts'
import { type MemberSheet, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { Day } from '../../../shared/day.ts'
import { type Copy, bundleOf } from './copy.ts'
import type { OfficesParts } from './view.ts'

export interface LostMail {
  readonly agency: DirectoryAgency
  /** What was handed over before that day, and not taken in by then, was not received. */
  readonly day: Day
}

/** The newest day of loss; null: nothing was lost. */
function lostDay({ chains }: MemberSheet): Day | null {
  const days = chains.flatMap(({ lost, replacedDay }) => (lost === true && replacedDay !== null ? [replacedDay] : []))
  return days.reduce<Day | null>((newest, day) => (newest === null || day > newest ? day : newest), null)
}

/** By the sheets on the phone. */
export async function findLostMail(
  { primitives: p, rootHash, today }: OfficesParts,
  copy: Copy,
): Promise<readonly LostMail[]> {
  const bundle = bundleOf(copy)
  const lastVersion = copy.seen.get(seenKey('directory'))
  const dated = { today: today(), mayBeSlow: true }
  const directory =
    bundle === null ? null : await verifyDirectory(p, bundle.directory, { ...dated, rootHash, lastVersion })
  if (bundle === null || directory?.ok !== true) return []
  const found: LostMail[] = []
  for (const [id, document] of bundle.memberSheets) {
    const agency = directory.value.agencies.get(id)
    if (agency === undefined) continue
    const last = copy.seen.get(seenKey('member-sheet', id))
    const { expiresDay: directoryDay } = directory.value
    const options = { ...dated, directoryDay, lastVersion: last, agency: id, signingKey: agency.signingKey }
    const sheet = await verifyMemberSheet(p, document, options)
    const day = sheet.ok ? lostDay(sheet.value) : null
    if (day !== null) found.push({ agency, day })
  }
  return found
}
