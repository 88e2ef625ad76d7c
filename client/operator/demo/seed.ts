/** Fills an empty relay for the demo, through its public interface only. Source: docs/protocol.md sections 7 to 9. */
import type { SigningKey } from '../../../shared/crypto/keys.ts'
import { type VerifiedArea, verifyArea } from '../../../shared/trust/area.ts'
import type { Directory } from '../../../shared/trust/directory.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { Names } from '../../../shared/wire/introduction.ts'
import type { AgencyContext } from '../../agency/context.ts'
import type { CreateIntroduction } from '../agency-add.ts'
import { fetchCandidates } from '../candidates.ts'
import type { Deployment } from '../deployment.ts'
import { planDirectory } from '../plan-directory.ts'
import { publishDirectory } from '../publish-directory.ts'
import { fileReport } from './file-report.ts'
import { DEMO_AREAS, DEMO_OFFICES, type Part } from './offices.ts'
import { DEMO_REPORTS } from './reports.ts'
import { seedAgency, type SeededAgency } from './seed-agency.ts'

export interface SeedInput {
  readonly deployment: Deployment
  /** All three, in memory only. */
  readonly roots: readonly SigningKey<'root'>[]
  readonly createIntroduction: CreateIntroduction
}

function chosen(agencies: readonly SeededAgency[], wanted: Part): ReadonlyMap<string, AgencyId> {
  const fitting = agencies.filter(({ office }) => office.part === wanted)
  return new Map(fitting.map(({ id, office }) => [office.description.area, id]))
}

async function signDirectory(
  context: AgencyContext,
  { deployment, roots }: SeedInput,
  agencies: readonly SeededAgency[],
  previous: Directory,
): Promise<void> {
  const candidates = await fetchCandidates(context)
  if ('kind' in candidates) throw new Error(`the relay introduced nobody: ${candidates.kind}`)
  const choices = {
    frontDesk: chosen(agencies, 'front-desk'),
    secondDoor: chosen(agencies, 'second-door'),
    overseer: chosen(agencies, 'overseer'),
    areaNames: new Map<string, Names>(),
  }
  const plan = planDirectory(candidates, previous, choices, () => true)
  if (plan.leftOut.length > 0) throw new Error(`the demo’s directory is not whole: ${plan.leftOut[0]?.why ?? ''}`)
  const published = await publishDirectory(context, deployment, plan, previous, roots)
  if (published.kind !== 'published') throw new Error(`the demo’s directory was not taken: ${published.kind}`)
}

async function fetchArea(context: AgencyContext, { deployment }: SeedInput, area: string): Promise<VerifiedArea> {
  const answer = await context.relay.area(area)
  if (answer.kind !== 'bundle') throw new Error(`the demo’s area is not there: ${answer.kind}`)
  const options = { rootHash: deployment.rootHash, area, today: context.today(), online: true, seen: new Map() }
  const verified = await verifyArea(context.p, answer.bundle, options)
  if (!verified.ok) throw new Error(`the demo’s area does not hold: ${verified.reason}`)
  return verified.value
}

/** Before there is a directory, no agency can be founded: the first one is empty. */
async function signEmptyDirectory(context: AgencyContext, { deployment, roots }: SeedInput): Promise<Directory> {
  const empty = { areas: [], agencies: new Map(), leftOut: [] }
  const published = await publishDirectory(context, deployment, empty, null, roots)
  if (published.kind !== 'published') throw new Error(`the demo’s first directory was not taken: ${published.kind}`)
  return published.directory
}

/** Throws when anything does not work: half a demo helps nobody. */
export async function seedDemo(context: AgencyContext, input: SeedInput): Promise<readonly SeededAgency[]> {
  const first = await signEmptyDirectory(context, input)
  // The areas side by side, in each one office after the other.
  const seeded = await Promise.all(
    DEMO_AREAS.map(async (area) => {
      const here: SeededAgency[] = []
      for (const office of DEMO_OFFICES.filter(({ description }) => description.area === area)) {
        here.push(await seedAgency(context, input.createIntroduction, office))
      }
      return here
    }),
  )
  const agencies = seeded.flat()
  await signDirectory(context, input, agencies, first)
  for (const id of DEMO_AREAS) {
    const area = await fetchArea(context, input, id)
    for (const report of DEMO_REPORTS.filter((one) => one.area === id)) {
      await fileReport(context, area, input.deployment.rootHash, report)
    }
  }
  return agencies
}
