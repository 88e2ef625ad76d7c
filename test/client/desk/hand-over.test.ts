/** Keys go from desk to desk: who asks, who answers, and what is not taken. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealHandover } from '../../../client/agency/handover.ts'
import { createKeyring } from '../../../client/desk/keyring.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { createChain } from '../../../shared/crypto/chain.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { generateXWingSeed, type OneTimePublicKey } from '../../../shared/crypto/keys.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { createOwnEvent } from '../../../shared/case/log-create.ts'
import { eventTime } from '../../../shared/case/event.ts'
import type { HandoverBody } from '../../../shared/case/log-event.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import { addDays, epochOf, lastDayOf } from '../../../shared/day.ts'
import {
  CHAIN_KEEP_DAYS,
  CLOCK_TOLERANCE_DAYS,
  EPOCH_DAYS,
  MEMBER_SHEET_DAYS,
  SEED_KEEP_DAYS,
} from '../../../shared/protocol.ts'
import { appendEvent } from '../../../client/desk/answer/seal-entry.ts'
import { chainsToGive } from '../../../client/desk/keys/give.ts'
import { openDesk, type OpenDesk } from '../../../client/desk/open-desk.ts'
import type { VaultContents } from '../../../client/vault/contents.ts'
import { present } from '../../present.ts'
import { p, TODAY } from '../../shared/trust/world.ts'
import { type Device, random, reportBody } from './desk-fixture.ts'
import { eraseHandovers, heldBy, openTeamOfThree, problemsOf, saidAt, type Team } from './team-fixture.ts'

let team: Team
let a: Device
let b: Device
let c: Device

/** Administrator a, the caseworkers b and c. */
beforeEach(async () => {
  ;({ team, a, b, c } = await openTeamOfThree())
})
afterEach(() => team.close())

const replaceKeys = async (): Promise<void> => expect(await a.session.replaceKeys(null)).toEqual({ kind: 'replaced' })
const oneTimeOf = async (device: Device): Promise<OneTimePublicKey> =>
  (await expandXWing(p, present((await heldBy(device)).oneTime).seed)).publicKey

/** Appends a hand-over of whatever `from` likes. */
async function hand(from: Device, to: OneTimePublicKey, body: HandoverBody): Promise<void> {
  const { keys, inbox } = present(await createKeyring(p, await heldBy(from)))
  const context = { p, random, now: from.tools.nowMs }
  const entry = await sealHandover(context, keys, to, body)
  const { device } = keys
  const member = from.tools.relay.asMember({
    publicKey: device.publicKey,
    sign: (message) => p.ed25519Sign(device.seed, message),
  })
  expect((await member.append({ agency: inbox, team: 0, entry })).kind).toBe('appended')
}

/** The desk's insides, with these contents. */
async function openAgain({ tools, store, vault }: Device, contents: VaultContents): Promise<OpenDesk> {
  const [stored] = await store.listVaults()
  return present(await openDesk(tools, { ...present(stored), vault: { ...vault, contents } }))
}

/** c sleeps while the keys are replaced, and finds its hand-over gone. */
async function leaveWaiting(): Promise<void> {
  await replaceKeys()
  await eraseHandovers(team, a)
  await c.session.refresh()
  expect(problemsOf(c)).toContain('waiting-for-keys')
}

describe('a device that lacks keys', () => {
  it('asks, and is answered by any colleague who holds them, with the administrator away', async () => {
    await replaceKeys()
    await b.session.refresh()
    await eraseHandovers(team, a)
    await c.session.refresh()
    expect(problemsOf(c)).toEqual(['waiting-for-keys', 'closed-entries'])
    const phone = await team.tell('Words')
    await b.session.refresh()
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
    expect(saidAt(c, phone)).toBe(1)
  })

  it('is answered once by each, though they meet its question every day', async () => {
    await leaveWaiting()
    const before = team.recording.log.length
    await a.session.refresh()
    const given = (): number =>
      team.recording.log.slice(before).filter((entry) => entry[2] === 0 && entry[3] === 0).length
    expect(given()).toBe(1)
    for (let days = 1; days < 4; days++) {
      team.setToday(addDays(TODAY, days))
      await (await a.restart()).session.refresh()
    }
    expect(given()).toBe(1)
  })

  it('asks again on the next day when the answer was taken away from it', async () => {
    await leaveWaiting()
    await a.session.refresh()
    await eraseHandovers(team, a)
    await c.session.refresh()
    await a.session.refresh()
    await c.session.refresh()
    expect(problemsOf(c)).toContain('waiting-for-keys')
    team.setToday(addDays(TODAY, 1))
    await c.session.refresh()
    await a.session.refresh()
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
  })

  it('takes in nothing and calls no mail unopenable, and loses nothing by it', async () => {
    await leaveWaiting()
    const phone = await team.tell('Words')
    await c.session.refresh()
    expect(c.session.state().fold.unopenable).toEqual([])
    for (const device of [a, c, a]) await device.session.refresh()
    expect([saidAt(a, phone), saidAt(c, phone)]).toEqual([1, 1])
    expect(a.session.state().fold.unopenable).toEqual([])
  })

  it('that was shut for weeks, over two replacements and erased seeds, reads everything', async () => {
    const phones = [await team.tell('One')]
    for (const [days, words] of [
      [20, 'Two'],
      [55, 'Three'],
    ] as const) {
      team.setToday(addDays(TODAY, days))
      for (const device of [a, b]) await device.session.refresh()
      await replaceKeys()
      phones.push(await team.tell(words))
      for (const device of [a, b]) await device.session.refresh()
    }
    team.setToday(addDays(TODAY, 70))
    for (const device of [a, b, c, a]) await device.session.refresh()
    expect(phones.map((phone) => saidAt(c, phone))).toEqual([1, 1, 1])
    expect(problemsOf(c)).toEqual([])
  })
})

describe('a hand-over', () => {
  it('that a desk meets before the member sheet names its keys is taken with the sheet, and nobody has to be asked', async () => {
    let meanwhile: readonly string[] = ['not asked']
    a.network.before.set('/v1/documents', async () => {
      await c.session.refresh()
      meanwhile = problemsOf(c)
    })
    await replaceKeys()
    expect(meanwhile).toEqual([])
    expect((await heldBy(c)).chains.map(({ number }) => number)).toEqual([1])
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
    expect((await heldBy(c)).chains.map(({ number }) => number)).toEqual([1, 2])
  })

  it('never carries a seed whose time is over, though its giver has not come to erase it', async () => {
    const contents = await heldBy(b)
    team.setToday(addDays(lastDayOf(present(epochOf(TODAY))), SEED_KEEP_DAYS + 1))
    await b.session.refresh()
    const desk = await openAgain(b, contents)
    const given = await chainsToGive(desk, await team.sheet())
    expect(given.map(({ epoch }) => epoch)).toEqual(contents.chains.map(({ epoch }) => epoch + 1))
  })
})

describe('keys that a member made up', () => {
  const later = { team: 0, version: 2 }

  it('are not taken: the refusal names the device, and the right ones come all the same', async () => {
    const to = await oneTimeOf(c)
    const epoch = present(epochOf(TODAY))
    await hand(b, to, {
      chains: [createChain(random, 2, epoch)],
      teams: [{ ...later, seed: generateXWingSeed<'team'>(random) }],
    })
    await replaceKeys()
    await c.session.refresh()
    expect(c.session.state().problems).toEqual([{ kind: 'wrong-handover', label: 'Desk 2', reason: 'chain' }])
    const [right, own] = [await heldBy(a), await heldBy(c)]
    expect(own.chains.map(({ seed }) => seed)).toEqual(right.chains.map(({ seed }) => seed))
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
  })

  it('are not taken with a genuine chain beside them, nor when nothing else comes', async () => {
    await replaceKeys()
    await b.session.refresh()
    const to = await oneTimeOf(c)
    await eraseHandovers(team, a)
    const { chains } = await heldBy(b)
    await hand(b, to, { chains, teams: [{ ...later, seed: generateXWingSeed<'team'>(random) }] })
    await c.session.refresh()
    expect(c.session.state().problems).toContainEqual({ kind: 'wrong-handover', label: 'Desk 2', reason: 'team-key' })
    expect(problemsOf(c)).toContain('waiting-for-keys')
    expect((await heldBy(c)).chains.map(({ number }) => number)).toEqual([1])
  })

  it('that no member sheet names yet are kept out until one does', async () => {
    const epoch = present(epochOf(TODAY))
    await hand(b, await oneTimeOf(c), { chains: [createChain(random, 2, epoch)], teams: [] })
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
    expect((await heldBy(c)).chains.map(({ number }) => number)).toEqual([1])
  })
})

describe('a mark that mail is unopenable', () => {
  it('set by a member who means harm keeps nobody from taking it in', async () => {
    const phone = await team.phone()
    const envelope = await phone.send('report', reportBody(phone.ticket, 'Words'))
    const desk = await openAgain(b, await heldBy(b))
    const common = { random, at: eventTime(b.tools.nowMs()) }
    const mark = createOwnEvent('unopenable', common, { envelope: envelopeName(await envelopeIdOf(p, envelope)) })
    expect((await appendEvent(desk.link(), mark)).kind).toBe('appended')
    await a.session.refresh()
    expect(saidAt(a, phone)).toBe(1)
  })
})

describe('an agency whose administrator is away for ten weeks', () => {
  it('opens its mail, and every phone can seal to it, to the last day', { timeout: 120_000 }, async () => {
    await a.session.refresh()
    const phones = []
    for (let days = 7; days <= 70; days += 7) {
      team.setToday(addDays(TODAY, days))
      await b.session.refresh()
      expect([days, await team.refusal()]).toEqual([days, null])
      const phone = await team.tell(`Day ${days}`)
      for (const device of [c, b, c]) await device.session.refresh()
      expect([saidAt(b, phone), saidAt(c, phone)]).toEqual([1, 1])
      expect((await phone.read()).map(({ event }) => event.type)).toEqual(['received'])
      phones.push(phone)
    }
    expect(problemsOf(b)).toEqual([])
    const now = present(epochOf(addDays(TODAY, 70)))
    for (const device of [b, c]) {
      const [chain] = (await heldBy(device)).chains
      // Seeds of the weeks before are gone, those of the last six are there.
      expect(chain?.epoch).toBe(now - SEED_KEEP_DAYS / EPOCH_DAYS)
    }
    expect(phones).toHaveLength(10)
  })

  it('is refused by phones from the day on which the member sheet has run out, says so, loses nothing, and is back with the administrator', async () => {
    await a.session.refresh()
    const last = addDays(TODAY, MEMBER_SHEET_DAYS)
    team.setToday(last)
    await team.renewDirectory()
    await b.session.refresh()
    expect(await team.refusal()).toBeNull()
    const phone = await team.tell('On the last day')
    team.setToday(addDays(last, CLOCK_TOLERANCE_DAYS + 1))
    await b.session.refresh()
    expect(await team.refusal()).toBe('expired')
    expect(saidAt(b, phone)).toBe(1)
    expect(b.session.state().problems).toContainEqual({ kind: 'document', what: 'member-sheet', reason: 'expired' })
    await b.session.act(phone.case, { kind: 'message', words: 'An answer' })
    await b.session.refresh()
    expect((await phone.read()).map(({ event }) => event.type).toSorted()).toEqual(['message', 'received'])
    await a.session.refresh()
    await b.session.refresh()
    expect(await team.refusal()).toBeNull()
  })
})

describe('what is erased', () => {
  const textOf = async (device: Device): Promise<string> =>
    JSON.stringify(await heldBy(device), (_name, value: unknown) =>
      value instanceof Uint8Array ? encodeBase64url(value) : value,
    )

  it('is in no vault any more: a replaced chain when it has run out, not a day before', async () => {
    const old = present((await heldBy(a)).chains[0]).seed
    await replaceKeys()
    for (const device of [b, c]) await device.session.refresh()
    const numbers = async (): Promise<number[][]> =>
      Promise.all([a, b, c].map(async (device) => (await heldBy(device)).chains.map(({ number }) => number)))
    team.setToday(addDays(TODAY, CHAIN_KEEP_DAYS))
    await team.renewDirectory()
    for (const device of [a, b, c]) await device.session.refresh()
    expect(await numbers()).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ])
    team.setToday(addDays(TODAY, CHAIN_KEEP_DAYS + 1))
    for (const device of [a, b, c]) await device.session.refresh()
    expect(await numbers()).toEqual([[2], [2], [2]])
    for (const device of [a, b, c]) expect(await textOf(device)).not.toContain(encodeBase64url(old))
    // The sheet names it no more at the next renewal, and nobody misses it.
    team.setToday(addDays(TODAY, CHAIN_KEEP_DAYS + 8))
    for (const device of [a, b, c]) await device.session.refresh()
    expect((await team.sheet()).chains.map(({ number }) => number)).toEqual([2])
    expect([a, b, c].flatMap(problemsOf)).toEqual([])
  })

  it('are the seeds of every chain, each in its own time', async () => {
    const first = present(epochOf(TODAY))
    await replaceKeys()
    await c.session.refresh()
    team.setToday(addDays(lastDayOf(first), SEED_KEEP_DAYS + 1))
    for (const device of [a, c]) await device.session.refresh()
    for (const device of [a, c]) {
      const { chains } = await heldBy(device)
      expect(chains.map(({ epoch }) => epoch)).toEqual([first + 1, first + 1])
    }
  })
})
