/** A computer is gone, its recovery kit is not: a fresh browser takes its place. Against the real relay in process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInvitation } from '../../../../client/agency/accept-invitation.ts'
import { joinDesk, recoverDesk } from '../../../../client/desk/enrol/make-desk.ts'
import { openSession } from '../../../../client/desk/session.ts'
import { createOffices } from '../../../../client/reporter/offices/offices.ts'
import { openVault, openVaultByKit, parseSealedVault } from '../../../../client/vault/vault.ts'
import { eventTime } from '../../../../shared/case/event.ts'
import { signFrame } from '../../../../shared/case/frame.ts'
import { createReporterEvent, TO_AGENCY } from '../../../../shared/case/reporter-event.ts'
import { createKit, deriveKitKeys, type KitKeys } from '../../../../shared/crypto/kit.ts'
import { seal } from '../../../../shared/crypto/seal.ts'
import { addDays, dayStartMs, epochOf, type Day } from '../../../../shared/day.ts'
import { verifyIntakeSheet } from '../../../../shared/trust/intake-sheet.ts'
import { type MemberSheet, verifyMemberSheet } from '../../../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../../../shared/wire/address.ts'
import { parseSignedDocument } from '../../../../shared/wire/documents.ts'
import { rounds } from '../../../long.ts'
import { present } from '../../../server/mailboxes/contract-fixture.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { openBench, random, reportBody, type Bench, type Device, type Phone } from '../desk-fixture.ts'
import { chosen, look, makeKit, openRecovered, recoverable, type Recovered } from './kit-steps.ts'

let bench: Bench
let today: Day
beforeEach(async () => {
  bench = await openBench()
  today = TODAY
})
afterEach(() => bench.close())

const later = (days: number): void => {
  today = addDays(today, days)
  bench.setToday(today)
}
const kinds = ({ session }: Pick<Device, 'session'>): string[] => session.state().problems.map(({ kind }) => kind)
const shows = ({ session }: Pick<Device, 'session'>, phone: Phone): boolean =>
  session.state().fold.cases.has(phone.case)
/** A browser that has nothing: a network and a store, and a vault of somebody else that nobody opens. */
const browser = (): Promise<Device> => bench.device(bench.world.second, 1)

/** Up to the vault; nothing was asked of the relay as a member yet. */
async function made(kit: KitKeys): Promise<Recovered> {
  const device = await browser()
  const outcome = await recoverDesk(device.tools, await recoverable(device, kit), kit, chosen)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return openRecovered(device, outcome.open.id)
}

async function recovered(kit: KitKeys): Promise<Recovered> {
  const device = await made(kit)
  await device.session.refresh()
  return device
}

async function sheetNow(): Promise<MemberSheet> {
  const { front } = bench.world
  const answer = await bench.setting.client(() => today).agency(front.id)
  if (answer.kind !== 'bundle') throw new Error(answer.kind)
  const signingKey = front.signing.publicKey
  const options = { agency: front.id, signingKey, today, evenExpired: true }
  const sheet = await verifyMemberSheet(p, present(answer.bundle.memberSheets.get(front.id)), options)
  if (!sheet.ok) throw new Error(sheet.reason)
  return sheet.value
}

/** As a phone with a network does: sealed to the sheet that the relay shows. */
async function report(words: string): Promise<Phone> {
  const { front } = bench.world
  const phone = await bench.phone(front)
  const memberSheet = await sheetNow()
  const answer = await bench.setting.client(() => today).agency(front.id)
  if (answer.kind !== 'bundle') throw new Error(answer.kind)
  const options = { agency: front.id, memberSheet, today, online: true }
  const sheet = await verifyIntakeSheet(p, present(answer.bundle.intakeSheets.get(front.id)), options)
  if (!sheet.ok) throw new Error(sheet.reason)
  const epoch = present(epochOf(today))
  const { key } = present(sheet.value.epochs.find((one) => one.epoch === epoch))
  const common = { random, at: eventTime(dayStartMs(today)), case: phone.case }
  const event = createReporterEvent('report', common, reportBody(phone.ticket, words))
  const address = inboxOf(front.id)
  const { frame } = await signFrame(p, phone.ticket.followUp, TO_AGENCY, address, event)
  const envelope = await seal(p, random, { kind: 'inbox', address, hint: epoch, key }, frame)
  expect((await bench.setting.post(address, envelope)).kind).toBe('stored')
  return phone
}

/** What a phone that has just come into a network tells whoever looks with a ticket. */
async function lostMail(): Promise<readonly (readonly [string, Day])[]> {
  const relay = bench.setting.client(() => today)
  const store = { load: () => Promise.resolve(null), save: () => Promise.resolve() }
  const parts = { primitives: p, rootHash: bench.world.rootHash, relay, store, today: () => today }
  return (await createOffices(parts).lostMail()).map(({ agency, day }) => [agency.id, day] as const)
}
const roundsOf = async (...devices: readonly Pick<Device, 'session'>[]): Promise<void> => {
  for (let time = 0; time < 3; time++) for (const { session } of devices) await session.refresh()
}
const labels = (sheet: MemberSheet): readonly (readonly [string, boolean])[] =>
  sheet.members.map(({ label, to }) => [label, to === null] as const)

describe('a desk recovered from its kit', () => {
  it('is a new device in the place of the lost one, with new keys, and reads the old cases', async () => {
    const a = await bench.device(bench.world.front, 0)
    const old = await bench.report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const before = await sheetNow()
    const c = await recovered(kit)
    expect(shows(c, old)).toBe(true)
    const sheet = await sheetNow()
    const [label] = present(labels(before)[0])
    expect(labels(sheet)).toEqual([[label, false], present(labels(before)[1]), [label, true]])
    expect(sheet.chain).toBe(before.chain + 1)
    expect(present(sheet.teams[0]).version).toBe(present(before.teams[0]).version + 1)
    expect(c.session.state()).toMatchObject({ isAdministrator: true, kit: { kind: 'kept', madeDay: TODAY } })
    expect(kinds(c)).toEqual([])
  })

  it('takes in what comes now, and the person behind it is answered', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const kit = await makeKit(a)
    const c = await recovered(kit)
    const fresh = await report('after')
    await c.session.refresh()
    expect(shows(c, fresh)).toBe(true)
    expect((await fresh.read()).map(({ event }) => event.type)).toEqual(['received'])
  })

  it('leaves the lost device nothing that is new, nor its keys to open it', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const c = await recovered(await makeKit(a))
    const fresh = await report('after')
    await c.session.refresh()
    await a.session.refresh()
    expect(kinds(a)).toContain('removed')
    expect(shows(a, fresh)).toBe(false)
  })

  it('knows its kit: it opens its vault, and another browser after it', async () => {
    const a = await bench.device(bench.world.front, 0)
    const old = await bench.report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const c = await recovered(kit)
    const sealed = present(parseSealedVault(present(await c.store.loadVault(c.id))))
    expect(await openVaultByKit(c.tools, kit.vault, sealed)).not.toBeNull()
    const d = await recovered(kit)
    expect(shows(d, old)).toBe(true)
    await c.session.refresh()
    expect(kinds(c)).toContain('removed')
  })

  it('has no chain in its vault before it made one of its own', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const c = await made(await makeKit(a))
    const sealed = present(parseSealedVault(present(await c.store.loadVault(c.id))))
    const { contents } = present(await openVault(c.tools, chosen.passphrase, sealed))
    expect(contents).toMatchObject({ chains: [], signing: bench.world.front.signing.seed })
    expect(contents.device).not.toEqual(present(bench.world.front.devices[0]).seed)
  })
})

describe('with a colleague whose desk lives', () => {
  it('gives the colleague the new keys, and is given the chain that phones may still seal to', async () => {
    const [a, b] = [await bench.device(bench.world.front, 0), await bench.device(bench.world.front, 1)]
    await roundsOf(a, b)
    const c = await recovered(await makeKit(a))
    await roundsOf(c, b)
    // A phone that was offline seals to the chain that the lost computer had; only the colleague's desk had it too.
    const late = await bench.report('sealed before, handed over late')
    await c.session.refresh()
    expect(shows(c, late)).toBe(true)
    const fresh = await report('after')
    await b.session.refresh()
    expect([shows(b, late), shows(b, fresh)]).toEqual([true, true])
    expect([kinds(b), kinds(c)]).toEqual([[], []])
    expect((await sheetNow()).chains.some(({ lost }) => lost)).toBe(false)
  })

  it('lets the colleague alone take in what waits for the old chain, as long as nobody has handed it over', async () => {
    const [a, b] = [await bench.device(bench.world.front, 0), await bench.device(bench.world.front, 1)]
    await roundsOf(a, b)
    const kit = await makeKit(a)
    const waiting = await bench.report('waits')
    const c = await recovered(kit)
    expect(shows(c, waiting)).toBe(false)
    expect(kinds(c)).toContain('unopened-mail')
    await roundsOf(b, c)
    expect([shows(b, waiting), shows(c, waiting)]).toEqual([true, true])
    expect(kinds(c)).toEqual([])
  })
})

describe('a recovery that dies', () => {
  it('after any number of requests is finished by the next start, and nothing is there twice', async () => {
    const a = await bench.device(bench.world.front, 0)
    const old = await bench.report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    let left = 0
    for (let died = true; died; left += rounds(6, 1)) {
      // Each from the computer that has just been recovered.
      const c = await made(kit)
      c.network.left = left
      await c.session.refresh()
      died = c.network.left === 0
      // Also had that computer been lost too: at no moment does the kit open nothing.
      expect((await look(await browser(), kit)).kind).toBe('recoverable')
      c.network.left = null
      const again = await c.restart()
      await again.session.refresh()
      await again.session.refresh()
      expect(shows(again, old)).toBe(true)
      expect(again.session.state().kit.kind).toBe('kept')
      const sheet = await sheetNow()
      expect(sheet.members.filter(({ to, label }) => to === null && label === sheet.members[0]?.label)).toHaveLength(1)
      const fresh = await report(`after ${left}`)
      await again.session.refresh()
      expect(shows(again, fresh)).toBe(true)
    }
    expect(left).toBeGreaterThan(10)
  }, 120_000)

  it.each(['/v1/documents', '/v1/keep', '/v1/append', '/v1/sync'])(
    'because the answer of %s is lost is finished by the next round',
    async (path) => {
      const a = await bench.device(bench.world.front, 0)
      const old = await bench.report('before')
      await a.session.refresh()
      const c = await made(await makeKit(a))
      c.network.losing.add(path)
      await c.session.refresh()
      expect(c.network.losing.size).toBe(0)
      await roundsOf(c)
      const fresh = await report('after')
      await c.session.refresh()
      expect([shows(c, old), shows(c, fresh), kinds(c)]).toEqual([true, true, []])
      expect(labels(await sheetNow()).filter(([, current]) => current)).toHaveLength(2)
    },
  )
})

describe('with nobody left', () => {
  /** An agency of one desk: its colleague was removed before. */
  async function alone(): Promise<{ readonly a: Device; readonly kit: KitKeys }> {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const [other] = a.session.state().members.filter(({ own }) => !own)
    expect(await a.session.replaceKeys(present(other).author)).toEqual({ kind: 'replaced' })
    return { a, kit: await makeKit(a) }
  }

  it('says on the member sheet that the old chain is lost, and counts what waits for it', async () => {
    const { kit } = await alone()
    expect(await lostMail()).toEqual([])
    const unread = await report('waits for a chain that nobody has')
    const c = await recovered(kit)
    const sheet = await sheetNow()
    expect(sheet.chains.map(({ number, lost, replacedDay }) => [number, lost ?? false, replacedDay])).toEqual([
      [1, true, TODAY],
      [2, true, TODAY],
      [3, false, null],
    ])
    await c.session.refresh()
    expect(c.session.state().problems).toContainEqual({ kind: 'lost-mail', count: 1 })
    expect(c.session.state().fold.unopenable).toEqual([])
    expect(shows(c, unread)).toBe(false)
    // What the person finds with the ticket: nothing, and that this office has not received it.
    expect(await unread.read()).toEqual([])
    expect(await lostMail()).toEqual([[bench.world.front.id, TODAY]])
    const again = await report('told again')
    await c.session.refresh()
    expect(shows(c, again)).toBe(true)
  })

  it('says it only once the last colleague who is as lost was removed', async () => {
    const [a] = [await bench.device(bench.world.front, 0), await bench.device(bench.world.front, 1)]
    await a.session.refresh()
    const kit = await makeKit(a)
    await report('waits')
    const c = await recovered(kit)
    await c.session.refresh()
    expect(kinds(c)).toEqual(['unopened-mail'])
    expect((await sheetNow()).chains.some(({ lost }) => lost)).toBe(false)
    const [other] = c.session.state().members.filter(({ own, current }) => current && !own)
    expect(await c.session.replaceKeys(present(other).author)).toEqual({ kind: 'replaced' })
    await c.session.refresh()
    expect((await sheetNow()).chains.map(({ lost }) => lost ?? false)).toEqual([true, false, false])
    expect(kinds(c)).toEqual(['lost-mail', 'few-devices'])
  })

  it('lets whoever is invited then know the same', async () => {
    const { kit } = await alone()
    await report('waits for a chain that nobody has')
    const c = await recovered(kit)
    const invited = await c.session.invite({ label: 'Desk 2', roles: ['caseworker'] })
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    const { tools } = await browser()
    const { relay, today: day, nowMs: now } = tools
    const opened = await openInvitation({ p, random, relay, today: day, now }, invited.link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const joined = await joinDesk(tools, { ...opened, signingKey: invited.link.signingKey }, chosen)
    if (joined.kind !== 'made') throw new Error(joined.kind)
    const session = present(await openSession(tools, joined.open))
    await session.refresh()
    await session.refresh()
    expect(session.state().problems).toEqual([{ kind: 'lost-mail', count: 1 }])
  })
})

describe('what opens nothing', () => {
  it('is a kit that was never made, and one that another has replaced', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const first = await makeKit(a)
    await makeKit(a)
    const device = await browser()
    expect(await look(device, first)).toEqual({ kind: 'no-copy' })
    expect(await look(device, await deriveKitKeys(p, createKit(random)))).toEqual({ kind: 'no-copy' })
  })

  it('is the kit of an administrator who was removed, whatever the relay still shows', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const invited = await a.session.invite({ label: 'Desk 3', roles: ['administrator'] })
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    const device = await browser()
    const { relay, today: day, nowMs: now } = device.tools
    const opened = await openInvitation({ p, random, relay, today: day, now }, invited.link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const joined = await joinDesk(device.tools, { ...opened, signingKey: invited.link.signingKey }, chosen)
    if (joined.kind !== 'made') throw new Error(joined.kind)
    const d = present(await openSession(device.tools, joined.open))
    await d.refresh()
    const kit = await makeKit({ ...device, session: d })
    expect((await look(device, kit)).kind).toBe('recoverable')
    const kept = bench.setting.sqlite.prepare('select * from recovery_copy').all() as Record<string, unknown>[]
    const removed = a.session.state().members.find(({ label }) => label === 'Desk 3')
    await a.session.refresh()
    const { author } = removed ?? present(a.session.state().members.find(({ label }) => label === 'Desk 3'))
    expect(await a.session.replaceKeys(author)).toEqual({ kind: 'replaced' })
    expect(await look(device, kit)).toEqual({ kind: 'no-copy' })
    // A relay that keeps it all the same, or had it in a backup.
    const put = bench.setting.sqlite.prepare(
      'insert into recovery_copy values (@address, @keeper, @serial, @signature, @envelope)',
    )
    for (const row of kept) put.run(row)
    expect(await look(device, kit)).toEqual({ kind: 'removed' })
  })

  it('is a vault that was made with a kit and came too late: its device was removed before it was listed', async () => {
    const a = await bench.device(bench.world.front, 0)
    const old = await bench.report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const late = await made(kit)
    await recovered(kit)
    const before = await sheetNow()
    await late.session.refresh()
    expect(kinds(late)).toContain('removed')
    expect(shows(late, old)).toBe(false)
    expect((await sheetNow()).version).toBe(before.version)
  })

  it('is an old member sheet: nothing below what the copy has seen is believed', async () => {
    const a = await bench.device(bench.world.front, 0)
    await a.session.refresh()
    const kit = await makeKit(a)
    const old = bench.setting.sqlite.prepare("select * from document where kind = 'member-sheet'").all()
    later(7)
    await a.session.refresh()
    const device = await browser()
    expect((await look(device, kit)).kind).toBe('recoverable')
    const answer = await device.tools.relay.agency(bench.world.front.id)
    if (answer.kind !== 'bundle') throw new Error(answer.kind)
    const shown = { ...device, tools: { ...device.tools, relay: { ...device.tools.relay, agency: async () => older } } }
    const before = (old as { agency: string; document: string }[]).find(({ agency }) => agency === bench.world.front.id)
    const document = present(parseSignedDocument(JSON.parse(present(before).document)))
    const older = { ...answer, bundle: { ...answer.bundle, memberSheets: new Map([[bench.world.front.id, document]]) } }
    expect(await look(shown, kit)).toEqual({ kind: 'distrusted', reason: 'rolled-back' })
  })
})
