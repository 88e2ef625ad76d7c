/** What a phone knows of the offices, at a first visit and later, and writes down of it. With a ticket: offices-with-ticket.test.ts. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Offices, createOffices } from '../../../../client/reporter/offices/offices.ts'
import { StorageError } from '../../../../client/storage/connection.ts'
import { type Day, addDays, epochOf, lastDayOf } from '../../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, DIRECTORY_DAYS, SHEET_EPOCHS, SHEET_FRESH_DAYS } from '../../../../shared/protocol.ts'
import { documentHash, nextHead } from '../../../../shared/trust/document.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'
import { present } from '../../../present.ts'
import { disk } from './disk.ts'
import { relayShowing } from './relay-showing.ts'
import {
  type Office,
  TODAY,
  makeBundle,
  makeWorld,
  p,
  pair,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  tamper,
} from '../../../shared/trust/world.ts'

const world = await makeWorld()
const genuine = await makeBundle(world)
const { rootHash, roots, directory, front, second } = world

let store: ReturnType<typeof disk>
let today: Day
/** What the relay answers; null: it cannot be reached. */
let shown: AreaBundle | null
let requests: string[]

const relay = relayShowing(
  () => shown,
  (what) => requests.push(what),
)

/** The app is opened: a fresh page on the same disk. */
const open = (): Offices => createOffices({ primitives: p, rootHash, relay, store, today: () => today })

beforeEach(() => {
  store = disk()
  today = TODAY
  shown = genuine
  requests = []
})

async function visitOnce(): Promise<void> {
  await open().refresh()
  requests = []
}

describe('a first visit', () => {
  test('fetches and keeps every area, so that reporting works without a network', async () => {
    await visitOnce()
    shown = null
    const later = open()
    expect(await later.directory()).toMatchObject({ ok: true, value: { areas: [{ id: 'lamphun' }] }, warning: null })
    const area = await later.area('lamphun')
    expect(area).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true }, overseer: { ok: true } } } })
  })

  test('says that the phone has nothing when the relay cannot be reached', async () => {
    shown = null
    expect(await open().directory()).toEqual({ ok: false, reason: 'unreachable' })
    expect(await open().area('lamphun')).toEqual({ ok: false, reason: 'unreachable' })
  })

  describe('on a slow network', () => {
    let arrive: (id: string) => void
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    })
    afterEach(() => {
      vi.useRealTimers()
    })
    /** Signatures are checked in real time, between two seconds. */
    const halfAMinute = async (): Promise<void> => {
      for (let second = 0; second < 30; second++) {
        await wait(3)
        await vi.advanceTimersByTimeAsync(1_000)
      }
    }
    const openSlowly = (): Offices => {
      const waiting = new Map<string, () => void>()
      arrive = (id) => waiting.get(id)?.()
      const area: typeof relay.area = async (id) => {
        await new Promise<void>((done) => waiting.set(id, done))
        return relay.area(id)
      }
      return createOffices({ primitives: p, rootHash, relay: { ...relay, area }, store, today: () => today })
    }

    test('shows the areas before their sheets are there', async () => {
      expect(await openSlowly().directory()).toMatchObject({ ok: true, value: { areas: [{ id: 'lamphun' }] } })
      expect(requests).toEqual(['directory'])
    })

    test('waits for the sheets of the area that is chosen, and does not say that nobody reads there', async () => {
      const offices = openSlowly()
      await offices.directory()
      const asked = offices.area('lamphun')
      await halfAMinute()
      arrive('lamphun')
      expect(await asked).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
    })

    test('says so when they do not come, and takes them at the next try', async () => {
      const offices = openSlowly()
      await offices.directory()
      const asked = offices.area('lamphun')
      await halfAMinute()
      shown = null
      arrive('lamphun')
      expect(await asked).toEqual({ ok: false, reason: 'unreachable' })
      shown = genuine
      const again = offices.area('lamphun')
      await halfAMinute()
      arrive('lamphun')
      expect(await again).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
    })

    test('goes on with the sheets of the phone after a while', async () => {
      await visitOnce()
      today = addDays(today, 1)
      const asked = openSlowly().area('lamphun')
      await halfAMinute()
      expect(await asked).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
    })
  })

  test('takes nothing from a relay whose directory is forged', async () => {
    for (const [document, reason] of [
      [tamper(genuine.directory, 1), 'malformed'],
      [await signDirectory(directory, roots.slice(0, 1)), 'threshold'],
      [await signDirectory(directory, [await pair('root', 'x'), await pair('root', 'y')]), 'signature'],
    ] as const) {
      shown = { ...genuine, directory: document }
      expect(await open().directory()).toEqual({ ok: false, reason })
      expect(store.kept).toBe(null)
    }
  })

  test('works from memory when the phone stores nothing', async () => {
    store.fault = new StorageError('absent')
    const offices = open()
    await offices.refresh()
    shown = null
    expect(await offices.area('lamphun')).toMatchObject({ ok: true })
  })
})

describe('a later visit', () => {
  test('asks the relay for all areas once a day, and tells nobody on the way which one is chosen', async () => {
    await visitOnce()
    const offices = open()
    await offices.refresh()
    expect(await offices.area('lamphun')).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
    expect(await offices.area('lamphun')).toMatchObject({ ok: true })
    expect(requests).toEqual([])
    today = addDays(today, 1)
    await open().refresh()
    expect(requests).toEqual(['directory', 'lamphun'])
  })

  test('asks for all areas again where the page is open over midnight', async () => {
    const offices = open()
    await offices.refresh()
    today = addDays(today, 1)
    requests = []
    await offices.refresh()
    expect(requests).toEqual(['directory', 'lamphun'])
  })

  test('asks for the area that is chosen where not all were fetched today, or a door of it does not hold', async () => {
    await visitOnce()
    today = addDays(today, 1)
    await open().area('lamphun')
    expect(requests).toEqual(['lamphun'])
    shown = { ...genuine, memberSheets: new Map(genuine.memberSheets).set(front.id, tamper(genuine.directory, 1)) }
    store = disk()
    await visitOnce()
    shown = genuine
    expect(await open().area('lamphun')).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
    expect(requests).toEqual(['lamphun'])
  })

  test('goes on with the genuine directory of the phone when the relay shows a forged one, and warns', async () => {
    await visitOnce()
    today = addDays(today, 1)
    shown = { ...genuine, directory: await signDirectory(directory, roots.slice(0, 1)) }
    const offices = open()
    await offices.refresh()
    expect(await offices.directory()).toMatchObject({ ok: true, warning: 'threshold' })
    expect(await offices.area('lamphun')).toMatchObject({ ok: true, warning: 'threshold' })
  })

  test('refuses a directory that is older than one it has seen', async () => {
    const newer = {
      ...directory,
      ...nextHead(
        { version: 1, hash: await documentHash(p, 'directory', genuine.directory.payload) },
        TODAY,
        DIRECTORY_DAYS,
      ),
    }
    const document = await signDirectory(newer, roots.slice(0, 2))
    shown = { ...genuine, directory: document }
    await visitOnce()
    today = addDays(today, 1)
    shown = genuine
    const offices = open()
    await offices.refresh()
    expect(await offices.directory()).toMatchObject({ ok: true, value: { version: 2 }, warning: 'rolled-back' })
  })

  test('keeps the genuine sheets of an office when the relay shows forged ones', async () => {
    await visitOnce()
    today = addDays(today, 1)
    const forged = await signMemberSheet(front.memberSheet, second.signing)
    shown = { ...genuine, memberSheets: new Map(genuine.memberSheets).set(front.id, forged) }
    const area = await open().area('lamphun')
    expect(area).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true }, secondDoor: { ok: true } } } })
    expect(store.kept?.sheets.get(front.id)?.memberSheet).toEqual(genuine.memberSheets.get(front.id))
  })

  test('closes a door online whose keys nobody has renewed for two weeks, and leaves it open offline', async () => {
    await visitOnce()
    today = addDays(TODAY, SHEET_FRESH_DAYS + 1)
    expect(await open().area('lamphun')).toMatchObject({
      ok: true,
      value: { doors: { frontDesk: { ok: false, reason: 'stale' } } },
    })
    shown = null
    expect(await open().area('lamphun')).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
  })

  test('closes every door once the documents have run out', async () => {
    await visitOnce()
    shown = null
    today = addDays(TODAY, 200)
    expect(await open().directory()).toEqual({ ok: false, reason: 'expired' })
  })

  test('still tells with a clock that was set back to the beginning', async () => {
    today = addDays(TODAY, -3000)
    await visitOnce()
    expect(await open().area('lamphun')).toMatchObject({ ok: true, value: { doors: { frontDesk: { ok: true } } } })
  })
})

describe('what is written down of a visit', () => {
  /** These have renewed their keys, the day after or on another day. */
  async function renewed(offices: readonly Office[] = [front, second], onDay = addDays(TODAY, 1)): Promise<AreaBundle> {
    const intakeSheets = new Map(genuine.intakeSheets)
    for (const { id, intakeSheet, devices } of offices) {
      const hash = await documentHash(p, 'intake-sheet', present(intakeSheets.get(id)).payload)
      const first = present(epochOf(onDay))
      const sheet = {
        ...intakeSheet,
        ...nextHead({ version: 1, hash }, onDay, 0),
        expiresDay: lastDayOf(first + SHEET_EPOCHS - 1),
        epochs: intakeSheet.epochs.map(({ key }, at) => ({ epoch: first + at, key })),
      }
      intakeSheets.set(id, await signIntakeSheet(sheet, present(devices[0])))
    }
    return { ...genuine, intakeSheets }
  }

  test('is not which area somebody looked at, also when the relay shows newer sheets of it', async () => {
    await visitOnce()
    const before = store.kept
    today = addDays(TODAY, 1)
    shown = await renewed()
    expect(await open().area('lamphun')).toMatchObject({ ok: true })
    expect(store.kept).toBe(before)
    // with all areas, at the next refresh, they are
    await open().refresh()
    expect(store.kept?.sheets.get(front.id)?.intakeSheet).toEqual(shown.intakeSheets.get(front.id))
  })

  test('is the newest day that a verified document bears witness to, whatever the clock says', async () => {
    today = addDays(TODAY, 30)
    await visitOnce()
    expect(store.kept?.provenDay).toBe(TODAY - CLOCK_TOLERANCE_DAYS)
    shown = await renewed()
    today = addDays(TODAY, 31)
    await open().refresh()
    expect(store.kept?.provenDay).toBe(TODAY + 1 - CLOCK_TOLERANCE_DAYS)
    shown = { ...genuine, directory: tamper(genuine.directory, 1) }
    today = addDays(TODAY, 32)
    await open().refresh()
    expect(store.kept?.provenDay).toBe(TODAY + 1 - CLOCK_TOLERANCE_DAYS)
  })

  test('is no day that one agency alone bears witness to: a stolen desk and the relay would end every letter by it', async () => {
    await visitOnce()
    today = addDays(TODAY, 1)
    shown = await renewed([front], addDays(TODAY, DIRECTORY_DAYS - 1))
    await open().refresh()
    expect(store.kept?.sheets.get(front.id)?.intakeSheet).toEqual(shown.intakeSheets.get(front.id))
    expect(store.kept?.provenDay).toBe(TODAY - CLOCK_TOLERANCE_DAYS)
  })
})
