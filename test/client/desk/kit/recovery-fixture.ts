/**
 * What the tests of recoveries start from: a bench of desks, a kit made as a person makes it, browsers that have nothing, and
 * phones that seal to what the relay shows. Each function works on the bench of the test that runs.
 */
import { afterEach, beforeEach, expect } from 'vitest'
import { openInvitation } from '../../../../client/agency/accept-invitation.ts'
import type { JoinLink } from '../../../../client/agency/link.ts'
import { joinDesk, recoverDesk } from '../../../../client/desk/enrol/make-desk.ts'
import { openSession, type Session } from '../../../../client/desk/session.ts'
import { createOffices } from '../../../../client/reporter/offices/offices.ts'
import { examine, type ExamineOutcome, type Recoverable } from '../../../../client/recovery/examine.ts'
import { openVault, parseSealedVault } from '../../../../client/vault/vault.ts'
import { eventTime } from '../../../../shared/case/event.ts'
import { signFrame } from '../../../../shared/case/frame.ts'
import { createReporterEvent, TO_AGENCY } from '../../../../shared/case/reporter-event.ts'
import { deriveKitKeys, type KitKeys } from '../../../../shared/crypto/kit.ts'
import { parseKitWords } from '../../../../shared/crypto/kit-words.ts'
import { seal } from '../../../../shared/crypto/seal.ts'
import { addDays, dayStartMs, epochOf, type Day } from '../../../../shared/day.ts'
import { verifyIntakeSheet } from '../../../../shared/trust/intake-sheet.ts'
import { type MemberSheet, verifyMemberSheet } from '../../../../shared/trust/member-sheet.ts'
import { inboxOf } from '../../../../shared/wire/address.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { openBench, random, reportBody, type Bench, type Device, type Phone } from '../desk-fixture.ts'

type AnyDesk = Pick<Device, 'session'>

export interface Recovered extends Pick<Device, 'network' | 'tools' | 'store'> {
  readonly id: string
  readonly session: Session
  /** A new page, that knows what the store has. */
  restart(): Promise<Recovered>
}

let current: Bench | null = null
let today: Day = TODAY

/** Opens a bench before each test of the file, and closes it after. */
export function useBench(): { readonly now: () => Bench } {
  beforeEach(async () => {
    current = await openBench()
    today = TODAY
  })
  afterEach(() => bench().close())
  return { now: bench }
}

const bench = (): Bench => present(current)

export function later(days: number): void {
  today = addDays(today, days)
  bench().setToday(today)
}

export const chosen = { passphrase: 'four odd words together', name: 'Front office' }
export const kinds = ({ session }: AnyDesk): string[] => session.state().problems.map(({ kind }) => kind)
export const shows = ({ session }: AnyDesk, phone: Phone): boolean => session.state().fold.cases.has(phone.case)
/** The office's own device; 0 is its administrator's. */
export const desk = (index: 0 | 1): Promise<Device> => bench().device(bench().world.front, index)
/** A browser that has nothing: a network and a store, and a vault of somebody else that nobody opens. */
export const browser = (): Promise<Device> => bench().device(bench().world.second, 1)

export async function roundsOf(...desks: readonly AnyDesk[]): Promise<void> {
  for (let time = 0; time < 3; time++) for (const { session } of desks) await session.refresh()
}

/** Makes a kit as a person does, with the round after it. */
export async function makeKit({ session }: AnyDesk): Promise<KitKeys> {
  const { words, asked } = present(await session.draftKit())
  expect((await session.keepKit(asked.map((number) => present(words[number - 1])))).kind).toBe('kept')
  const parsed = parseKitWords(words.join(' '))
  if (!parsed.ok) throw new Error(parsed.reason)
  await session.refresh()
  return deriveKitKeys(p, parsed.kit)
}

export function look({ tools }: Pick<Device, 'tools'>, kit: KitKeys): Promise<ExamineOutcome> {
  const { relay, nowMs: now } = tools
  return examine({ p, random, relay, today: () => tools.today(), now }, kit)
}

async function recoverable(device: Device, kit: KitKeys): Promise<Recoverable> {
  const outcome = await look(device, kit)
  if (outcome.kind !== 'recoverable') throw new Error(outcome.kind)
  return outcome
}

async function openRecovered(device: Device, id: string): Promise<Recovered> {
  const { network, tools, store } = device
  const sealed = present(parseSealedVault(present(await store.loadVault(id))))
  const vault = present(await openVault(tools, chosen.passphrase, sealed))
  const session = present(await openSession(tools, { id, label: chosen.name, vault }))
  return { network, tools, store, id, session, restart: () => openRecovered(device, id) }
}

/** Up to the vault; nothing was asked of the relay as a member yet. */
export async function made(kit: KitKeys): Promise<Recovered> {
  const device = await browser()
  const outcome = await recoverDesk(device.tools, await recoverable(device, kit), kit, chosen)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return openRecovered(device, outcome.open.id)
}

/** With its first round. */
export async function recovered(kit: KitKeys): Promise<Recovered> {
  const device = await made(kit)
  await device.session.refresh()
  return device
}

async function shown(): Promise<AreaBundle> {
  const answer = await bench()
    .setting.client(() => today)
    .agency(bench().world.front.id)
  if (answer.kind !== 'bundle') throw new Error(answer.kind)
  return answer.bundle
}

/** The member sheet that the relay shows. */
export async function sheetNow(): Promise<MemberSheet> {
  const { id: agency, signing } = bench().world.front
  const options = { agency, signingKey: signing.publicKey, today, evenExpired: true }
  const sheet = await verifyMemberSheet(p, present((await shown()).memberSheets.get(agency)), options)
  if (!sheet.ok) throw new Error(sheet.reason)
  return sheet.value
}

/** Label, and whether it is a member now. */
export const labels = (sheet: MemberSheet): readonly (readonly [string, boolean])[] =>
  sheet.members.map(({ label, to }) => [label, to === null] as const)

/** As a phone with a network does: sealed to the sheet that the relay shows. */
export async function report(words: string): Promise<Phone> {
  const { front } = bench().world
  const phone = await bench().phone(front)
  const options = { agency: front.id, memberSheet: await sheetNow(), today, online: true }
  const sheet = await verifyIntakeSheet(p, present((await shown()).intakeSheets.get(front.id)), options)
  if (!sheet.ok) throw new Error(sheet.reason)
  const epoch = present(epochOf(today))
  const { key } = present(sheet.value.epochs.find((one) => one.epoch === epoch))
  const common = { random, at: eventTime(dayStartMs(today)), case: phone.case }
  const event = createReporterEvent('report', common, reportBody(phone.ticket, words))
  const address = inboxOf(front.id)
  const { frame } = await signFrame(p, phone.ticket.followUp, TO_AGENCY, address, event)
  const envelope = await seal(p, random, { kind: 'inbox', address, hint: epoch, key }, frame)
  expect((await bench().setting.post(address, envelope)).kind).toBe('stored')
  return phone
}

/** What a phone that has just come into a network tells whoever looks with a ticket. */
export async function lostMail(): Promise<readonly (readonly [string, Day])[]> {
  const relay = bench().setting.client(() => today)
  const store = { load: () => Promise.resolve(null), save: () => Promise.resolve() }
  const parts = { primitives: p, rootHash: bench().world.rootHash, relay, store, today: () => today }
  return (await createOffices(parts).lostMail()).map(({ agency, day }) => [agency.id, day] as const)
}

export async function invite({ session }: AnyDesk, roles: readonly string[]): Promise<JoinLink> {
  const invited = await session.invite({ label: 'Desk 3', roles })
  if (invited.kind !== 'invited') throw new Error(invited.kind)
  return invited.link
}

/** On another browser, with its first round. */
export async function joined(link: JoinLink): Promise<AnyDesk> {
  const { tools } = await browser()
  const { relay, today: day, nowMs: now } = tools
  const opened = await openInvitation({ p, random, relay, today: day, now }, link)
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const outcome = await joinDesk(tools, { ...opened, signingKey: link.signingKey }, chosen)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  const session = present(await openSession(tools, outcome.open))
  await session.refresh()
  return { session }
}
