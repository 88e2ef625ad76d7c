import { spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgencyContext } from '../../../client/agency/context.ts'
import { foundAgency } from '../../../client/agency/found-agency.ts'
import { inviteMember } from '../../../client/agency/invite-member.ts'
import { parseDeskFragment } from '../../../client/agency/link.ts'
import { type AdministratorKeys, createAgencyKeys } from '../../../client/agency/member-keys.ts'
import { readLastDirectory, writeLastDirectory } from '../../../client/operator/root-keys.ts'
import type { RunResult } from '../../../client/operator/run.ts'
import { NOTHING_SEEN } from '../../../shared/trust/area.ts'
import type { IntroducedAgency } from '../../../shared/wire/introduction.ts'
import { present } from '../../present.ts'
import { p } from '../../shared/trust/world.ts'
import { commandLine } from './command.ts'
import { filesUnder, makeFolder, type RealRelay, removeFolder, startRealRelay, systemRandom } from './real-relay.ts'

const folder = makeFolder('cli')
const data = join(folder, 'data')
const keys = join(folder, 'keys')
const PROGRAM = join(import.meta.dirname, '../../../client/operator/main.ts')

let relay: RealRelay
let context: AgencyContext

const sosafe = commandLine({ dataFolder: data, contextFor: () => context })

async function json(result: Promise<RunResult>): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await result
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Record<string, unknown>
}

/** The real program, as `npm run sosafe` starts it. */
async function program(...argv: readonly string[]): Promise<RunResult> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  const exitCode = new Promise<number | null>((done) => void child.on('close', done))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: (await exitCode) as RunResult['exitCode'], stdout, stderr }
}

/** No area that the program knows: it is named by whoever adds it. */
const AREA = ['--area', 'chiang-mai', '--area-name-th', 'จังหวัดเชียงใหม่', '--area-name-en', 'Chiang Mai']

async function addAgency(...options: readonly string[]): Promise<AdministratorKeys> {
  const { link } = await json(sosafe('agency', 'add', ...AREA, ...options, '--relay', relay.origin, '--json'))
  const found = parseDeskFragment(new URL(String(link)).hash)
  if (found?.kind !== 'found') throw new Error('no founding link')
  const own = await createAgencyKeys(p, systemRandom, context.today())
  const outcome = await foundAgency(context, own, { token: found.token, label: 'Desk 1', roles: ['administrator'] })
  expect(outcome.kind).toBe('founded')
  return own
}

const sign = (...options: readonly string[]): Promise<RunResult> =>
  sosafe('directory', 'sign', '--keys', keys, '--relay', relay.origin, ...options)

interface Introduced {
  readonly id: string
  readonly fingerprint: string
  readonly confirmation: string
  readonly members: number
}

async function introduced(): Promise<readonly Introduced[]> {
  const shown = await json(sosafe('directory', 'show', '--keys', keys, '--relay', relay.origin, '--json'))
  return shown['introduced'] as Introduced[]
}

type Introductions = readonly IntroducedAgency[]

/** The one under the other's name, area, kind and type. */
const calledLike =
  (one: AdministratorKeys, other: AdministratorKeys) =>
  (all: Introductions): Introductions => {
    const { area, kind, type, names } = present(all.find(({ id }) => id === other.agency))
    return all.map((agency) => (agency.id === one.agency ? { ...agency, area, kind, type, names } : agency))
  }

async function whileRelaySays<T>(lie: (all: Introductions) => Introductions, work: () => Promise<T>): Promise<T> {
  const honest = context
  const introduced: typeof honest.relay.introduced = async () => {
    const said = await honest.relay.introduced()
    return said.kind === 'list' ? { ...said, agencies: lie(said.agencies) } : said
  }
  context = { ...honest, relay: { ...honest.relay, introduced } }
  return work().finally(() => (context = honest))
}

beforeAll(async () => {
  const made = await program('init', '--data', data, '--keys', keys, '--name', 'Trial', '--json')
  if (made.exitCode !== 0) throw new Error(made.stderr)
  const { rootHash } = JSON.parse(made.stdout) as { rootHash: string }
  relay = await startRealRelay(data, new Uint8Array(Buffer.from(rootHash, 'hex')), false)
  context = relay.contextWith(systemRandom)
})

afterAll(async () => {
  await relay.stop()
  removeFolder(folder)
})

describe('the command line', () => {
  it('explains itself, and tells what it did not understand by exit code 2', async () => {
    for (const argv of [
      ['--help'],
      ['help'],
      ['init', '--help'],
      ['agency', 'add', '--help'],
      ['directory', 'sign', '--help'],
    ]) {
      const { exitCode, stdout } = await sosafe(...argv)
      expect(exitCode).toBe(0)
      expect(stdout).toContain('npm run sosafe --')
    }
    const wrong = [
      [],
      ['directory'],
      ['agency', 'remove'],
      ['init', '--data', data],
      ['init', '--data', data, '--keys', keys, '--secret', 'x'],
      ['agency', 'add', '--area', 'atlantis', '--area-name-en', 'Atlantis', '--type', 'hospital'],
      ['agency', 'add', '--area', 'at lantis', '--area-name-en', 'A', '--area-name-th', 'A', '--type', 'hospital'],
      ['agency', 'add', '--area', 'lamphun', '--type', 'castle'],
      ['agency', 'add', '--area', 'lamphun', '--type', 'governor'],
      ['agency', 'add', '--area', 'lamphun', '--type', 'hospital', '--kind', 'king'],
      ['agency', 'add', '--area', 'lamphun', '--type', 'hospital', '--relay', 'ftp://x'],
      ['directory', 'sign', '--relay', relay.origin],
      ['directory', 'sign', '--keys', keys, '--front-desk', 'lamphun'],
      ['directory', 'sign', '--keys', keys, '--area-name-th', 'atlantis=A'],
      ['directory', 'sign', '--keys', keys, '--area-name-th', 'A', '--area-name-en', 'A'],
    ]
    for (const argv of wrong) expect([argv, (await sosafe(...argv)).exitCode]).toEqual([argv, 2])
    const { stdout } = await sosafe('directory', 'sign', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ error: 'usage' })
  })

  it('adds no agency to an area that nobody has named: it may be misspelt', async () => {
    const { exitCode, stderr } = await sosafe('agency', 'add', '--area', 'lampun', '--type', 'hospital')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('only for lamphun, phayao, phuket,')
    expect(stderr).toContain('A new area has --area-name-th and --area-name-en.')
  })

  it('refuses with exit code 1 what cannot be done', async () => {
    expect((await program('init', '--data', data, '--keys', keys)).exitCode).toBe(1)
    expect((await sosafe('directory', 'sign', '--keys', join(folder, 'none'))).exitCode).toBe(1)
    const nowhere = ['agency', 'add', '--area', 'lamphun', '--type', 'hospital', '--data', join(folder, 'none')]
    expect((await program(...nowhere)).exitCode).toBe(1)
    const closed = ['directory', 'show', '--keys', keys, '--relay', 'http://127.0.0.1:1']
    expect(await program(...closed)).toMatchObject({ exitCode: 1, stdout: '' })
  })

  it('leads from nothing to a signed directory, and nobody enters unseen', async () => {
    expect((await sosafe('directory', 'show', '--keys', keys)).stdout).toContain('No directory was signed yet.')
    const first = await sign()
    expect(first).toMatchObject({ exitCode: 0 })
    expect(first.stdout).toContain('No area is in it yet.')

    const office = await addAgency('--type', 'province_social_development')
    const hospital = await addAgency('--type', 'hospital', '--name-en', 'The hospital', '--name-th', 'โรงพยาบาล')
    const governor = await addAgency('--type', 'governor', '--kind', 'overseer')
    expect((await introduced()).map(({ members }) => members)).toEqual([1, 1, 1])
    const lonely = await json(sign('--confirm-all', '--json'))
    expect(lonely).toMatchObject({ version: 2, areas: [] })
    expect(lonely['leftOut']).toMatchObject([
      { why: 'too-few-members' },
      { why: 'too-few-members' },
      { why: 'too-few-members' },
    ])

    for (const own of [office, hospital, governor]) {
      expect((await inviteMember(context, own, { roles: ['caseworker'], label: 'Desk 2' }, NOTHING_SEEN)).kind).toBe(
        'invited',
      )
    }
    const unseen = await sign()
    expect(unseen.stdout).toContain('is not confirmed')
    expect(unseen.stdout).toContain('No area is in it yet.')

    const shown = await introduced()
    const fingerprints = shown.map(({ fingerprint }) => fingerprint)
    expect(fingerprints[0]).toMatch(/^\d{5}( \d{5}){5}$/)
    // With spaces or without, as they were written down.
    const confirmed = shown.flatMap(({ confirmation }, index) => [
      '--confirm',
      index === 0 ? confirmation.replaceAll(' ', '') : confirmation,
    ])
    // the key alone is not enough: what it is called is the relay's word
    const heard = await sign(...fingerprints.flatMap((digits) => ['--confirm', digits]))
    expect(heard.stdout).toContain('The hospital is not confirmed')
    for (const lie of [calledLike(office, hospital), calledLike(hospital, office)]) {
      const lied = await whileRelaySays(lie, () => json(sign(...confirmed, '--json')))
      expect(lied['leftOut']).toContainEqual(expect.objectContaining({ why: 'not-confirmed' }))
    }
    const unnamed = await json(sign(...confirmed, '--json'))
    expect(unnamed).toMatchObject({ areas: [], leftOut: [{ why: 'unknown-area', area: 'chiang-mai' }] })
    const named = ['--area-name-th', 'chiang-mai=จังหวัดเชียงใหม่', '--area-name-en', 'chiang-mai=Chiang Mai']
    const parts = ['--front-desk', `chiang-mai=${office.agency}`]
    const signed = await json(sign(...confirmed, ...named, ...parts, '--json'))
    expect(signed).toMatchObject({ version: 8, deployment: { name: 'Trial', demo: false }, leftOut: [] })
    expect(signed['areas']).toMatchObject([
      {
        id: 'chiang-mai',
        names: { th: 'จังหวัดเชียงใหม่', en: 'Chiang Mai' },
        frontDesk: office.agency,
        secondDoor: hospital.agency,
        overseer: governor.agency,
      },
    ])
    const agencies = signed['agencies'] as { readonly id: string; readonly names: object }[]
    expect(agencies).toHaveLength(3)
    expect(agencies.find(({ id }) => id === office.agency)?.names).toEqual({
      th: 'สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดเชียงใหม่',
      en: 'Provincial Office of Social Development and Human Security, Chiang Mai',
    })

    // Renewing keeps everybody and their parts and names, without any more confirming.
    expect(await json(sign('--json'))).toMatchObject({ version: 9, areas: signed['areas'] as object })
    const swap = ['--front-desk', `chiang-mai=${hospital.agency}`, '--second-door', `chiang-mai=${office.agency}`]
    expect((await json(sign(...swap, '--json')))['areas']).toMatchObject([{ frontDesk: hospital.agency }])
    const later = await sosafe('directory', 'show', '--data', data, '--relay', relay.origin)
    expect(later.stdout).toContain('front desk: The hospital')
  })

  it('signs nothing over a directory that is older than the one it signed last', async () => {
    const last = readLastDirectory([keys])!
    writeLastDirectory([keys], { ...last, version: last.version + 1 })
    const outcome = await sign()
    expect(outcome.exitCode).toBe(1)
    expect(outcome.stderr).toContain('rolled-back')
    writeLastDirectory([keys], last)
    expect((await sign()).exitCode).toBe(0)
  })

  it('signs only with two root keys of this deployment', async () => {
    const other = join(folder, 'other-keys')
    await sosafe('init', '--data', join(folder, 'other-data'), '--keys', other)
    // The other's deployment, whose directory this relay does not serve.
    const foreign = await sosafe('directory', 'sign', '--keys', other, '--relay', relay.origin)
    expect(foreign).toMatchObject({ exitCode: 1 })
    expect(foreign.stderr).toContain('does not hold (signature)')
    const [first] = [...filesUnder(keys)].filter(([path]) => path.endsWith('root-1.key'))
    const alone = makeFolder('alone')
    copyFileSync(first![0], join(alone, 'root-1.key'))
    copyFileSync(join(keys, 'deployment.json'), join(alone, 'deployment.json'))
    const single = await sosafe('directory', 'sign', '--keys', alone, '--relay', relay.origin)
    expect(single.stderr).toContain('Found 1 root keys')
    copyFileSync(join(keys, 'root-3.key'), join(folder, 'root-3.key'))
    copyFileSync(join(keys, 'last-directory.json'), join(folder, 'last-directory.json'))
    const two = await sosafe('directory', 'sign', '--keys', alone, '--keys', folder, '--relay', relay.origin)
    expect(two).toMatchObject({ exitCode: 0 })
    removeFolder(alone)
  })

  it('prints no root key and no backup key, and takes none on its command line', async () => {
    const outputs = [
      await sign(),
      await sosafe('directory', 'show', '--keys', keys, '--json'),
      await sosafe('init', '--help'),
    ]
    const seeds = [...filesUnder(keys)]
      .filter(([path]) => path.endsWith('.key'))
      .map(([, content]) => (JSON.parse(content.toString()) as { seed: string }).seed)
    expect(seeds).toHaveLength(4)
    for (const { stdout, stderr } of outputs) for (const seed of seeds) expect(stdout + stderr).not.toContain(seed)
  })
})
