/** What `doctor` says of the signed documents that a relay holds, over the weeks. */
import { beforeAll, describe, expect, it } from 'vitest'
import { documentFindings } from '../../../../client/operator/doctor/document-checks.ts'
import type { Contents, StoredDocument } from '../../../../client/operator/doctor/examined.ts'
import type { Finding } from '../../../../client/operator/doctor/finding.ts'
import type { Deployment } from '../../../../client/operator/deployment.ts'
import { addDays } from '../../../../shared/day.ts'
import { DIRECTORY_DAYS, SHEET_FRESH_DAYS } from '../../../../shared/protocol.ts'
import {
  makeOffice,
  makeWorld,
  p,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  TODAY,
  type Office,
  type World,
} from '../../../shared/trust/world.ts'

let world: World
let deployment: Deployment
let documents: readonly StoredDocument[]

const sheetsOf = async (office: Office, changes: { members?: number } = {}): Promise<StoredDocument[]> => {
  const members = office.memberSheet.members.slice(0, changes.members)
  const sheet = await signMemberSheet({ ...office.memberSheet, members }, office.signing)
  const intake = await signIntakeSheet(office.intakeSheet, office.devices[0]!)
  return [
    { kind: 'member-sheet', agency: office.id, document: sheet },
    { kind: 'intake-sheet', agency: office.id, document: intake },
  ]
}

beforeAll(async () => {
  world = await makeWorld()
  const { roots, rootHash, directory, front, second, overseer } = world
  deployment = { name: 'Trial', demo: false, roots: roots.map(({ publicKey }) => publicKey), rootHash, backupKey: null }
  documents = [
    { kind: 'directory', agency: null, document: await signDirectory(directory, roots.slice(0, 2)) },
    ...(await sheetsOf(front)),
    ...(await sheetsOf(second)),
    ...(await sheetsOf(overseer)),
  ]
})

const look = (days: number, changes: Partial<Contents> = {}): Promise<readonly Finding[]> =>
  documentFindings(p, addDays(TODAY, days), deployment, {
    pepperFit: 'fits',
    newest: null,
    earliestExpiry: null,
    waitingSince: null,
    documents,
    introduced: [],
    ...changes,
  })

/** One line for each that is not ok. */
const lines = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => severity !== 'ok')
    .map(({ severity, check, says }) => `${severity} ${check}: ${says}`)
const has = (findings: readonly Finding[], severity: string, check: string, words: string): boolean =>
  findings.some((one) => one.severity === severity && one.check === check && one.says.includes(words))

describe('of the documents, the doctor', () => {
  it('finds nothing on the day on which they were made', async () => {
    const findings = await look(0)
    expect(lines(findings)).toEqual([])
    expect(has(findings, 'ok', 'areas', 'lamphun')).toBe(true)
    expect(findings.filter(({ check }) => check === 'devices')).toHaveLength(3)
  })

  it('counts the days since a desk was opened, and tells when phones go elsewhere', async () => {
    expect(lines(await look(6))).toEqual([])
    expect(has(await look(7), 'look', 'desk', 'Office front: a desk was opened 7 days ago')).toBe(true)
    const closed = await look(SHEET_FRESH_DAYS + 1)
    expect(has(closed, 'wrong', 'desk', `no desk was opened for ${SHEET_FRESH_DAYS + 1} days`)).toBe(true)
  })

  it('says three weeks ahead what runs out, and when it has', async () => {
    const soon = await look(DIRECTORY_DAYS - 20)
    expect(has(soon, 'look', 'directory', '20 days')).toBe(true)
    expect(has(soon, 'look', 'members', 'Office second: its member sheet')).toBe(true)
    expect(has(await look(DIRECTORY_DAYS - 21), 'look', 'directory', '')).toBe(false)
    const over = await look(DIRECTORY_DAYS + 1)
    expect(has(over, 'wrong', 'directory', 'has expired')).toBe(true)
    expect(has(over, 'wrong', 'members', 'has expired')).toBe(true)
    for (const { severity, advice } of over) expect([severity, advice === null]).toEqual([severity, severity === 'ok'])
  })

  it('sees an agency with one device, one without sheets, and sheets that do not hold', async () => {
    const [directory, ...sheets] = documents
    const lonely = [directory!, ...(await sheetsOf(world.front, { members: 1 })), ...sheets.slice(2)]
    expect(has(await look(0, { documents: lonely }), 'wrong', 'devices', 'Office front has 1 device')).toBe(true)
    const without = documents.filter(({ agency }) => agency !== world.second.id)
    expect(has(await look(0, { documents: without }), 'wrong', 'members', 'Office second has no member sheet')).toBe(
      true,
    )
    const deaf = documents.filter(({ kind, agency }) => kind !== 'intake-sheet' || agency !== world.front.id)
    expect(has(await look(0, { documents: deaf }), 'wrong', 'desk', 'Office front takes in nothing')).toBe(true)
  })

  it('sees that there is no directory, or one that is not of these root keys, or of a later day', async () => {
    const rest = documents.slice(1)
    expect(has(await look(0, { documents: rest }), 'look', 'directory', 'No directory was signed')).toBe(true)
    const { directory, roots } = world
    const single = await signDirectory(directory, roots.slice(0, 1))
    const forged: StoredDocument[] = [{ kind: 'directory', agency: null, document: single }, ...rest]
    expect(has(await look(0, { documents: forged }), 'wrong', 'directory', 'does not hold')).toBe(true)
    const early = await look(-30)
    expect(early.find(({ check }) => check === 'directory')?.advice).toContain('clock')
    const empty = await signDirectory({ ...directory, areas: [], agencies: new Map() }, roots.slice(0, 2))
    const nobody: StoredDocument[] = [{ kind: 'directory', agency: null, document: empty }]
    expect(has(await look(0, { documents: nobody }), 'look', 'areas', 'No area')).toBe(true)
  })

  it('names who waits for the directory, and what their area lacks', async () => {
    const office = await makeOffice('third', 'agency')
    const introduced = [{ ...office.listed, area: 'phayao', signingKey: office.signing.publicKey }]
    const lonely = [...documents, ...(await sheetsOf(office, { members: 1 }))]
    expect(lines(await look(0, { documents: lonely, introduced }))).toEqual([
      'look introduced: Office third has fewer than two devices on its member sheet.',
    ])
    const two = [...documents, ...(await sheetsOf(office))]
    expect(lines(await look(0, { documents: two, introduced }))).toEqual([
      'look introduced: Area phayao has no second door of another institution.',
    ])
    const here = [{ ...office.listed, signingKey: office.signing.publicKey }]
    expect(lines(await look(0, { documents: two, introduced: here }))).toEqual([
      'look introduced: Office third (lamphun) waits for the next directory.',
    ])
  })
})
