/** What whoever looks with a ticket is told of the offices: who may speak for one, and which lost keys. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRelay } from '../../../../client/relay/relay.ts'
import type { Fetch } from '../../../../client/relay/transport.ts'
import { type Offices, createOffices } from '../../../../client/reporter/offices/offices.ts'
import { addDays } from '../../../../shared/day.ts'
import { MEMBER_SHEET_DAYS } from '../../../../shared/protocol.ts'
import { documentHash, nextHead } from '../../../../shared/trust/document.ts'
import type { MemberSheetContent } from '../../../../shared/trust/member-sheet.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'
import { present } from '../../../present.ts'
import { type Setting, openSetting, publish } from '../../../server/relay-fixture.ts'
import {
  TODAY,
  makeBundle,
  makeWorld,
  p,
  signIntakeSheet,
  signMemberSheet,
  withSecondChain,
} from '../../../shared/trust/world.ts'
import { disk } from './disk.ts'
import { relayShowing } from './relay-showing.ts'

const world = await makeWorld()
const genuine = await makeBundle(world)
const { rootHash, front, second } = world

let store: ReturnType<typeof disk>
/** What the relay answers; null: it cannot be reached. */
let shown: AreaBundle | null
const relay = relayShowing(() => shown)

/** The app is opened: a fresh page on the same disk. */
const open = (on = store): Offices => createOffices({ primitives: p, rootHash, relay, store: on, today: () => TODAY })

beforeEach(() => {
  store = disk()
  shown = genuine
})

describe('who speaks for an agency', () => {
  const states = async (offices: Offices): Promise<unknown> => {
    const speakers = await offices.speakers(front.id)
    return speakers?.sheet.members.map(({ to }) => to)
  }
  /** The second device was struck off. */
  async function removed(): Promise<AreaBundle> {
    const hash = await documentHash(p, 'member-sheet', present(genuine.memberSheets.get(front.id)).payload)
    const next = {
      ...front.memberSheet,
      ...nextHead({ version: 1, hash }, TODAY, MEMBER_SHEET_DAYS),
      members: front.memberSheet.members.map((member, at) => (at === 1 ? { ...member, to: 2 } : member)),
    }
    const memberSheet = await signMemberSheet(next, front.signing)
    const intakeSheet = await signIntakeSheet(front.intakeSheet, present(front.devices[0]))
    return {
      ...genuine,
      memberSheets: new Map(genuine.memberSheets).set(front.id, memberSheet),
      intakeSheets: new Map(genuine.intakeSheets).set(front.id, intakeSheet),
    }
  }

  test('is asked of the relay, and kept nowhere', async () => {
    const fresh = open()
    expect(await fresh.speakers(front.id)).toMatchObject({ agency: { id: front.id }, sheet: { agency: front.id } })
    expect(store.kept).toBe(null)
  })

  test('is known without a network from the sheets of the phone', async () => {
    await open().refresh()
    shown = null
    expect(await states(open())).toEqual([null, null])
  })

  test('is no device any more that was struck off since the phone fetched its sheets', async () => {
    await open().refresh()
    shown = await removed()
    expect(await states(open())).toEqual([null, 2])
  })

  test('is not told by a sheet of before the one that the phone has', async () => {
    shown = await removed()
    await open().refresh()
    shown = genuine
    expect(await states(open())).toEqual([null, 2])
  })

  test('can be written to again, offline by the sheets of the phone', async () => {
    await open().refresh()
    expect(await open().door(front.id)).toMatchObject({ ok: true, value: { agency: { id: front.id } } })
    shown = null
    expect(await open().door(front.id)).toMatchObject({ ok: true })
    shown = { ...genuine, memberSheets: new Map() }
    expect(await open(disk()).door(front.id)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('an office that is asked for alone', () => {
  let setting: Setting
  /** What the relay sent for one agency: status and length. */
  let answers: (readonly [number, number])[]
  let today = TODAY
  const openAt = (on = store): Offices => {
    const fetch: Fetch = async (url, init) => {
      const { signal: _, ...rest } = init
      const headers = new Headers(init.headers)
      headers.set('host', new URL(url).host)
      const answer = await setting.app.request(url, { ...rest, headers })
      const { byteLength } = await answer.clone().arrayBuffer()
      if (url.includes('/v1/agencies/')) answers.push([answer.status, byteLength])
      return answer
    }
    const asked = createRelay({ fetch, origin: 'http://127.0.0.1:8787', today: () => today, p })
    return createOffices({
      primitives: p,
      rootHash: setting.world.rootHash,
      relay: asked,
      store: on,
      today: () => today,
    })
  }
  beforeEach(async () => {
    answers = []
    today = TODAY
    setting = await openSetting()
    await publish(setting)
  })
  afterEach(() => setting.close())

  test('sends nothing again that a phone has of today, and so nothing that tells which office it is', async () => {
    const { world } = setting
    await openAt().refresh()
    const offices = openAt()
    for (const { id } of [world.front, world.second]) {
      expect(await offices.speakers(id)).toMatchObject({ agency: { id }, sheet: { agency: id } })
      expect(await offices.door(id)).toMatchObject({ ok: true, warning: null, value: { agency: { id } } })
    }
    expect(answers).toEqual(Array(4).fill([304, 0]))
  })

  test('sends what has changed since', async () => {
    const { front: office } = setting.world
    await openAt().refresh()
    const hash = await documentHash(
      p,
      'member-sheet',
      (await signMemberSheet(office.memberSheet, office.signing)).payload,
    )
    const next = { ...office.memberSheet, ...nextHead({ version: 1, hash }, TODAY, MEMBER_SHEET_DAYS) }
    const document = await signMemberSheet(next, office.signing)
    const put = await setting.client().putDocument({ kind: 'member-sheet', agency: office.id, document })
    expect(put).toEqual({ kind: 'stored', version: 2 })
    expect(await openAt().speakers(office.id)).toMatchObject({ sheet: { version: 2 } })
    expect(answers).toMatchObject([[200, expect.any(Number)]])
  })

  test('is not told which sheets an older visit has left, nor by a phone that has none', async () => {
    const { front: office } = setting.world
    await openAt(disk()).speakers(office.id)
    await openAt().refresh()
    today = addDays(TODAY, 1)
    await openAt().speakers(office.id)
    expect(answers.map(([status]) => status)).toEqual([200, 200])
  })
})

describe('an office that lost keys', () => {
  /** Its member sheet names a second chain, and says of the first that it was lost. */
  async function after(lost: boolean): Promise<AreaBundle> {
    const { chain, chains } = withSecondChain(front.memberSheet)
    const content = {
      ...front.memberSheet,
      chain,
      chains: chains.map((one, at) => (lost && at === 0 ? { ...one, lost } : one)),
    }
    const memberSheet = await signMemberSheet(content as MemberSheetContent, front.signing)
    const intakeSheet = await signIntakeSheet({ ...front.intakeSheet, chain: 2 }, present(front.devices[0]))
    return {
      ...genuine,
      memberSheets: new Map(genuine.memberSheets).set(front.id, memberSheet),
      intakeSheets: new Map(genuine.intakeSheets).set(front.id, intakeSheet),
    }
  }

  test('is named with the day, to whoever looks with a ticket', async () => {
    shown = await after(true)
    expect(await open().lostMail()).toMatchObject([{ agency: { id: front.id }, day: TODAY }])
    shown = null
    expect(await open().lostMail()).toMatchObject([{ agency: { id: front.id } }])
  })

  test('is not named because it has replaced its keys, nor by a sheet that somebody else has signed', async () => {
    shown = await after(false)
    expect(await open().lostMail()).toEqual([])
    const { memberSheets } = await after(true)
    const foreign = new Map(genuine.memberSheets).set(second.id, present(memberSheets.get(front.id)))
    shown = { ...genuine, memberSheets: foreign }
    expect(await open().lostMail()).toEqual([])
  })

  test('is nobody as long as the phone knows no office', async () => {
    shown = null
    expect(await open().lostMail()).toEqual([])
  })
})
