import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import { announceErasure } from '../../../client/agency/erase-entry.ts'
import type { JoinLink } from '../../../client/agency/link.ts'
import { foundDesk, joinDesk, type MakeOutcome } from '../../../client/desk/enrol/make-desk.ts'
import type { OpenVault } from '../../../client/desk/open-desk.ts'
import { openSession, type Session } from '../../../client/desk/session.ts'
import { StorageError } from '../../../client/storage/connection.ts'
import { createKeyring } from '../../../client/desk/keyring.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { parseSealedVault, openVault } from '../../../client/vault/vault.ts'
import { parseEnvelope } from '../../../shared/wire/envelope.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import { present } from '../../present.ts'
import { p } from '../../shared/trust/world.ts'
import { type Bench, contentsOf, type Device, openBench, random } from './desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const chosen = { passphrase: 'four odd words together', name: 'Night shift' }

async function invite(device: Device): Promise<JoinLink> {
  const outcome = await device.session.invite({ label: 'Desk 3', roles: ['caseworker'] })
  if (outcome.kind !== 'invited') throw new Error(outcome.kind)
  return outcome.link
}

const made = (outcome: MakeOutcome): OpenVault => {
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return outcome.open
}

/** A browser that has no vault yet: its network and its store. */
const browser = (): Promise<Device> => bench.device(bench.world.second, 1)

async function accept({ tools }: Device, link: JoinLink): ReturnType<typeof openInvitation> {
  const { primitives, relay, today, nowMs: now } = tools
  return openInvitation({ p: primitives, random, relay, today, now }, link)
}

async function join(device: Device, link: JoinLink): Promise<OpenVault> {
  const opened = await accept(device, link)
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  return made(await joinDesk(device.tools, { ...opened, signingKey: link.signingKey }, chosen))
}

const start = async (device: Device, open: OpenVault): Promise<Session> =>
  present(await openSession(device.tools, open))

const copyOf = async ({ store }: Device, id: string): Promise<readonly LogEntry[]> => store.loadEntries(id, 0, 0)
/** What became of the hand-overs in a device's copy. */
async function handoversIn(device: Device, id: string): Promise<string[]> {
  return (await copyOf(device, id)).flatMap((entry) => {
    if (entry.kind === 'tombstone') return ['erased']
    const parsed = parseEnvelope(entry.bytes)
    return parsed.kind === 'envelope' && parsed.hint === 0 ? ['there'] : []
  })
}
const ADMINISTRATOR = 'Office front-0'

describe('a device that joins', () => {
  it('sees the cases that were there before it', async () => {
    const a = await bench.device(bench.world.front, 0)
    const phone = await bench.report('Words')
    await a.session.refresh()
    const device = await browser()
    const session = await start(device, await join(device, await invite(a)))
    await session.refresh()
    expect(session.state().fold.cases.get(phone.case)?.said).toHaveLength(1)
    expect(session.state().members.filter(({ own }) => own)).toMatchObject([{ label: 'Desk 3', current: true }])
    expect(session.state().problems).toEqual([])
  })

  it('leaves a link that opens nothing any more, and no hand-over in anybody’s copy', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const link = await invite(a)
    await a.session.refresh()
    expect(await handoversIn(a, ADMINISTRATOR)).toEqual(['there'])
    const device = await browser()
    const session = await start(device, await join(device, link))
    await session.refresh()
    expect((await accept(await browser(), link)).kind).toBe('used')
    await a.session.refresh()
    expect(await handoversIn(a, ADMINISTRATOR)).toEqual(['erased'])
    expect(a.session.state().problems).toEqual([])
  })

  it('has its keys on the disk before the hand-over is erased: whatever is lost, one of the two is there', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    for (let left = 0; left <= 7; left++) {
      const link = await invite(a)
      const device = await browser()
      const open = await join(device, link)
      device.network.left = left
      await (await start(device, open)).refresh()
      device.network.left = null
      const sealed = present(parseSealedVault(present(await device.store.loadVault(open.id))))
      const vault = present(await openVault(device.tools, chosen.passphrase, sealed))
      const session = await start(device, { ...open, vault })
      await session.refresh()
      expect(session.state().problems).toEqual([])
      expect((await accept(device, link)).kind).toBe('used')
    }
    await a.session.refresh()
    const entries = await copyOf(a, ADMINISTRATOR)
    expect(entries.filter(({ kind }) => kind === 'tombstone')).toHaveLength(8)
  })

  it('that has announced and died has its hand-over erased by the others', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const link = await invite(a)
    const device = await browser()
    const opened = await accept(device, link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const { keys, handovers } = opened
    const handover = present(handovers[0])
    const context = { p, random, now: () => 0 }
    const member = device.tools.relay.asMember(signerOf(p, keys.device))
    expect((await announceErasure(context, member, keys, handover)).kind).toBe('appended')
    await a.session.refresh()
    expect((await accept(device, link)).kind).toBe('used')
    expect(await handoversIn(a, ADMINISTRATOR)).toEqual(['erased'])
  })

  it('by a link of another agency’s key finds nothing to trust', async () => {
    const a = await bench.device(bench.world.front, 0)
    const link = { ...(await invite(a)), signingKey: bench.world.second.signing.publicKey }
    expect(await accept(await browser(), link)).toMatchObject({ kind: 'distrusted', reason: 'signature' })
  })
})

describe('a stolen desk', () => {
  it('cannot make the others forget a case: announcements count for hand-overs only', async () => {
    const { front } = bench.world
    const a = await bench.device(front, 0)
    const phone = await bench.report('Words')
    await a.session.refresh()
    const thief = present(await createKeyring(p, await contentsOf(front, 1)))
    const [first] = await copyOf(a, ADMINISTRATOR)
    if (first?.kind !== 'entry') throw new Error('no entry')
    const named = { number: first.number, entry: envelopeName(await envelopeIdOf(p, first.bytes)) }
    const member = a.tools.relay.asMember(signerOf(p, thief.device))
    const context = { p, random, now: () => 0 }
    expect((await announceErasure(context, member, thief.keys, named)).kind).toBe('appended')
    await a.session.refresh()
    await a.session.refresh()
    expect((await copyOf(a, ADMINISTRATOR))[0]).toEqual(first)
    expect(a.session.state().fold.cases.get(phone.case)?.said).toHaveLength(1)
  })
})

describe('an agency that is founded at its desk', () => {
  const description = { area: 'lamphun', kind: 'agency', type: 'hospital', names: { en: 'A new office' } } as const

  async function introduce(): Promise<ReturnType<typeof random>> {
    const token = random(32)
    await bench.setting.introductions.create(await p.sha256(token), description)
    return token
  }
  const found = async (device: Device, token: ReturnType<typeof random>): Promise<MakeOutcome> =>
    foundDesk(device.tools, { token, label: 'Front office 1' }, chosen)

  it('exists, and asks for a second device until there is one', async () => {
    const device = await browser()
    const session = await start(device, made(await found(device, await introduce())))
    await session.refresh()
    const { agency, problems, isAdministrator } = session.state()
    expect(agency).toMatchObject({ listing: 'not-listed', names: description.names })
    expect(isAdministrator).toBe(true)
    expect(problems).toContainEqual({ kind: 'few-devices', count: 1 })
    const outcome = await session.invite({ label: 'Desk 2', roles: ['caseworker'] })
    if (outcome.kind !== 'invited') throw new Error(outcome.kind)
    const second = await browser()
    const other = await start(second, await join(second, outcome.link))
    await other.refresh()
    await session.refresh()
    for (const one of [session, other]) expect(one.state().problems).toEqual([{ kind: 'not-listed' }])
  })

  it.each([1, 2, 3, 4, 5, 6])('is founded once when the device dies after %i requests', async (left) => {
    const device = await browser()
    const token = await introduce()
    device.network.left = left
    const open = made(await found(device, token))
    device.network.left = null
    const sealed = present(parseSealedVault(present(await device.store.loadVault(open.id))))
    const vault = present(await openVault(device.tools, chosen.passphrase, sealed))
    const session = await start(device, { ...open, vault })
    await session.refresh()
    await session.refresh()
    expect(session.state().keys.liveDevices).toBe(1)
    expect(
      session
        .state()
        .problems.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['few-devices', 'not-listed'])
  })

  it('is made although the disk is full once the relay knows it, which is noted as soon as there is room', async () => {
    const device = await browser()
    const token = await introduce()
    const { saveVault } = device.store
    let saves = 0
    device.store.saveVault = (...vault) => {
      saves += 1
      return saves === 1 ? saveVault(...vault) : Promise.reject(new StorageError('full'))
    }
    const open = made(await found(device, token))
    expect(saves).toBe(2)
    const session = await start(device, open)
    await session.refresh()
    expect(session.state().problems).toContainEqual({ kind: 'storage', code: 'full' })
    device.store.saveVault = saveVault
    await session.refresh()
    await session.refresh()
    expect(session.state().keys.liveDevices).toBe(1)
    const sealed = present(parseSealedVault(present(await device.store.loadVault(open.id))))
    const { contents } = present(await openVault(device.tools, chosen.passphrase, sealed))
    expect(contents.unfinished).toBeNull()
    expect(session.state().problems.map(({ kind }) => kind)).toEqual(['not-listed', 'few-devices'])
  })

  it('is said to be founded elsewhere also where the vault of the second try cannot be removed', async () => {
    const token = await introduce()
    made(await found(await browser(), token))
    const second = await browser()
    second.store.removeVault = () => Promise.reject(new StorageError('broken'))
    expect(await found(second, token)).toEqual({ kind: 'token' })
  })

  it('is not founded twice by one link, and nothing of the second try stays', async () => {
    const token = await introduce()
    const first = await browser()
    made(await found(first, token))
    const second = await browser()
    const before = await second.store.listVaults()
    expect(await found(second, token)).toEqual({ kind: 'token' })
    expect(await second.store.listVaults()).toEqual(before)
  })
})

describe('several desks in one browser', () => {
  it('have names that tell them apart, also when every invitation gives the same one', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const device = await browser()
    for (let count = 0; count < 3; count++) await join(device, await invite(a))
    const named = (await device.store.listVaults()).map(({ label }) => label).filter((label) => label !== 'desk')
    expect(named.sort()).toEqual(['Night shift', 'Night shift (2)', 'Night shift (3)'])
  })
})

describe('a browser that cannot store a vault', () => {
  it('uses nothing up: the invitation still works', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const link = await invite(a)
    const device = await browser()
    const opened = await accept(device, link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    device.store.fault = 'full'
    const outcome = await joinDesk(device.tools, { ...opened, signingKey: link.signingKey }, chosen)
    expect(outcome).toEqual({ kind: 'storage', code: 'full' })
    expect((await accept(await browser(), link)).kind).toBe('opened')
  })
})
