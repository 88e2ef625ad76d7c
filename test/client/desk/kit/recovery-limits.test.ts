/** What a recovery kit cannot bring back, and what opens nothing. Against the real relay in process. */
import { describe, expect, it } from 'vitest'
import { createKit, deriveKitKeys, type KitKeys } from '../../../../shared/crypto/kit.ts'
import { parseSignedDocument } from '../../../../shared/wire/documents.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { random, type Device } from '../desk-fixture.ts'
import {
  browser,
  desk,
  invite,
  joined,
  kinds,
  labels,
  later,
  look,
  lostMail,
  made,
  makeKit,
  recovered,
  report,
  roundsOf,
  sheetNow,
  shows,
  useBench,
} from './recovery-fixture.ts'
const bench = useBench()

describe('with nobody left', () => {
  /** An agency of one desk: its colleague was removed before. */
  async function alone(): Promise<{ readonly a: Device; readonly kit: KitKeys }> {
    const a = await desk(0)
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
    expect(await lostMail()).toEqual([[bench.now().world.front.id, TODAY]])
    const again = await report('told again')
    await c.session.refresh()
    expect(shows(c, again)).toBe(true)
  })

  it('says it only once the last colleague who is as lost was removed', async () => {
    const [a] = [await desk(0), await desk(1)]
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
    const { session } = await joined(await invite(c, ['caseworker']))
    await session.refresh()
    expect(session.state().problems).toEqual([{ kind: 'lost-mail', count: 1 }])
  })
})

describe('an old copy, which the relay shows or came back with', () => {
  it('lacks the newer team keys until a colleague hands them over, and brings nobody back', async () => {
    const [a, b] = [await desk(0), await desk(1)]
    await roundsOf(a, b)
    await invite(a, ['caseworker'])
    const old = await bench.now().report('before')
    await a.session.refresh()
    const kit = await makeKit(a)
    const kept = bench.now().setting.sqlite.prepare('select * from recovery_copy').get() as Record<string, unknown>
    const third = present(a.session.state().members.find(({ label }) => label === 'Desk 3'))
    expect(await a.session.replaceKeys(third.author)).toEqual({ kind: 'replaced' })
    await roundsOf(b, a)
    const between = await report('under the key that the old copy lacks')
    await a.session.refresh()
    expect(shows(a, between)).toBe(true)
    const put = bench
      .now()
      .setting.sqlite.prepare(
        'update recovery_copy set serial = @serial, signature = @signature, envelope = @envelope where address = @address',
      )
    expect(put.run(kept).changes).toBe(1)
    const c = await recovered(kit)
    expect([shows(c, old), shows(c, between)]).toEqual([true, false])
    expect(kinds(c)).toContain('closed-entries')
    const current = labels(await sheetNow()).flatMap(([label, isCurrent]) => (isCurrent ? [label] : []))
    expect(current.toSorted()).toEqual(['Desk 1', 'Desk 2'])
    await roundsOf(c, b)
    await c.session.refresh()
    expect(shows(c, between)).toBe(true)
    expect(kinds(c)).toEqual([])
  })
})

describe('what opens nothing', () => {
  it('is a kit that was never made, and one that another has replaced', async () => {
    const a = await desk(0)
    await a.session.refresh()
    const first = await makeKit(a)
    await makeKit(a)
    const device = await browser()
    expect(await look(device, first)).toEqual({ kind: 'no-copy' })
    expect(await look(device, await deriveKitKeys(p, createKit(random)))).toEqual({ kind: 'no-copy' })
  })

  it('is the kit of an administrator who was removed, whatever the relay still shows', async () => {
    const a = await desk(0)
    await a.session.refresh()
    const kit = await makeKit(await joined(await invite(a, ['administrator'])))
    const device = await browser()
    expect((await look(device, kit)).kind).toBe('recoverable')
    const kept = bench.now().setting.sqlite.prepare('select * from recovery_copy').all() as Record<string, unknown>[]
    await a.session.refresh()
    const { author } = present(a.session.state().members.find(({ label }) => label === 'Desk 3'))
    expect(await a.session.replaceKeys(author)).toEqual({ kind: 'replaced' })
    expect(await look(device, kit)).toEqual({ kind: 'no-copy' })
    // A relay that keeps it all the same, or had it in a backup.
    const put = bench
      .now()
      .setting.sqlite.prepare('insert into recovery_copy values (@address, @keeper, @serial, @signature, @envelope)')
    for (const row of kept) put.run(row)
    expect(await look(device, kit)).toEqual({ kind: 'removed' })
  })

  it('is a vault that was made with a kit and came too late: its device was removed before it was listed', async () => {
    const a = await desk(0)
    const old = await bench.now().report('before')
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
    const a = await desk(0)
    await a.session.refresh()
    const kit = await makeKit(a)
    const old = bench.now().setting.sqlite.prepare("select * from document where kind = 'member-sheet'").all()
    later(7)
    await a.session.refresh()
    const device = await browser()
    expect((await look(device, kit)).kind).toBe('recoverable')
    const answer = await device.tools.relay.agency(bench.now().world.front.id)
    if (answer.kind !== 'bundle') throw new Error(answer.kind)
    const shown = { ...device, tools: { ...device.tools, relay: { ...device.tools.relay, agency: async () => older } } }
    const before = (old as { agency: string; document: string }[]).find(
      ({ agency }) => agency === bench.now().world.front.id,
    )
    const document = present(parseSignedDocument(JSON.parse(present(before).document)))
    const older = {
      ...answer,
      bundle: { ...answer.bundle, memberSheets: new Map([[bench.now().world.front.id, document]]) },
    }
    expect(await look(shown, kit)).toEqual({ kind: 'distrusted', reason: 'rolled-back' })
  })
})
