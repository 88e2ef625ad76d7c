import { describe, expect, it } from 'vitest'
import { type Candidate, type Choices, planDirectory } from '../../../client/operator/plan-directory.ts'
import { type Directory, verifyDirectory } from '../../../shared/trust/directory.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import { TODAY, makeOffice, makeWorld, p, signDirectory } from '../../shared/trust/world.ts'

const none: Choices = { frontDesk: new Map(), secondDoor: new Map(), overseer: new Map(), areaNames: new Map() }
const all = (): boolean => true

async function candidate(
  name: string,
  type: string,
  change: Partial<Candidate> = {},
  area = 'lamphun',
): Promise<Candidate> {
  const { listed } = await makeOffice(name, type === 'governor' ? 'overseer' : 'agency')
  return {
    agency: { ...listed, type, area },
    fingerprint: `fingerprint of ${name}`,
    confirmation: name,
    members: 2,
    ...change,
  }
}

const office = await candidate('office', 'province_social_development')
const hospital = await candidate('hospital', 'hospital')
const shelter = await candidate('shelter', 'child_family_shelter')
const governor = await candidate('governor', 'governor')
const candidates = [hospital, shelter, governor, office]

const whyOf = ({ leftOut }: ReturnType<typeof planDirectory>): readonly string[] => leftOut.map(({ why }) => why)

async function verifiedWorld(): Promise<Directory> {
  const world = await makeWorld()
  const document = await signDirectory(world.directory, world.roots.slice(0, 2))
  const outcome = await verifyDirectory(p, document, { rootHash: world.rootHash, today: TODAY })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

describe('the next directory', () => {
  it('has the usual type as front desk, another institution as second door, and the overseer', () => {
    const plan = planDirectory(candidates, null, none, all)
    expect(plan.leftOut).toEqual([])
    const [area] = plan.areas
    expect(area).toMatchObject({ id: 'lamphun', frontDesk: office.agency.id, overseer: governor.agency.id })
    expect([hospital.agency.id, shelter.agency.id]).toContain(area?.secondDoor)
    expect(new Set(area?.agencies)).toEqual(new Set([office, hospital, shelter].map(({ agency }) => agency.id)))
    expect(plan.agencies.size).toBe(4)
  })

  it('does not depend on the relay’s order', () => {
    expect(planDirectory(candidates.toReversed(), null, none, all)).toEqual(planDirectory(candidates, null, none, all))
  })

  it('follows what people chose, and takes no second door of the same institution', async () => {
    const chosen = {
      ...none,
      frontDesk: new Map([['lamphun', hospital.agency.id]]),
      secondDoor: new Map([['lamphun', shelter.agency.id]]),
    }
    expect(planDirectory(candidates, null, chosen, all).areas[0]).toMatchObject({
      frontDesk: hospital.agency.id,
      secondDoor: shelter.agency.id,
    })
    const other = await candidate('other hospital', 'hospital')
    const same = { ...none, frontDesk: chosen.frontDesk, secondDoor: new Map([['lamphun', other.agency.id]]) }
    expect(whyOf(planDirectory([...candidates, other], null, same, all))).toEqual(['no-second-door'])
  })

  it('leaves out who is not confirmed, has too few devices, or no sheet that holds', () => {
    const few = planDirectory(
      [office, { ...hospital, members: 1 }, { ...shelter, members: null }, governor],
      null,
      none,
      all,
    )
    expect(whyOf(few)).toEqual(['too-few-members', 'too-few-members', 'no-second-door'])
    const unseen = planDirectory(candidates, null, none, (confirmation) => confirmation !== office.confirmation)
    expect(whyOf(unseen)).toEqual(['not-confirmed'])
    expect(unseen.agencies.has(office.agency.id)).toBe(false)
  })

  it.each([
    ['no-overseer', [office, hospital]],
    ['no-second-door', [office, governor]],
    ['no-front-desk', [governor]],
  ])('leaves an area out for want of its parts: %s', (why, some) => {
    const plan = planDirectory(some, null, none, all)
    expect(whyOf(plan)).toEqual([why])
    expect(plan.areas).toEqual([])
    expect(plan.agencies.size).toBe(0)
  })

  it('leaves out an area that nobody can name', async () => {
    const lost = await Promise.all(
      ['province_social_development', 'hospital', 'governor'].map((type) =>
        candidate(`lost ${type}`, type, {}, 'atlantis'),
      ),
    )
    expect(whyOf(planDirectory(lost, null, none, all))).toEqual(['unknown-area'])
    const names = { th: 'แอตแลนติส', en: 'Atlantis' }
    const named = planDirectory(lost, null, { ...none, areaNames: new Map([['atlantis', names]]) }, all)
    expect(named).toMatchObject({ areas: [{ id: 'atlantis', names }], leftOut: [] })
  })

  it('calls an area what somebody says now, else what it was called before, else what the program knows', async () => {
    const previous = await verifiedWorld()
    const nameIn = (before: Directory | null, choices: Choices): unknown =>
      planDirectory(candidates, before, choices, all).areas.find(({ id }) => id === 'lamphun')?.names['en']
    const renamed = previous.areas.map((area) => ({ ...area, names: { en: 'As before' } }))
    const now = { ...none, areaNames: new Map([['lamphun', { th: 'ตอนนี้', en: 'As now' }]]) }
    const before = { ...previous, areas: renamed }
    expect([nameIn(before, now), nameIn(before, none), nameIn(null, none)]).toEqual(['As now', 'As before', 'Lamphun'])
  })

  it('keeps everybody of the last one, even with one device left or no longer introduced', async () => {
    const previous = await verifiedWorld()
    const plan = planDirectory([], previous, none, () => false)
    expect([...plan.agencies.keys()].toSorted()).toEqual([...previous.agencies.keys()].toSorted())
    expect(plan.areas).toEqual(previous.areas)
    expect(whyOf(plan)).toEqual([])
  })

  it('never takes another signing key for an agency that it knows', async () => {
    const previous = await verifiedWorld()
    const [id, agency] = [...previous.agencies][0] as [AgencyId, Candidate['agency']]
    const swapped = {
      agency: { ...agency, signingKey: hospital.agency.signingKey },
      fingerprint: 'new',
      confirmation: 'new',
      members: 5,
    }
    const plan = planDirectory([swapped], previous, none, all)
    expect(whyOf(plan)).toContain('other-key')
    expect(plan.agencies.get(id)?.signingKey).toEqual(agency.signingKey)
  })
})
