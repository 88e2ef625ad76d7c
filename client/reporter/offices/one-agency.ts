/**
 * One agency by itself: who may speak for it, and the door to write to it again. By the documents on the
 * phone, or the newest ones of the relay; those are not kept, so that the phone does not show which agency has answered.
 * Source: docs/protocol.md P9.22.
 */
import { type Door, seenKey, verifyDoor } from '../../../shared/trust/area.ts'
import { type DirectoryAgency, verifyDirectory } from '../../../shared/trust/directory.ts'
import { type MemberSheet, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import { type Outcome, refused } from '../../../shared/trust/outcome.ts'
import type { Day } from '../../../shared/day.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AreaBundle } from '../../../shared/wire/documents.ts'
import type { BundleOutcome } from '../../relay/outcome.ts'
import { type Copy, bundleOf, ofAgency } from './copy.ts'
import type { OfficesParts, View } from './view.ts'

/** The devices that may speak for an agency, and those that once might, by the newest sheet that holds. */
export interface Speakers {
  readonly agency: DirectoryAgency
  readonly sheet: MemberSheet
}

/**
 * An older copy is not named to the relay, which would learn when this phone was last here. The answer has the same size for
 * every agency of which nothing has changed today: who watches the line does not learn which one has answered.
 */
const askAlone = ({ relay, today }: OfficesParts, copy: Copy, id: AgencyId): Promise<BundleOutcome> =>
  relay.agency(id, ofAgency(copy, id, today()))

/**
 * The relay is asked even where the phone has a sheet: whoever was removed since that was fetched would still speak for the
 * agency by it. `patience`: after it the sheet of the phone is good enough.
 */
export async function findSpeakers(
  parts: OfficesParts,
  copy: Copy,
  id: AgencyId,
  patience: () => Promise<void>,
): Promise<Speakers | null> {
  const here = await findKeptSpeakers(parts, copy, id)
  const fetch = async (): Promise<Speakers | null> => {
    const outcome = await askAlone(parts, copy, id)
    return outcome.kind === 'bundle' ? speakersBy(parts, copy, outcome.bundle, id) : null
  }
  // what the relay shows is refused where it is older than the phone's
  return (await (here === null ? fetch() : Promise.race([fetch(), patience()]))) ?? here
}

export async function findKeptSpeakers(parts: OfficesParts, copy: Copy, id: AgencyId): Promise<Speakers | null> {
  const kept = bundleOf(copy)
  return kept === null ? null : speakersBy(parts, copy, kept, id)
}

export async function findDoor(parts: OfficesParts, copy: Copy, id: AgencyId): Promise<View<Door>> {
  const outcome = await askAlone(parts, copy, id)
  const fetched = outcome.kind === 'bundle' ? await doorBy(parts, copy, outcome.bundle, { id, online: true }) : null
  if (fetched?.ok === true) return { ...fetched, warning: null }
  const kept = bundleOf(copy)
  const here = kept === null ? null : await doorBy(parts, copy, kept, { id, online: fetched !== null })
  if (here?.ok === true) return { ...here, warning: fetched?.reason ?? null }
  return { ok: false, reason: here?.reason ?? fetched?.reason ?? 'unreachable' }
}

interface Named {
  readonly agency: DirectoryAgency
  /** Last day of the directory that names it. */
  readonly directoryDay: Day
}

async function namesBy(
  { primitives: p, rootHash, today }: OfficesParts,
  { seen }: Copy,
  { directory }: AreaBundle,
  id: AgencyId,
): Promise<Outcome<Named>> {
  const lastVersion = seen.get(seenKey('directory'))
  const names = await verifyDirectory(p, directory, { rootHash, today: today(), mayBeSlow: true, lastVersion })
  if (!names.ok) return names
  const agency = names.value.agencies.get(id)
  return agency === undefined
    ? refused('malformed')
    : { ok: true, value: { agency, directoryDay: names.value.expiresDay } }
}

async function speakersBy(parts: OfficesParts, copy: Copy, bundle: AreaBundle, id: AgencyId): Promise<Speakers | null> {
  const sheet = bundle.memberSheets.get(id)
  const named = await namesBy(parts, copy, bundle, id)
  if (sheet === undefined || !named.ok) return null
  const { agency, directoryDay } = named.value
  const lastVersion = copy.seen.get(seenKey('member-sheet', id))
  const dated = { today: parts.today(), mayBeSlow: true, directoryDay, lastVersion }
  const { signingKey } = agency
  const members = await verifyMemberSheet(parts.primitives, sheet, { ...dated, agency: id, signingKey })
  return members.ok ? { agency, sheet: members.value } : null
}

async function doorBy(
  parts: OfficesParts,
  copy: Copy,
  bundle: AreaBundle,
  { id, online }: { readonly id: AgencyId; readonly online: boolean },
): Promise<Outcome<Door>> {
  const named = await namesBy(parts, copy, bundle, id)
  if (!named.ok) return named
  const { agency, directoryDay } = named.value
  return verifyDoor(parts.primitives, bundle, agency, { today: parts.today(), online, seen: copy.seen, directoryDay })
}
