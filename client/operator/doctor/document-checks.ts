/**
 * The signed documents that the relay holds: what runs out soon, who is missing, whose desk was not opened. All of it is
 * public, and counted in days. Source: docs/operations.md section 3, "Every ten weeks".
 */
import { fingerprintOf } from '../../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../../shared/crypto/keys.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import { MIN_MEMBERS, SHEET_FRESH_DAYS } from '../../../shared/protocol.ts'
import { type Directory, type DirectoryAgency, verifyDirectory } from '../../../shared/trust/directory.ts'
import { verifyIntakeSheet } from '../../../shared/trust/intake-sheet.ts'
import { currentMembers, type MemberSheet, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { IntroducedAgency } from '../../../shared/wire/introduction.ts'
import { dateOf } from '../date.ts'
import type { Deployment } from '../deployment.ts'
import { leftOutSentence } from '../directory-report.ts'
import { confirmationOf } from '../confirmation.ts'
import { type Candidate, type Choices, planDirectory } from '../plan-directory.ts'
import type { Contents, StoredDocument } from './examined.ts'
import { type Finding, look, ok, wrong } from './finding.ts'

/** Time for a telephone call and a visit. */
const SOON_DAYS = 21
/** Desks renew the intake sheet daily when they are opened: a week without is worth a call before two close the door. */
const QUIET_DAYS = 7

const OPEN_ADMINISTRATOR = 'have an administrator’s desk of this agency opened'

interface Shelf {
  readonly p: Primitives
  readonly today: Day
  readonly documents: readonly StoredDocument[]
}

const find = (
  { documents }: Shelf,
  kind: StoredDocument['kind'],
  agency: AgencyId | null,
): StoredDocument | undefined => documents.find((one) => one.kind === kind && one.agency === agency)

function expiryFinding(check: string, what: string, expiresDay: Day, today: Day, advice: string): Finding {
  const left = expiresDay - today
  if (left < 0) return wrong(check, `${what} has expired on ${dateOf(expiresDay)}: phones refuse it.`, advice)
  const says = `${what} holds until ${dateOf(expiresDay)}, ${left} days.`
  return left < SOON_DAYS ? look(check, says, advice) : ok(check, says)
}

async function directoryOf(shelf: Shelf, { rootHash }: Deployment): Promise<Directory | Finding> {
  const advice = 'directory sign, by two holders of root keys (docs/operations.md section 3)'
  const stored = find(shelf, 'directory', null)
  if (stored === undefined) return look('directory', 'No directory was signed yet: no area is open.', advice)
  const verified = await verifyDirectory(shelf.p, stored.document, { rootHash, today: shelf.today, evenExpired: true })
  if (verified.ok) return verified.value
  const says = `The directory does not hold (${verified.reason}): phones refuse it.`
  return wrong('directory', says, verified.reason === 'not-yet' ? 'set this machine’s clock' : advice)
}

function directoryFindings(directory: Directory, today: Day): readonly Finding[] {
  const { version, expiresDay, areas } = directory
  const renew = 'two holders of root keys meet: directory sign'
  const expiry = expiryFinding('directory', `Directory ${version}`, expiresDay, today, renew)
  return areas.length > 0
    ? [
        expiry,
        ok(
          'areas',
          `Open areas: ${areas.map(({ id }) => id).join(', ')}, each with a front desk, a second door and an overseer.`,
        ),
      ]
    : [
        expiry,
        look(
          'areas',
          'No area is in the directory.',
          'an area needs a front desk, a second door of another institution and an overseer',
        ),
      ]
}

const nameOf = ({ names, id }: { readonly names: Readonly<Record<string, string>>; readonly id: string }): string =>
  names['en'] ?? names['th'] ?? id

async function memberSheetOf(shelf: Shelf, agency: DirectoryAgency): Promise<MemberSheet | null> {
  const stored = find(shelf, 'member-sheet', agency.id)
  if (stored === undefined) return null
  const options = { agency: agency.id, signingKey: agency.signingKey, today: shelf.today, evenExpired: true }
  const verified = await verifyMemberSheet(shelf.p, stored.document, options)
  return verified.ok ? verified.value : null
}

async function deskFindings(shelf: Shelf, name: string, memberSheet: MemberSheet): Promise<readonly Finding[]> {
  const { p, today } = shelf
  const open = 'have any desk of this agency opened'
  const stored = find(shelf, 'intake-sheet', memberSheet.agency)
  const options = { agency: memberSheet.agency, memberSheet, today, online: false, evenExpired: true }
  const sheet = stored === undefined ? null : await verifyIntakeSheet(p, stored.document, options)
  if (sheet?.ok !== true) {
    const why = sheet === null ? 'there is none' : sheet.reason
    return [wrong('desk', `${name} takes in nothing: its intake sheet does not hold (${why}).`, open)]
  }
  const days = today - sheet.value.issuedDay
  if (days > SHEET_FRESH_DAYS)
    return [
      wrong(
        'desk',
        `${name}: no desk was opened for ${days} days; phones that are online are sent to another door.`,
        open,
      ),
    ]
  const says = `${name}: a desk was opened ${days === 0 ? 'today' : `${days} days ago`}.`
  return [days >= QUIET_DAYS ? look('desk', says, open) : ok('desk', says)]
}

async function agencyFindings(shelf: Shelf, agency: DirectoryAgency): Promise<readonly Finding[]> {
  const name = nameOf(agency)
  const memberSheet = await memberSheetOf(shelf, agency)
  if (memberSheet === null) {
    return [
      wrong('members', `${name} has no member sheet that holds: phones are sent to another door.`, OPEN_ADMINISTRATOR),
    ]
  }
  const count = currentMembers(memberSheet).length
  const devices =
    count >= MIN_MEMBERS
      ? ok('devices', `${name} has ${count} devices.`)
      : wrong(
          'devices',
          `${name} has ${count} device: one wiped browser would lose its reports.`,
          'its administrator invites a second one',
        )
  return [
    devices,
    expiryFinding('members', `${name}: its member sheet`, memberSheet.expiresDay, shelf.today, OPEN_ADMINISTRATOR),
    ...(await deskFindings(shelf, name, memberSheet)),
  ]
}

const NO_CHOICES: Choices = {
  frontDesk: new Map(),
  secondDoor: new Map(),
  overseer: new Map(),
  areaNames: new Map(),
}

/** Who is not in the directory yet, and what their area lacks. */
async function waitingFindings(
  shelf: Shelf,
  introduced: readonly IntroducedAgency[],
  directory: Directory | null,
): Promise<readonly Finding[]> {
  const candidates: Candidate[] = []
  for (const one of introduced) {
    const signingKey = parseVerifyKey<'agency'>(one.signingKey)
    if (signingKey === null) continue
    const agency = { ...one, signingKey }
    const sheet = await memberSheetOf(shelf, agency)
    const fingerprint = await fingerprintOf(shelf.p, signingKey)
    const confirmation = await confirmationOf(shelf.p, agency)
    candidates.push({
      agency,
      fingerprint,
      confirmation,
      members: sheet === null ? null : currentMembers(sheet).length,
    })
  }
  const plan = planDirectory(candidates, directory, NO_CHOICES, () => true)
  const ready = candidates.filter(({ agency }) => plan.agencies.has(agency.id))
  const sign = 'directory show, compare the fingerprint by telephone, then directory sign'
  return [
    ...ready.map(({ agency }) =>
      look('introduced', `${nameOf(agency)} (${agency.area}) waits for the next directory.`, sign),
    ),
    ...plan.leftOut.map((entry) =>
      look('introduced', leftOutSentence(entry), 'docs/operations.md section 3, steps 3 to 6'),
    ),
  ]
}

export async function documentFindings(
  p: Primitives,
  today: Day,
  deployment: Deployment,
  { documents, introduced }: Contents,
): Promise<readonly Finding[]> {
  const shelf = { p, today, documents }
  const directory = await directoryOf(shelf, deployment)
  if ('severity' in directory) return [directory, ...(await waitingFindings(shelf, introduced, null))]
  const agencies = [...directory.agencies.values()]
  const ofAgencies: Finding[] = []
  for (const agency of agencies) ofAgencies.push(...(await agencyFindings(shelf, agency)))
  const waiting = await waitingFindings(shelf, introduced, directory)
  return [...directoryFindings(directory, today), ...ofAgencies, ...waiting]
}
