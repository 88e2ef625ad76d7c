/** One ticket, one office with its overseer, and a report: what letters are sealed of. The real seal, no storage. */
import { type Ticket, makeTicket } from '../../../../client/reporter/letter/keep-letter.ts'
import type { Letter, To } from '../../../../client/reporter/letter/report.ts'
import type { System } from '../../../../client/reporter/system.ts'
import type { OutboxItem } from '../../../../client/outbox/item.ts'
import { readFrame } from '../../../../shared/case/frame.ts'
import { type ReporterEvent, TO_AGENCY } from '../../../../shared/case/reporter-event.ts'
import { encodeText } from '../../../../shared/bytes/cursor.ts'
import { intakeKeyOf, parseChainSeed } from '../../../../shared/crypto/chain.ts'
import { open } from '../../../../shared/crypto/open.ts'
import { type Day, dayStartMs } from '../../../../shared/day.ts'
import { type Door, verifyArea } from '../../../../shared/trust/area.ts'
import { inboxOf } from '../../../../shared/wire/address.ts'
import { type Office, type World, TODAY, makeBundle, makeWorld, p } from '../../../shared/trust/world.ts'

export const world: World = await makeWorld()
const options = { rootHash: world.rootHash, area: 'lamphun', today: TODAY, online: true, seen: new Map() }
const verdict = await verifyArea(p, await makeBundle(world), options)
if (!verdict.ok || !verdict.value.doors.frontDesk.ok || !verdict.value.doors.overseer.ok) throw new Error('fixture')
export const door: Door = verdict.value.doors.frontDesk.value
export const overseer: Door = verdict.value.doors.overseer.value
/** Nobody has promised anything. */
export const to: To = { door, overseer, contactDay: () => null }

let count = 0
export const system = (today: Day = TODAY): System => {
  const never = (): never => {
    throw new Error('not asked for')
  }
  return {
    primitives: p,
    random: (bytes) => new Uint8Array(bytes).map((_, index) => (index + ++count) % 250),
    now: () => dayStartMs(today),
    today: () => today,
    // the cost is not what is tested here
    argon2id: async (password) => p.sha256(password),
    deploymentId: world.rootHash,
    offline: () => null,
    loadSealing: async () => {},
    get relay() {
      return never()
    },
    get marks() {
      return never()
    },
    get persistence() {
      return never()
    },
    get outbox() {
      return never()
    },
    get offices() {
      return never()
    },
  }
}

export const letter: Letter = {
  danger: true,
  details: { role: 'self', under18: true, notShowTo: 'my uncle' },
  needs: ['shelter', 'legal'],
  area: 'lamphun',
  words: 'เขาตีฉันเมื่อคืน',
  contact: { method: 'safe_phone', phone: '081', hours: 'เช้า' },
  language: 'th',
}
export const ticket: Ticket = await makeTicket(system())

/** As a desk of that office opens it. */
export async function openAs(office: Office, item: OutboxItem): Promise<Uint8Array<ArrayBuffer>> {
  const name = office === world.front ? 'front' : 'overseer'
  const seed = parseChainSeed(await p.sha256(encodeText(`chain ${name}`)))
  if (seed === null) throw new Error('fixture')
  const secret = await intakeKeyOf(p, seed)
  const frame = await open(p, { kind: 'inbox', address: inboxOf(office.id), secret }, item.envelope)
  if (frame === null) throw new Error('not opened')
  return frame
}

export async function eventIn(item: OutboxItem | undefined): Promise<ReporterEvent> {
  if (item === undefined) throw new Error('nothing there')
  const signed = await readFrame(p, await openAs(world.front, item), TO_AGENCY, inboxOf(world.front.id))
  if (signed === null) throw new Error('not signed')
  return signed.event
}

/** The stand-in without the parts that must not be touched. */
export function withoutGetters(): System {
  const { primitives, random, now, today, argon2id, deploymentId, offline, loadSealing } = system()
  const absent = {} as never
  return {
    primitives,
    random,
    now,
    today,
    argon2id,
    deploymentId,
    offline,
    loadSealing,
    relay: absent,
    offices: absent,
    outbox: absent,
    marks: absent,
    persistence: absent,
  }
}
