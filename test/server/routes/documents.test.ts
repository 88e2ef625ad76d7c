import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/day.ts'
import { MEMBER_SHEET_DAYS, SHEET_FRESH_DAYS } from '../../../shared/protocol.ts'
import { verifyArea } from '../../../shared/trust/area.ts'
import { documentHash, nextHead, type DocumentHead } from '../../../shared/trust/document.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import type { IntakeSheetContent } from '../../../shared/trust/intake-sheet.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { sha256 } from '../../../server/sha256.ts'
import type { UnverifiedDocument } from '../../../shared/wire/documents.ts'
import { createRegistry } from '../../../server/documents/registry.ts'
import { createSqliteDocumentStore } from '../../../server/documents/sqlite-document-store.ts'
import { createCommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { filled, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import {
  day,
  makeOffice,
  p,
  pair,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  TODAY,
  withSecondChain,
} from '../../shared/trust/world.ts'
import { inboxAddress, memberOf, openSetting, publish, type Setting } from '../relay-fixture.ts'

let setting: Setting
beforeEach(async () => {
  setting = await openSetting()
})
afterEach(() => setting.close())

/** The head of the version after these payload bytes. */
async function headAfter(
  kind: 'directory' | 'member-sheet',
  version: number,
  payload: Uint8Array,
): Promise<DocumentHead> {
  const hash = await documentHash(p, kind, new Uint8Array(payload))
  return nextHead({ version, hash }, TODAY, MEMBER_SHEET_DAYS)
}

describe('documents', () => {
  it('are absent before the first directory', async () => {
    const { front } = setting.world
    expect(await setting.client().directory()).toEqual({ kind: 'absent' })
    expect(await setting.client().area('lamphun')).toEqual({ kind: 'absent' })
    expect(await setting.client().agency(front.id)).toEqual({ kind: 'absent' })
  })

  it('of an area travel packed for whoever takes it, and as they are now', async () => {
    await publish(setting)
    const ask = async (headers: Record<string, string>): Promise<Response> =>
      setting.app.request('/v1/areas/lamphun', { headers })
    const unpacked = async (answer: Response): Promise<string> =>
      gunzipSync(new Uint8Array(await answer.arrayBuffer())).toString()
    const plain = await ask({ 'accept-encoding': 'gzip;q=0, br' })
    expect(plain.headers.get('content-encoding')).toBe(null)
    const packed = await ask({ 'accept-encoding': 'br, gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await unpacked(packed)).toBe(await plain.text())
    const before = await unpacked(await ask({ 'accept-encoding': 'gzip' }))
    const { front } = setting.world
    const first = await signMemberSheet(front.memberSheet, front.signing)
    const head = await headAfter('member-sheet', 1, first.payload)
    const document = await signMemberSheet({ ...front.memberSheet, ...head }, front.signing)
    const put = await setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })
    expect(put).toEqual({ kind: 'stored', version: 2 })
    const after = await unpacked(await ask({ 'accept-encoding': 'gzip' }))
    expect(after).not.toBe(before)
    expect(after).toBe(await (await ask({})).text())
  })

  it('of an area come whole, and verify', async () => {
    await publish(setting)
    const { rootHash, front } = setting.world
    const outcome = await setting.client().area('lamphun')
    if (outcome.kind !== 'bundle') throw new Error(outcome.kind)
    const options = { rootHash, area: 'lamphun', today: TODAY, online: true, seen: new Map() }
    const verified = await verifyArea(p, outcome.bundle, options)
    expect(
      verified.ok && [
        verified.value.doors.frontDesk.ok,
        verified.value.doors.secondDoor.ok,
        verified.value.doors.overseer.ok,
      ],
    ).toEqual([true, true, true])
    expect((await setting.client().agency(front.id)).kind).toBe('bundle')
    expect(await setting.client().area('phuket')).toEqual({ kind: 'absent' })
  })

  it('of an area are of those that a phone seals to, not of every agency there', async () => {
    await publish(setting)
    const { directory, roots, front, second, overseer } = setting.world
    const third = await makeOffice('third', 'agency')
    const head = await headAfter('directory', 1, (await signDirectory(directory, roots.slice(0, 2))).payload)
    const areas = directory.areas.map((area) => ({ ...area, agencies: [...area.agencies, third.id] }))
    const agencies = new Map([...directory.agencies, [third.id, third.listed]])
    const document = await signDirectory({ ...directory, ...head, areas, agencies }, roots.slice(0, 2))
    const relay = setting.client()
    expect((await relay.putDocument({ kind: 'directory', document })).kind).toBe('stored')
    const sheet = await signMemberSheet(third.memberSheet, third.signing)
    expect((await relay.putDocument({ kind: 'member-sheet', agency: third.id, document: sheet })).kind).toBe('stored')
    const outcome = await relay.area('lamphun')
    if (outcome.kind !== 'bundle') throw new Error(outcome.kind)
    const ids = [front.id, second.id, overseer.id].toSorted()
    expect([...outcome.bundle.memberSheets.keys()].toSorted()).toEqual(ids)
    expect([...outcome.bundle.intakeSheets.keys()].toSorted()).toEqual(ids)
  })

  it('are refused when our roots, the agency or a member did not sign them', async () => {
    const { world } = setting
    const { directory, roots, front, second } = world
    const refused = { kind: 'refused', code: 'not-authorised' }
    const relay = setting.client()
    expect(
      await relay.putDocument({ kind: 'directory', document: await signDirectory(directory, roots.slice(0, 1)) }),
    ).toEqual(refused)
    const strangers = [await pair('root', 'x'), await pair('root', 'y')]
    expect(await relay.putDocument({ kind: 'directory', document: await signDirectory(directory, strangers) })).toEqual(
      refused,
    )
    const sheet = await signMemberSheet(front.memberSheet, front.signing)
    expect(await relay.putDocument({ kind: 'member-sheet', agency: front.id, document: sheet })).toEqual(refused)
    await publish(setting)
    const forged = await signMemberSheet(front.memberSheet, second.signing)
    expect(await relay.putDocument({ kind: 'member-sheet', agency: front.id, document: forged })).toEqual(refused)
    expect(await relay.putDocument({ kind: 'member-sheet', agency: second.id, document: sheet })).toEqual(refused)
    const intake = await signIntakeSheet(front.intakeSheet, present(second.devices[0]))
    expect(await relay.putDocument({ kind: 'intake-sheet', agency: front.id, document: intake })).toEqual(refused)
    const unsigned = { payload: filled(3, 1), signatures: [] }
    expect(await relay.putDocument({ kind: 'directory', document: unsigned })).toEqual(refused)
    const seeds = roots.map(({ seed }) => seed)
    const nonsense = await signDocument(p, 'directory', filled(3, 1), seeds)
    expect(await relay.putDocument({ kind: 'directory', document: nonsense })).toEqual({
      kind: 'refused',
      code: 'malformed',
    })
  })

  it('are compared and set: of two administrators at once one is told of the other', async () => {
    await publish(setting)
    const { front } = setting.world
    const relay = setting.client()
    const first = await signMemberSheet(front.memberSheet, front.signing)
    const head = await headAfter('member-sheet', 1, first.payload)
    const terms = [TODAY + 1, TODAY + 2].map((expiresDay) => day(expiresDay))
    const documents = terms.map((expiresDay) => {
      return signMemberSheet({ ...front.memberSheet, ...head, expiresDay }, front.signing)
    })
    const put = (document: UnverifiedDocument): ReturnType<typeof relay.putDocument> =>
      relay.putDocument({ kind: 'member-sheet', agency: front.id, document })
    const [mine, yours] = await Promise.all(documents)
    expect(await Promise.all([put(present(mine)), put(present(yours))])).toEqual([
      { kind: 'stored', version: 2 },
      { kind: 'superseded', version: 2 },
    ])
    expect(await put(present(mine))).toEqual({ kind: 'stored', version: 2 })
    const older = { kind: 'member-sheet', agency: front.id, document: first } as const
    expect(await relay.putDocument(older)).toEqual({ kind: 'superseded', version: 2 })
  })

  it('may skip versions that the relay never saw, as after a restore', async () => {
    await publish(setting)
    const { front } = setting.world
    const head = { ...nextHead({ version: 4, hash: sha256(filled(1, 1)) }, TODAY, MEMBER_SHEET_DAYS) }
    const document = await signMemberSheet({ ...front.memberSheet, ...head }, front.signing)
    expect(await setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })).toEqual({
      kind: 'stored',
      version: 5,
    })
  })

  describe('that one member signs alone (P8.8)', () => {
    const intake = async (change: Partial<IntakeSheetContent>): Promise<unknown> => {
      const { front } = setting.world
      const document = await signIntakeSheet({ ...front.intakeSheet, ...change }, present(front.devices[1]))
      return setting.client().putDocument({ kind: 'intake-sheet', agency: front.id, document })
    }
    const lost = { previous: sha256(filled(1, 1)) }

    it('skip no version on their day, and not the last one on any: nobody can be blocked', async () => {
      await publish(setting)
      const superseded = { kind: 'superseded', version: 1 }
      expect(await intake({ ...lost, version: 0xffffffff })).toEqual(superseded)
      expect(await intake({ ...lost, version: 3 })).toEqual(superseded)
      expect(await intake({ ...lost, version: 2 })).toEqual(superseded)
      expect(await intake({ ...lost, version: 2 ** 32 })).toEqual({ kind: 'refused', code: 'malformed' })
      const { front } = setting.world
      const { payload } = await signIntakeSheet(front.intakeSheet, present(front.devices[0]))
      const previous = await documentHash(p, 'intake-sheet', payload)
      expect(await intake({ version: 2, previous })).toEqual({ kind: 'stored', version: 2 })
    })

    it('are given back to a relay that lost the last days, also when they are no more fresh', async () => {
      await publish(setting)
      const issuedDay = addDays(TODAY, 5)
      setting.setToday(addDays(TODAY, 5 + SHEET_FRESH_DAYS + 1))
      expect(await intake({ ...lost, version: 7, issuedDay })).toEqual({ kind: 'stored', version: 7 })
      const again = createSqliteDocumentStore(setting.sqlite, createCommitQueue(setting.sqlite))
      const { rootHash, front } = setting.world
      const { introductions } = setting
      const restarted = await createRegistry({ p, rootHash, documents: again, introductions })
      const document = await signIntakeSheet({ ...front.intakeSheet, ...lost, version: 900 }, present(front.devices[0]))
      const put = { kind: 'intake-sheet', agency: front.id, document } as const
      expect(await restarted.put(put, addDays(TODAY, 20))).toEqual({ kind: 'superseded', version: 7 })
    })

    it('begin anew with the next chain', async () => {
      await publish(setting)
      const { front } = setting.world
      const { payload } = await signMemberSheet(front.memberSheet, front.signing)
      const head = await headAfter('member-sheet', 1, payload)
      const document = await signMemberSheet(
        { ...front.memberSheet, ...head, ...withSecondChain(front.memberSheet) },
        front.signing,
      )
      await setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })
      expect(await intake({ ...lost, chain: 2, version: 2 })).toEqual({ kind: 'superseded', version: 1 })
      expect(await intake({ chain: 2 })).toEqual({ kind: 'stored', version: 1 })
    })

    it('do not begin with a version that there cannot have been', async () => {
      await publish(setting)
      setting.sqlite.exec("delete from document where kind = 'intake-sheet'")
      const { rootHash, front } = setting.world
      const documents = createSqliteDocumentStore(setting.sqlite, createCommitQueue(setting.sqlite))
      const emptied = await createRegistry({ p, rootHash, documents, introductions: setting.introductions })
      const put = async (version: number): Promise<unknown> => {
        const document = await signIntakeSheet({ ...front.intakeSheet, ...lost, version }, present(front.devices[0]))
        return emptied.put({ kind: 'intake-sheet', agency: front.id, document }, TODAY)
      }
      expect(await put(0xffffffff)).toEqual({ kind: 'not-authorised' })
      expect(await put(300)).toEqual({ kind: 'stored', version: 300 })
    })
  })

  it('are there after a restart, and members stay members when their sheet has expired meanwhile', async () => {
    await publish(setting)
    const { front, rootHash } = setting.world
    const queue = createCommitQueue(setting.sqlite)
    const documents = createSqliteDocumentStore(setting.sqlite, queue)
    const again = await createRegistry({ p, rootHash, documents, introductions: setting.introductions })
    expect(again.isMember(front.id, present(front.devices[0]).publicKey)).toBe(true)
    expect(again.area('lamphun')?.intakeSheets.size).toBe(3)
    const foreign = await createRegistry({
      p,
      rootHash: filled(32, 1),
      documents,
      introductions: setting.introductions,
    })
    expect(foreign.directory()).toBeNull()
    expect(foreign.isMember(front.id, present(front.devices[0]).publicKey)).toBe(false)
  })
})

describe('members', () => {
  it('who were removed are refused at once', async () => {
    await publish(setting)
    const { front } = setting.world
    const first = await signMemberSheet(front.memberSheet, front.signing)
    const head = await headAfter('member-sheet', 1, first.payload)
    const members = front.memberSheet.members.map((member, index) => (index === 1 ? { ...member, to: 2 } : member))
    const document = await signMemberSheet({ ...front.memberSheet, ...head, members }, front.signing)
    const list = (index: number): Promise<unknown> =>
      memberOf(setting, front, index).listInbox({ agency: inboxAddress(front), after: zeros })
    expect(await list(1)).toMatchObject({ kind: 'page' })
    await setting.client().putDocument({ kind: 'member-sheet', agency: front.id, document })
    expect(await list(1)).toEqual({ kind: 'refused', code: 'not-a-member' })
    expect(await list(0)).toMatchObject({ kind: 'page' })
  })

  it('count no more when the directory names another signing key', async () => {
    await publish(setting)
    const { front, directory, roots } = setting.world
    const replaced = { ...front.listed, signingKey: (await pair('agency', 'new key')).publicKey }
    const head = await headAfter('directory', 1, (await signDirectory(directory, roots.slice(0, 2))).payload)
    const agencies = new Map([...directory.agencies, [front.id, replaced]])
    const document = await signDirectory({ ...directory, ...head, agencies }, roots.slice(0, 2))
    expect(await setting.client().putDocument({ kind: 'directory', document })).toEqual({ kind: 'stored', version: 2 })
    const outcome = await memberOf(setting, front, 0).listInbox({ agency: inboxAddress(front), after: zeros })
    expect(outcome).toEqual({ kind: 'refused', code: 'not-a-member' })
  })
})

describe('an introduction', () => {
  const token = filled(32, 42)
  const description = { area: 'lamphun', kind: 'agency', type: 'shelter', names: { en: 'Shelter' } } as const
  beforeEach(async () => {
    await publish(setting)
    await setting.introductions.create(sha256(token), description)
  })

  it('gives the agency what it is to be, lists it, and lets its desks in before the next directory', async () => {
    const office = await makeOffice('newcomer', 'agency')
    const relay = setting.client()
    const introduce = { token, agency: office.id, signingKey: office.signing.publicKey }
    expect(await relay.introduce(introduce)).toEqual({ kind: 'introduced', description })
    expect(await relay.introduce(introduce)).toEqual({ kind: 'introduced', description })
    const listed = { ...description, id: office.id, signingKey: new Uint8Array(office.signing.publicKey) }
    expect(await relay.introduced()).toEqual({ kind: 'list', agencies: [listed] })
    const sheet = await signMemberSheet(office.memberSheet, office.signing)
    expect((await relay.putDocument({ kind: 'member-sheet', agency: office.id, document: sheet })).kind).toBe('stored')
    const member = relay.asMember(signerOf(p, present(office.devices[0])))
    expect((await member.listInbox({ agency: inboxAddress(office), after: zeros })).kind).toBe('page')
  })

  it('is over when the directory has the agency', async () => {
    const { directory, roots } = setting.world
    const office = await makeOffice('newcomer', 'agency')
    const relay = setting.client()
    await relay.introduce({ token, agency: office.id, signingKey: office.signing.publicKey })
    const head = await headAfter('directory', 1, (await signDirectory(directory, roots.slice(0, 2))).payload)
    const agencies = new Map([...directory.agencies, [office.id, office.listed]])
    const document = await signDirectory({ ...directory, ...head, agencies }, roots.slice(0, 2))
    expect((await relay.putDocument({ kind: 'directory', document })).kind).toBe('stored')
    expect(await relay.introduced()).toEqual({ kind: 'list', agencies: [] })
  })

  it('is refused without its token, twice, and for an agency that is known', async () => {
    const relay = setting.client()
    const { front } = setting.world
    const [one, two] = [await makeOffice('one', 'agency'), await makeOffice('two', 'agency')]
    const refused = { kind: 'refused', code: 'token' }
    expect(await relay.introduce({ token: filled(32, 1), agency: one.id, signingKey: one.signing.publicKey })).toEqual(
      refused,
    )
    expect(await relay.introduce({ token, agency: front.id, signingKey: one.signing.publicKey })).toEqual({
      kind: 'refused',
      code: 'exists',
    })
    expect(await relay.introduce({ token, agency: one.id, signingKey: filled(32, 0) })).toEqual(refused)
    expect((await relay.introduce({ token, agency: one.id, signingKey: one.signing.publicKey })).kind).toBe(
      'introduced',
    )
    expect(await relay.introduce({ token, agency: two.id, signingKey: two.signing.publicKey })).toEqual(refused)
    expect(await relay.introduce({ token, agency: one.id, signingKey: two.signing.publicKey })).toEqual(refused)
    const other = filled(32, 43)
    await setting.introductions.create(sha256(other), description)
    expect(await relay.introduce({ token: other, agency: one.id, signingKey: two.signing.publicKey })).toEqual({
      kind: 'refused',
      code: 'exists',
    })
  })

  it('keeps the hash of the token only', () => {
    const row = setting.sqlite.prepare('select token from introduction').pluck().get()
    expect(new Uint8Array(row as Buffer)).toEqual(sha256(token))
  })

  it('does not fail when it is late: the day is not asked', async () => {
    setting.setToday(addDays(TODAY, 300))
    const office = await makeOffice('late', 'agency')
    expect(
      (await setting.client().introduce({ token, agency: office.id, signingKey: office.signing.publicKey })).kind,
    ).toBe('introduced')
  })
})
