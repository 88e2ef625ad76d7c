/**
 * What this desk holds and lacks beside the member sheet, and what its colleagues say that they hold: the newest one-time key
 * of each. Source: docs/protocol.md 9.32.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Holdings, OneTimeKeyBody } from '../../../shared/case/log-event.ts'
import type { Author } from '../../../shared/case/names.ts'
import { EVERYBODY, memberState, type MemberSheet } from '../../../shared/trust/member-sheet.ts'
import { holdingsOf, holdsNewest, lackedChains } from '../../agency/holdings.ts'
import type { OpenDesk } from '../open-desk.ts'

/** The member sheet under which this device speaks for its agency; null: it does not, or none is known. */
export function ownSheet(desk: OpenDesk): MemberSheet | null {
  const sheet = desk.view()?.memberSheet
  if (sheet === undefined) return null
  return memberState(sheet, desk.link().keyring.device.publicKey) === 'current' ? sheet : null
}

/** Version of the team key that new entries are sealed to. */
export const newestVersion = (sheet: MemberSheet): number =>
  sheet.teams.find(({ team }) => team === EVERYBODY)?.version ?? 0

/**
 * Whether the desk may seal to the team and take mail in: who was removed has every older key, and what is sealed to one is
 * theirs to read.
 */
export function isUpToDate(desk: OpenDesk): boolean {
  const sheet = desk.view()?.memberSheet
  return sheet === undefined || holdsNewest(sheet, holdingsOf(desk.contents()))
}

/** Whether entries of the log are sealed to an older version that the desk does not have. */
function lacksOlder(desk: OpenDesk, sheet: MemberSheet, { teams }: Holdings): boolean {
  const newest = newestVersion(sheet)
  const held = new Set(teams.filter(({ team }) => team === EVERYBODY).map(({ version }) => version))
  return desk.copy
    .entries()
    .some(({ record, hint }) => record === null && hint !== null && hint > 0 && hint < newest && !held.has(hint))
}

/** - `newest`: nothing that comes now can be opened. - `older`: something that is there, or may still come, cannot. */
export type Lack = 'nothing' | 'older' | 'newest'

export function lackOf(desk: OpenDesk, sheet: MemberSheet, holds: Holdings): Lack {
  if (!holdsNewest(sheet, holds)) return 'newest'
  return lackedChains(sheet, holds, desk.tools.today()).length > 0 || lacksOlder(desk, sheet, holds)
    ? 'older'
    : 'nothing'
}

/** The newest one-time key of each current member's device that has published one. */
export function publishedKeys(desk: OpenDesk): ReadonlyMap<Author, OneTimeKeyBody> {
  const sheet = desk.view()?.memberSheet
  const newest = new Map<Author, OneTimeKeyBody>()
  if (sheet === undefined) return newest
  for (const { author, event } of desk.copy.records()) {
    if (event.type !== 'one-time-key' || event.body.number <= (newest.get(author)?.number ?? 0)) continue
    if (memberState(sheet, parseBase64url(author) ?? new Uint8Array()) === 'current') newest.set(author, event.body)
  }
  return newest
}
