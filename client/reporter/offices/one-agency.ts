/**
 * One agency by itself: whether a device may speak for it, and the door to write to it again. By the documents on the
 * phone, or the newest ones of the relay; those are not kept, so that the phone does not show which agency has answered.
 * Source: docs/protocol.md P9.22.
 */
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { type Door, seenKey, verifyDoor } from '../../../shared/trust/area.ts'
import { type DirectoryAgency, verifyDirectory } from '../../../shared/trust/directory.ts'
import { memberState, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import { type Outcome, refused } from '../../../shared/trust/outcome.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AreaBundle } from '../../../shared/wire/documents.ts'
import { type Copy, bundleOf } from './copy.ts'
import type { OfficesParts, View } from './view.ts'

export interface Speaker {
  readonly agency: DirectoryAgency
}

/** Null when no sheet on the phone or at the relay names the device; former members count. */
export async function findSpeaker(
  parts: OfficesParts,
  copy: Copy,
  id: AgencyId,
  device: Bytes,
): Promise<Speaker | null> {
  const kept = bundleOf(copy)
  const here = kept === null ? null : await speakerBy(parts, copy, kept, { id, device })
  if (here !== null) return here
  const outcome = await parts.relay.agency(id)
  return outcome.kind === 'bundle' ? speakerBy(parts, copy, outcome.bundle, { id, device }) : null
}

export async function findDoor(parts: OfficesParts, copy: Copy, id: AgencyId): Promise<View<Door>> {
  const outcome = await parts.relay.agency(id)
  const fetched = outcome.kind === 'bundle' ? await doorBy(parts, copy, outcome.bundle, { id, online: true }) : null
  if (fetched?.ok === true) return { ...fetched, warning: null }
  const kept = bundleOf(copy)
  const here = kept === null ? null : await doorBy(parts, copy, kept, { id, online: fetched !== null })
  if (here?.ok === true) return { ...here, warning: fetched?.reason ?? null }
  return { ok: false, reason: here?.reason ?? fetched?.reason ?? 'unreachable' }
}

async function namesBy(
  { primitives: p, rootHash, today }: OfficesParts,
  { seen }: Copy,
  { directory }: AreaBundle,
  id: AgencyId,
): Promise<Outcome<DirectoryAgency>> {
  const lastVersion = seen.get(seenKey('directory'))
  const names = await verifyDirectory(p, directory, { rootHash, today: today(), mayBeSlow: true, lastVersion })
  if (!names.ok) return names
  const agency = names.value.agencies.get(id)
  return agency === undefined ? refused('malformed') : { ok: true, value: agency }
}

async function speakerBy(
  parts: OfficesParts,
  copy: Copy,
  bundle: AreaBundle,
  { id, device }: { readonly id: AgencyId; readonly device: Bytes },
): Promise<Speaker | null> {
  const sheet = bundle.memberSheets.get(id)
  const agency = await namesBy(parts, copy, bundle, id)
  if (sheet === undefined || !agency.ok) return null
  const lastVersion = copy.seen.get(seenKey('member-sheet', id))
  const dated = { today: parts.today(), mayBeSlow: true, lastVersion }
  const { signingKey } = agency.value
  const members = await verifyMemberSheet(parts.primitives, sheet, { ...dated, agency: id, signingKey })
  return members.ok && memberState(members.value, device) !== 'unknown' ? { agency: agency.value } : null
}

async function doorBy(
  parts: OfficesParts,
  copy: Copy,
  bundle: AreaBundle,
  { id, online }: { readonly id: AgencyId; readonly online: boolean },
): Promise<Outcome<Door>> {
  const agency = await namesBy(parts, copy, bundle, id)
  if (!agency.ok) return agency
  return verifyDoor(parts.primitives, bundle, agency.value, { today: parts.today(), online, seen: copy.seen })
}
