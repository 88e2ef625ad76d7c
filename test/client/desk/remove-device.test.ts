/** A removed device reads nothing new from that moment: what the relay does for it, and what the keys do, each by itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHandover } from '../../../client/agency/handover.ts'
import { createKeyring } from '../../../client/desk/keyring.ts'
import type { VaultContents } from '../../../client/vault/contents.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { open } from '../../../shared/crypto/open.ts'
import { addDays } from '../../../shared/day.ts'
import { INCARNATION_BYTES } from '../../../shared/protocol.ts'
import { inboxOf, parseEnvelopeId } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { present } from '../../present.ts'
import { memberOf } from '../../server/relay-fixture.ts'
import { p, TODAY } from '../../shared/trust/world.ts'
import type { Device } from './desk-fixture.ts'
import { authorOf, eraseHandovers, heldBy, openTeamOfThree, problemsOf, saidAt, type Team } from './team-fixture.ts'

let team: Team
let a: Device
let b: Device
let c: Device

/** Administrator a, the caseworkers b and c; b is to go. */
beforeEach(async () => {
  ;({ team, a, b, c } = await openTeamOfThree())
})
afterEach(() => team.close())

const remove = async (): Promise<void> =>
  expect(await a.session.replaceKeys(await authorOf(b))).toEqual({ kind: 'replaced' })

/** What can be opened of these envelopes, by whatever key there is in a vault. */
async function openedBy(contents: VaultContents, envelopes: readonly Envelope[]): Promise<readonly Envelope[]> {
  const keyring = present(await createKeyring(p, contents))
  const opened: Envelope[] = []
  for (const envelope of envelopes) {
    const hint = (present(envelope[2]) << 8) | present(envelope[3])
    const secrets = [
      ...(await keyring.intakeSecrets(hint)).map(
        (secret) => ({ kind: 'inbox', address: keyring.inbox, secret }) as const,
      ),
      ...contents.teams.map(({ version }) => {
        return { kind: 'log', address: keyring.log, secret: present(keyring.teamSecret(version)) } as const
      }),
      ...(keyring.oneTime === null ? [] : [{ kind: 'log', address: keyring.log, secret: keyring.oneTime } as const]),
    ]
    const frames = await Promise.all(secrets.map((to) => open(p, to, envelope)))
    if (frames.some((frame) => frame !== null)) opened.push(envelope)
  }
  return opened
}

describe('the relay’s part of a removal', () => {
  const verbs = async (): Promise<readonly string[]> => {
    const { front } = team.world
    const relay = memberOf(team.setting, front, 1)
    const agency = inboxOf(front.id)
    const nowhere = present(parseEnvelopeId(new Uint8Array(32)))
    const [entry] = team.recording.log
    const outcomes = [
      await relay.listInbox({ agency, after: nowhere }),
      await relay.sync({ agency, team: 0, incarnation: new Uint8Array(INCARNATION_BYTES), after: 0, confirmed: [] }),
      await relay.append({ agency, team: 0, entry: present(entry) }),
      await relay.take({ agency, team: 0, envelopeId: nowhere, entry: present(entry) }),
    ]
    return outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))
  }

  it('refuses the device every verb from the very answer on that stores the member sheet', async () => {
    let justBefore: readonly string[] = []
    a.network.before.set('/v1/documents', async () => {
      justBefore = await verbs()
    })
    await remove()
    expect(justBefore).toEqual(['page', 'page', 'appended', 'unknown-envelope'])
    expect(await verbs()).toEqual(['not-a-member', 'not-a-member', 'not-a-member', 'not-a-member'])
  })

  it('holds for what the device was about to say, and the desk says why', async () => {
    const phone = await team.tell('Words')
    await b.session.refresh()
    await remove()
    await b.session.act(phone.case, { kind: 'note', words: 'Too late' })
    await b.session.refresh()
    expect(problemsOf(b)).toContain('removed')
    await a.session.refresh()
    await c.session.refresh()
    expect(
      a.session
        .state()
        .fold.cases.get(phone.case)
        ?.timeline.map(({ event }) => event.type),
    ).toEqual(['report'])
  })
})

describe('the keys’ part of a removal', () => {
  it('leaves nothing to open for the removed vault, though it were given every sealed byte from then on', async () => {
    const before = await team.tell('Before')
    for (const device of [b, a, c]) await device.session.refresh()
    const thief = await heldBy(b)
    const known = { mail: team.recording.mail.length, log: team.recording.log.length }
    await remove()
    for (const device of [c, a]) await device.session.refresh()
    const after = await team.tell('After')
    for (const device of [a, c]) await device.session.refresh()
    await c.session.act(after.case, { kind: 'message', words: 'An answer' })
    await c.session.act(before.case, { kind: 'note', words: 'A note' })
    for (const device of [c, a, c]) await device.session.refresh()
    expect([saidAt(a, after), saidAt(c, after)]).toEqual([2, 2])
    const { mail, log } = team.recording
    expect(await openedBy(thief, mail.slice(0, known.mail))).toHaveLength(1)
    expect((await openedBy(thief, log.slice(0, known.log))).length).toBeGreaterThan(3)
    // Replies to the reporter are mail as well, and were never for a desk.
    expect(await openedBy(thief, mail.slice(known.mail))).toEqual([])
    expect(log.length).toBeGreaterThan(known.log + 4)
    expect(await openedBy(thief, log.slice(known.log))).toEqual([])
  })

  it('leads from the removed vault and the whole recording to none of the new seeds', async () => {
    const thief = await heldBy(b)
    await remove()
    for (const device of [c, a, c]) await device.session.refresh()
    const secret = present((await createKeyring(p, thief))?.oneTime)
    const handed = await Promise.all(
      team.recording.log.map((entry) => openHandover(p, team.world.front.id, secret, entry)),
    )
    expect(handed.filter((one) => one !== null)).toEqual([])
    const { chains, teams } = await heldBy(a)
    const newSeeds = [...chains.filter(({ number }) => number > 1), ...teams.filter(({ version }) => version > 1)]
    expect(newSeeds).toHaveLength(2)
    const own = JSON.stringify(thief, (_name, value: unknown) =>
      value instanceof Uint8Array ? encodeBase64url(value) : value,
    )
    for (const { seed } of newSeeds) expect(own).not.toContain(encodeBase64url(seed))
  })

  it('holds for what a colleague wrote without a network before they knew of it', async () => {
    const phone = await team.tell('Words')
    for (const device of [a, b, c]) await device.session.refresh()
    c.network.down = true
    await c.session.act(phone.case, { kind: 'message', words: 'Written on the way' })
    const thief = await heldBy(b)
    const known = team.recording.log.length
    await remove()
    c.network.down = false
    for (const device of [c, a]) await device.session.refresh()
    expect(saidAt(a, phone)).toBe(2)
    expect((await phone.read()).map(({ event }) => event.type).sort()).toEqual(['message', 'received'])
    expect(await openedBy(thief, team.recording.log.slice(known))).toEqual([])
  })

  it('holds while a colleague’s device waits for the new keys: it asks and says nothing under the old one', async () => {
    const phone = await team.tell('Words')
    for (const device of [a, b, c]) await device.session.refresh()
    const d = await team.add(a, 'Desk 4')
    const thief = await heldBy(b)
    const known = team.recording.log.length
    await remove()
    await eraseHandovers(team, a)
    await d.session.act(phone.case, { kind: 'note', words: 'Waits' })
    await d.session.refresh()
    expect(problemsOf(d)).toContain('waiting-for-keys')
    expect(d.session.state().waiting).toBe(1)
    const late = await team.tell('Not for d yet')
    // d could open this one; what it made of it would lie in the log under the old team key.
    const mountains = await team.report('Sealed to the old keys')
    await d.session.refresh()
    expect([saidAt(d, late), saidAt(d, mountains)]).toEqual([undefined, undefined])
    // The administrator is away: any colleague answers, but c, who was erased from as well, has to be answered first.
    for (const device of [c, a, c, d, c]) await device.session.refresh()
    expect(problemsOf(d)).toEqual([])
    expect([saidAt(d, late), saidAt(d, mountains)]).toEqual([1, 1])
    expect(
      c.session
        .state()
        .fold.cases.get(phone.case)
        ?.timeline.map(({ event }) => event.type),
    ).toEqual(['report', 'note'])
    expect(await openedBy(thief, team.recording.log.slice(known))).toEqual([])
  })
})

describe('those who stay', () => {
  it('have the new keys with their next round, and read what comes and what there was', async () => {
    const before = await team.tell('Before')
    for (const device of [a, b, c]) await device.session.refresh()
    await remove()
    const after = await team.tell('After')
    await c.session.refresh()
    expect(problemsOf(c)).toEqual([])
    expect([saidAt(c, before), saidAt(c, after)]).toEqual([1, 1])
    const [one, other] = [await heldBy(a), await heldBy(c)]
    expect(other.chains.map(({ number }) => number)).toEqual([1, 2])
    expect(other.teams.map(({ seed }) => seed)).toEqual(one.teams.map(({ seed }) => seed))
  })

  it('take in what a phone without a network still seals to the old keys', async () => {
    await remove()
    team.setToday(addDays(TODAY, 30))
    await a.session.refresh()
    const phone = await team.report('From the mountains')
    await c.session.refresh()
    expect(saidAt(c, phone)).toBe(1)
  })

  it('keep nothing that opened the hand-over: neither its seed nor its bytes, here or at the relay', async () => {
    const spent = present((await heldBy(c)).oneTime)
    await remove()
    await c.session.refresh()
    const held = await heldBy(c)
    expect(held.oneTime?.number).toBe(spent.number + 1)
    expect(held.erasing).toEqual([])
    const text = JSON.stringify(held, (_name, value: unknown) =>
      value instanceof Uint8Array ? encodeBase64url(value) : value,
    )
    expect(text).not.toContain(encodeBase64url(spent.seed))
    await a.session.refresh()
    for (const { store } of [a, c]) {
      const [vault] = await store.listVaults()
      for (const entry of await store.loadEntries(present(vault).id, 0, 0)) {
        expect(entry.kind === 'entry' && entry.bytes[2] === 0 && entry.bytes[3] === 0).toBe(false)
      }
    }
  })
})

it('is an administrator’s matter, and never of their own device', async () => {
  expect(await c.session.replaceKeys(await authorOf(b))).toEqual({ kind: 'not-administrator' })
  expect(await a.session.replaceKeys(await authorOf(a))).toEqual({ kind: 'own-device' })
  await remove()
  expect(await a.session.replaceKeys(await authorOf(b))).toEqual({ kind: 'gone' })
  expect((await team.sheet()).chain).toBe(2)
})
