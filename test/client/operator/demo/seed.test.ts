import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../../client/agency/accept-invitation.ts'
import { eraseEntry } from '../../../../client/agency/erase-entry.ts'
import type { AgencyContext } from '../../../../client/agency/context.ts'
import { deriveInvitation } from '../../../../client/agency/invitation.ts'
import { parseDeskFragment } from '../../../../client/agency/link.ts'
import type { MemberKeys } from '../../../../client/agency/member-keys.ts'
import { linkLines, linksJson } from '../../../../client/operator/demo/links.ts'
import { DEMO_REPORTS } from '../../../../client/operator/demo/reports.ts'
import type { SeededAgency } from '../../../../client/operator/demo/seed-agency.ts'
import { seedDemo } from '../../../../client/operator/demo/seed.ts'
import { createIntroduction } from '../../../../client/operator/introduction.ts'
import { encodeBase64url } from '../../../../shared/bytes/base64url.ts'
import { readFrame } from '../../../../shared/case/frame.ts'
import { TO_AGENCY } from '../../../../shared/case/reporter-event.ts'
import { TO_OVERSEER } from '../../../../shared/case/slip-event.ts'
import { chainFrom, intakeKeyOf, stepChain } from '../../../../shared/crypto/chain.ts'
import { generateSigningKey, type SigningKey } from '../../../../shared/crypto/keys.ts'
import { open } from '../../../../shared/crypto/open.ts'
import type { Random } from '../../../../shared/crypto/primitives.ts'
import { signerOf } from '../../../../shared/crypto/request.ts'
import { verifyArea } from '../../../../shared/trust/area.ts'
import { rootHashOf } from '../../../../shared/trust/directory.ts'
import { currentMembers } from '../../../../shared/trust/member-sheet.ts'
import { inboxOf, parseEnvelopeId } from '../../../../shared/wire/address.ts'
import { parseEnvelope } from '../../../../shared/wire/envelope.ts'
import { p } from '../../../shared/trust/world.ts'
import {
  filesUnder,
  findSecrets,
  makeFolder,
  type RealRelay,
  removeFolder,
  startRealRelay,
  systemRandom,
} from '../real-relay.ts'

const dataFolder = makeFolder('demo')
/** Everything that was drawn at random, and every token, by what it was. */
const secrets = new Map<string, Uint8Array>()
const recording: Random = (length) => {
  const bytes = systemRandom(length)
  if (length >= 16) secrets.set(`drawn ${secrets.size}`, bytes)
  return bytes
}

let relay: RealRelay
let context: AgencyContext
let roots: readonly SigningKey<'root'>[]
let agencies: readonly SeededAgency[]

beforeAll(async () => {
  roots = await Promise.all([1, 2, 3].map(() => generateSigningKey<'root'>(p, recording)))
  const publicKeys = roots.map(({ publicKey }) => publicKey)
  const rootHash = await rootHashOf(p, publicKeys)
  const deployment = { name: 'Demo', demo: true, roots: publicKeys, rootHash, backupKey: null }
  relay = await startRealRelay(dataFolder, deployment.rootHash, true)
  context = relay.contextWith(recording)
  agencies = await seedDemo(context, {
    deployment,
    roots,
    async createIntroduction(description) {
      const token = await createIntroduction(dataFolder, description)
      secrets.set(`token ${secrets.size}`, token)
      return token
    },
  })
}, 120_000)

afterAll(async () => {
  await relay.stop()
  removeFolder(dataFolder)
})

async function membersOf({ members }: SeededAgency): Promise<readonly MemberKeys[]> {
  const opened = await Promise.all(members.map(({ link }) => openInvitation(context, link)))
  return opened.map((outcome) => {
    if (outcome.kind !== 'opened') throw new Error(outcome.kind)
    return outcome.keys
  })
}

async function administratorOf({ members }: SeededAgency): Promise<MemberKeys> {
  const outcome = await openInvitation(context, members[0]!.link)
  if (outcome.kind !== 'opened') throw new Error(outcome.kind)
  return outcome.keys
}

/** Every envelope in the agency's inbox, opened with a member's keys. */
async function openInbox({ agency, device, chains }: MemberKeys): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const after = parseEnvelopeId(new Uint8Array(32))!
  const page = await context.relay.asMember(signerOf(p, device)).listInbox({ agency: inboxOf(agency), after })
  if (page.kind !== 'page') throw new Error(page.kind)
  return Promise.all(
    page.items.map(async ({ envelope }) => {
      const parsed = parseEnvelope(envelope)
      const chain = parsed.kind === 'envelope' ? await chainFrom(p, chains[0]!, parsed.hint) : null
      const secret = await intakeKeyOf(p, chain!.seed)
      const frame = await open(p, { kind: 'inbox', address: inboxOf(agency), secret }, envelope)
      if (frame === null) throw new Error('not opened')
      return frame
    }),
  )
}

describe('the demo', () => {
  it('has two areas, each with a front desk, two more agencies and an overseer, in a directory that holds', async () => {
    const publicKeys = roots.map(({ publicKey }) => publicKey)
    const rootHash = await rootHashOf(p, publicKeys)
    for (const area of ['lamphun', 'yala-city']) {
      const answer = await context.relay.area(area)
      if (answer.kind !== 'bundle') throw new Error(answer.kind)
      const options = { rootHash, area, today: context.today(), online: true, seen: new Map() }
      const verified = await verifyArea(p, answer.bundle, options)
      if (!verified.ok) throw new Error(verified.reason)
      expect(verified.value.directory.deployment.demo).toBe(true)
      expect(verified.value.area.agencies).toHaveLength(3)
      for (const door of Object.values(verified.value.doors)) {
        if (!door.ok) throw new Error(door.reason)
        expect(currentMembers(door.value.memberSheet)).toHaveLength(2)
        expect(door.value.agency.names['en']).toContain('(demo)')
      }
      const { frontDesk, secondDoor } = verified.value.area
      const typeOf = (id: typeof frontDesk): unknown => verified.value.directory.agencies.get(id)?.type
      expect(typeOf(frontDesk)).not.toBe(typeOf(secondDoor))
    }
  })

  it('gives each agency two members, one of them an administrator, whose links open everything', async () => {
    expect(agencies).toHaveLength(8)
    for (const agency of agencies) {
      const [administrator, other] = await membersOf(agency)
      expect(administrator?.signing).not.toBeNull()
      expect(other?.signing).toBeNull()
      expect(other?.teams).toEqual(administrator?.teams)
    }
  })

  it('holds a dozen reports that say they are synthetic, each with a watch slip for the area’s overseer', async () => {
    expect(DEMO_REPORTS).toHaveLength(12)
    const words: string[] = []
    const slips: string[] = []
    for (const agency of agencies) {
      for (const frame of await openInbox(await administratorOf(agency))) {
        const address = inboxOf(agency.id)
        const report = await readFrame(p, frame, TO_AGENCY, address)
        if (report?.event.type === 'report') words.push(report.event.body.words)
        const slip = await readFrame(p, frame, TO_OVERSEER, address)
        if (slip?.event.type === 'watch-slip') slips.push(slip.event.case)
      }
    }
    expect(words.toSorted()).toEqual(DEMO_REPORTS.map((report) => report.words).toSorted())
    for (const text of words) expect(text).toMatch(/^\[(ข้อความสมมติ|SYNTHETIC REPORT)\] /)
    expect(new Set(slips).size).toBe(12)
  })

  it('prints links whose secrets stand behind the number sign only', () => {
    const { links } = linksJson(agencies, relay.origin) as { links: { link: string }[] }
    expect(links).toHaveLength(16)
    expect(new Set(links.map(({ link }) => link)).size).toBe(16)
    for (const { link } of links) {
      const url = new URL(link)
      expect(url.origin + url.pathname + url.search).toBe(`${relay.origin}/desk/`)
      expect(parseDeskFragment(url.hash)?.kind).toBe('join')
    }
    const printed = linkLines(agencies, relay.origin).join('\n')
    for (const { link } of links) expect(printed).toContain(link)
  })

  it('lets a member accept, and its link then opens nothing', async () => {
    const link = agencies[0]!.members[1]!.link
    const opened = await openInvitation(context, link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    expect(await eraseEntry(context, opened.keys, opened.handovers[0]!)).toEqual({ kind: 'erased' })
    expect(await openInvitation(context, link)).toEqual({ kind: 'used' })
  })

  it('leaves nothing under the data folder that opens mail or signs for anybody', async () => {
    const made = new Map(secrets)
    for (const agency of agencies) {
      for (const { link } of agency.members) {
        const { device } = await deriveInvitation(p, link.secret)
        made.set(`invitation ${agency.id}`, link.secret).set(`device ${made.size}`, device.seed)
      }
      const { chains, teams, signing } = await administratorOf(agency)
      made.set(`signing ${made.size}`, signing!.seed)
      for (const { seed } of teams) made.set(`team ${made.size}`, seed)
      for (let chain = chains[0]!, step = 0; step < 3; step++) {
        made.set(`chain ${made.size}`, chain.seed)
        chain = await stepChain(p, chain)
      }
    }
    // An inbox address is drawn at random too, and public.
    const published = new Set(agencies.map(({ id }) => id as string))
    for (const [name, bytes] of made) if (published.has(encodeBase64url(bytes))) made.delete(name)
    expect(made.size).toBeGreaterThan(200)
    const files = filesUnder(dataFolder)
    expect([...files.keys()].some((path) => path.endsWith('relay.db'))).toBe(true)
    expect(findSecrets(files, made)).toEqual([])
    // The search itself must be able to find: what is public, and what is planted in each form.
    const address = new Map([['inbox', new Uint8Array(inboxOf(agencies[0]!.id))]])
    expect(findSecrets(files, address)).not.toEqual([])
    const [planted] = [...made.values()]
    for (const form of ['latin1', 'hex', 'base64', 'base64url'] as const) {
      const file = Buffer.from(`..${Buffer.from(planted!).toString(form)}..`, 'latin1')
      expect(findSecrets(new Map([['planted', file]]), made)).toHaveLength(1)
    }
  })
})
