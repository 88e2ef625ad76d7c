import { describe, expect, it } from 'vitest'
import { addDays, epochOf, lastDayOf } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, MEMBER_SHEET_DAYS, SHEET_EPOCHS, SHEET_FRESH_DAYS } from '../../../shared/protocol.ts'
import { isOvertaken, seenAfter, seenKey, verifyArea } from '../../../shared/trust/area.ts'
import { documentHash, nextHead } from '../../../shared/trust/document.ts'
import {
  TODAY,
  day,
  makeBundle,
  makeWorld,
  p,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  withSecondChain,
} from './world.ts'

const world = await makeWorld()
const bundle = await makeBundle(world)
const { front, second, rootHash, roots, directory } = world
const options = { rootHash, area: 'lamphun', today: TODAY, online: true, seen: new Map() }

describe('an area (9.1)', () => {
  it('opens its front desk, second door and overseer when everything holds', async () => {
    const outcome = await verifyArea(p, bundle, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    const { doors, area } = outcome.value
    expect(area.id).toBe('lamphun')
    expect(doors.frontDesk).toMatchObject({
      ok: true,
      value: { agency: { id: front.id }, intakeSheet: { version: 1 } },
    })
    expect(doors.secondDoor).toMatchObject({ ok: true, value: { agency: { id: second.id } } })
    expect(doors.overseer).toMatchObject({ ok: true, value: { agency: { kind: 'overseer' } } })
  })

  it('leaves the other doors open when one office is silent, forged or missing', async () => {
    const late = { ...options, today: addDays(TODAY, SHEET_FRESH_DAYS + 1) }
    const fresh = { ...second.intakeSheet, ...nextHead({ version: 1, hash: rootHash }, addDays(TODAY, 14), 55) }
    const epochs = await makeOfficeEpochs()
    const renewed = await signIntakeSheet({ ...fresh, epochs }, second.devices[0]!)
    const silent = { ...bundle, intakeSheets: new Map(bundle.intakeSheets).set(second.id, renewed) }
    expect(await verifyArea(p, silent, late)).toMatchObject({
      ok: true,
      value: { doors: { frontDesk: { ok: false, reason: 'stale' }, secondDoor: { ok: true } } },
    })
    const swapped = { ...bundle, intakeSheets: new Map(bundle.intakeSheets).set(front.id, renewed) }
    expect(await verifyArea(p, swapped, options)).toMatchObject({
      value: { doors: { frontDesk: { ok: false, reason: 'foreign' }, secondDoor: { ok: true } } },
    })
    const without = { ...bundle, memberSheets: new Map([...bundle.memberSheets].filter(([id]) => id !== front.id)) }
    expect(await verifyArea(p, without, options)).toMatchObject({
      value: { doors: { frontDesk: { ok: false }, overseer: { ok: true } } },
    })
  })

  it('opens nothing under a directory that does not hold or does not name it', async () => {
    const one = { ...bundle, directory: await signDirectory(directory, roots.slice(0, 1)) }
    expect(await verifyArea(p, one, options)).toEqual({ ok: false, reason: 'threshold' })
    expect(await verifyArea(p, bundle, { ...options, area: 'phayao' })).toEqual({ ok: false, reason: 'malformed' })
  })

  it('is remembered, so that a later answer can neither go back nor fork', async () => {
    const outcome = await verifyArea(p, bundle, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    const seen = seenAfter(new Map(), outcome.value)
    expect(await verifyArea(p, bundle, { ...options, seen })).toMatchObject({ ok: true })
    const key = seenKey('intake-sheet', front.id, 1)
    const newer = new Map(seen).set(key, { version: 2, hash: rootHash })
    expect(await verifyArea(p, bundle, { ...options, seen: newer })).toMatchObject({
      value: { doors: { frontDesk: { ok: false, reason: 'rolled-back' }, secondDoor: { ok: true } } },
    })
    const other = new Map(seen).set(seenKey('directory'), { version: 1, hash: rootHash })
    expect(await verifyArea(p, bundle, { ...options, seen: other })).toEqual({ ok: false, reason: 'fork' })
  })

  it('is overtaken by anything newer that was seen meanwhile, and lowers nothing of it', async () => {
    const outcome = await verifyArea(p, bundle, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    const seen = seenAfter(new Map(), outcome.value)
    expect(isOvertaken(outcome.value, new Map())).toBe(false)
    expect(isOvertaken(outcome.value, seen)).toBe(false)
    for (const key of [seenKey('directory'), seenKey('member-sheet', front.id), seenKey('intake-sheet', front.id, 1)]) {
      const newer = new Map(seen).set(key, { version: 2, hash: rootHash })
      expect(isOvertaken(outcome.value, newer)).toBe(true)
      expect(isOvertaken(outcome.value, new Map(seen).set(key, { version: 1, hash: rootHash }))).toBe(true)
      expect(seenAfter(newer, outcome.value).get(key)).toEqual({ version: 2, hash: rootHash })
    }
  })

  it('counts intake sheets anew with each chain, so that a blocked version does not outlive it', async () => {
    const seen = new Map([[seenKey('intake-sheet', front.id, 1), { version: 0xffffffff, hash: rootHash }]])
    expect(await verifyArea(p, bundle, { ...options, seen })).toMatchObject({
      value: { doors: { frontDesk: { ok: false, reason: 'rolled-back' } } },
    })
    const hash = await documentHash(p, 'member-sheet', bundle.memberSheets.get(front.id)!.payload)
    const head = nextHead({ version: 1, hash }, TODAY, MEMBER_SHEET_DAYS)
    const members = await signMemberSheet(
      { ...front.memberSheet, ...head, ...withSecondChain(front.memberSheet) },
      front.signing,
    )
    const intake = { ...front.intakeSheet, chain: 2, memberSheetVersion: 2 }
    const replaced = {
      ...bundle,
      memberSheets: new Map(bundle.memberSheets).set(front.id, members),
      intakeSheets: new Map(bundle.intakeSheets).set(front.id, await signIntakeSheet(intake, front.devices[0]!)),
    }
    const outcome = await verifyArea(p, replaced, { ...options, seen })
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.value.doors.frontDesk).toMatchObject({ ok: true, value: { intakeSheet: { version: 1, chain: 2 } } })
    const after = seenAfter(seen, outcome.value)
    expect(after.get(seenKey('intake-sheet', front.id, 2))).toMatchObject({ version: 1 })
    // The sheets of before count no more, whatever their version.
    expect(await verifyArea(p, bundle, { ...options, seen: after })).toMatchObject({
      value: { doors: { frontDesk: { ok: false, reason: 'rolled-back' } } },
    })
  })

  it('still opens on a phone whose clock was reset', async () => {
    const outcome = await verifyArea(p, bundle, { ...options, today: day(1000), online: false })
    expect(outcome).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
  })

  it('opens no door whose sheet is dated after the end of the directory: keys that look new for years', async () => {
    for (const [past, reason] of [
      [CLOCK_TOLERANCE_DAYS, true],
      [CLOCK_TOLERANCE_DAYS + 1, 'not-yet'],
      [3_652, 'not-yet'],
    ] as const) {
      const onDay = addDays(directory.expiresDay, past)
      const first = epochOf(onDay)!
      const epochs = front.intakeSheet.epochs.map(({ key }, at) => ({ epoch: first + at, key }))
      const dated = { ...front.intakeSheet, issuedDay: onDay, expiresDay: lastDayOf(first + SHEET_EPOCHS - 1), epochs }
      const ahead = await signIntakeSheet(dated, front.devices[0]!)
      const shown = { ...bundle, intakeSheets: new Map(bundle.intakeSheets).set(front.id, ahead) }
      const door = reason === true ? { ok: true } : { ok: false, reason }
      for (const today of [TODAY, day(1000)]) {
        expect(await verifyArea(p, shown, { ...options, today })).toMatchObject({
          value: { doors: { frontDesk: door, secondDoor: { ok: true } } },
        })
      }
    }
  })
})

/** The second door's keys one epoch on, as a desk would publish them. */
async function makeOfficeEpochs(): Promise<typeof second.intakeSheet.epochs> {
  const { makeOffice } = await import('./world.ts')
  const later = await makeOffice('second', 'agency', addDays(TODAY, 14))
  return later.intakeSheet.epochs
}
