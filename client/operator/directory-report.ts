/** Directories and what is left out of them, in words and as JSON. */
import type { Directory, DirectoryAgency } from '../../shared/trust/directory.ts'
import type { Failure } from '../relay/outcome.ts'
import { visibleString } from '../ui/visible-text.ts'
import { dateOf } from './date.ts'
import { hexOf } from './deployment.ts'
import { type Refused, refusal } from './outcome.ts'
import type { Candidate, LeftOut } from './plan-directory.ts'

/** Names are the relay's word until they are signed: nothing in one may hide, or look like a line of ours. */
const visible = (name: string): string => visibleString(name).replace(/\s+/g, ' ')

const nameOf = ({ names, id }: DirectoryAgency): string => visible(names['en'] ?? names['th'] ?? id)

export function directoryLines(directory: Directory): readonly string[] {
  const { version, issuedDay, expiresDay, deployment, areas, agencies } = directory
  const label = (id: DirectoryAgency['id']): string => {
    const agency = agencies.get(id)
    return agency === undefined ? id : nameOf(agency)
  }
  return [
    `Directory ${version} of "${deployment.name}"${deployment.demo ? ' (demo)' : ''}, ${dateOf(issuedDay)} to ${dateOf(expiresDay)}`,
    ...areas.flatMap((area) => [
      `Area ${area.id}`,
      `  front desk: ${label(area.frontDesk)}`,
      `  second door: ${label(area.secondDoor)}`,
      `  overseer: ${label(area.overseer)}`,
      ...area.agencies.map((id) => `  agency: ${label(id)}  ${id}`),
    ]),
  ]
}

export function directoryJson(directory: Directory): Readonly<Record<string, unknown>> {
  const { version, hash, issuedDay, expiresDay, deployment, areas, agencies } = directory
  return {
    version,
    hash: hexOf(hash),
    issuedDay,
    expiresDay,
    deployment,
    areas,
    agencies: [...agencies.values()].map(({ signingKey, ...agency }) => ({ ...agency, signingKey: hexOf(signingKey) })),
  }
}

const WHY: { readonly [W in LeftOut['why']]: string } = {
  'too-few-members': 'has fewer than two devices on its member sheet',
  'not-confirmed':
    'is not confirmed under this name, area, kind and type: see `directory show`, compare the fingerprint by voice, then add --confirm with the digits that stand there for it',
  'other-key': 'SHOWS ANOTHER SIGNING KEY than the last directory: find out why before anything else',
  'no-front-desk': 'has no front desk',
  'no-second-door': 'has no second door of another institution',
  'no-overseer': 'has no overseer',
  'unknown-area': 'has no name yet: add --area-name-th and --area-name-en',
}

export const leftOutSentence = (entry: LeftOut): string =>
  'area' in entry ? `Area ${entry.area} ${WHY[entry.why]}.` : `${nameOf(entry.candidate.agency)} ${WHY[entry.why]}.`

export function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  return leftOut.map((entry) =>
    'area' in entry
      ? `Left out: area ${entry.area} ${WHY[entry.why]}`
      : `Left out: ${nameOf(entry.candidate.agency)} ${WHY[entry.why]}\n  fingerprint ${entry.candidate.fingerprint}`,
  )
}

export function leftOutJson(leftOut: readonly LeftOut[]): readonly Readonly<Record<string, unknown>>[] {
  return leftOut.map((entry) => ('area' in entry ? entry : { why: entry.why, ...candidateJson(entry.candidate) }))
}

export function candidateJson({
  agency,
  fingerprint,
  confirmation,
  members,
}: Candidate): Readonly<Record<string, unknown>> {
  const { id, kind, type, names, area } = agency
  return { id, kind, type, names, area, fingerprint, confirmation, members }
}

export function candidateLine({ agency, fingerprint, confirmation, members }: Candidate): string {
  const { id, kind, type, names, area } = agency
  const called = Object.entries(names).map(([language, name]) => `${language}: ${visible(name)}`)
  return [
    `Introduced: ${nameOf(agency)} (${area}), ${members ?? 'no'} devices, fingerprint ${fingerprint}`,
    `  ${kind}, ${type}; ${called.join('; ')}`,
    `  if all of this is right and the fingerprint was compared by voice: --confirm "${confirmation}"`,
    `  ${id}`,
  ].join('\n')
}

export const failureOfRelay = (failure: Failure): Refused =>
  failure.kind === 'unreachable'
    ? refusal('The relay did not answer. Is the address right?')
    : refusal(`The relay refused: ${failure.code}`)
