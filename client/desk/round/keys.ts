/** The steps of a round that look after keys and documents. Source: docs/protocol.md section 7, P9.24, 9.27. */
import { type Chain, eraseOldSeeds } from '../../../shared/crypto/chain.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { MEMBER_SHEET_RENEW_DAYS, SEED_PROOF_DAYS } from '../../../shared/protocol.ts'
import type { SeenVersions } from '../../../shared/trust/area.ts'
import { hasRunOut } from '../../../shared/trust/member-sheet.ts'
import { publishIntakeSheet } from '../../agency/intake-sheet.ts'
import { renewMemberSheet } from '../../agency/member-sheet.ts'
import { heldVersions, seenVersions } from '../../vault/contents.ts'
import { provenDay, seenAfter, verifyAgency } from '../agency/agency-view.ts'
import { finishFounding } from '../enrol/finish-founding.ts'
import type { OpenDesk } from '../open-desk.ts'
import { problemOf } from '../problem.ts'
import { contextOf, note, type Round } from './step.ts'

/** Only where something is newer: a vault is not written in every round. */
export async function keepSeen(desk: OpenDesk, seen: SeenVersions): Promise<void> {
  const contents = desk.contents()
  const held = seenVersions(contents.seen)
  if ([...seen].every(([name, { version }]) => held.get(name)?.version === version)) return
  await desk.keep({ ...contents, seen: heldVersions(seen) })
}

/** What founding has begun. */
export async function finish(round: Round): Promise<void> {
  const { desk } = round
  const { unfinished } = desk.contents()
  if (unfinished?.kind !== 'founding') return
  const outcome = await finishFounding(contextOf(desk), desk.link().keyring.keys, unfinished)
  if (outcome.kind === 'finished') {
    await keepSeen(desk, outcome.seen)
    await desk.keep({ ...desk.contents(), unfinished: null })
  } else if (outcome.kind === 'token') note(round, { kind: 'token' })
  else note(round, problemOf(outcome))
}

export async function readDocuments(round: Round): Promise<void> {
  const { desk } = round
  const { tools, id } = desk
  const contents = desk.contents()
  const answer = await tools.relay.agency(contents.agency)
  if (answer.kind !== 'bundle') return note(round, problemOf(answer))
  const { directory, memberSheets, intakeSheets } = answer.bundle
  const memberSheet = memberSheets.get(contents.agency)
  if (memberSheet === undefined) return note(round, { kind: 'unknown-agency' })
  const documents = { directory, memberSheet, intakeSheet: intakeSheets.get(contents.agency) ?? null }
  const options = { p: tools.primitives, rootHash: tools.rootHash, today: tools.today() }
  const { view, refusals } = await verifyAgency(options, contents, documents)
  desk.believe(view, refusals)
  if (view === null) return
  // Versions before documents: whoever serves older ones after a crash is found out.
  await keepSeen(desk, seenAfter(contents, view))
  await tools.store.saveDocuments(id, documents)
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** P9.24: seeds whose time is over, and chains: only after taking in, and never by a clock that the relay contradicts, or that no document bears witness to. */
export async function eraseSeeds(round: Round, tookIn: boolean): Promise<void> {
  const { desk } = round
  const { tools } = desk
  const view = desk.view()
  if (!tookIn || view === null || tools.clockAheadDays() !== 0) return
  const contents = desk.contents()
  const { memberSheet } = view
  const [today, proven] = [tools.today(), provenDay(view)]
  const day = earlier(today, addDays(proven, SEED_PROOF_DAYS))
  const isOver = ({ number }: Chain): boolean => {
    const entry = memberSheet.chains.find((one) => one.number === number)
    return entry === undefined ? number < memberSheet.chain : hasRunOut(entry, day)
  }
  const kept = contents.chains.filter((chain) => !isOver(chain))
  const chains = await Promise.all(kept.map((chain) => eraseOldSeeds(tools.primitives, chain, today, proven)))
  const isSame = kept.length === contents.chains.length && chains.every((chain, at) => chain.epoch === kept[at]?.epoch)
  if (!isSame) await desk.keep({ ...contents, chains })
}

async function publish(round: Round): Promise<boolean> {
  const { desk } = round
  const { keys } = desk.link().keyring
  const context = contextOf(desk)
  const today = desk.tools.today()
  const isOld = (issuedDay: number | undefined): boolean => issuedDay === undefined || issuedDay < today
  const seen = (): SeenVersions => seenVersions(desk.contents().seen)
  const { signing } = keys
  let published = false
  const memberSheet = desk.view()?.memberSheet
  // In every round, not only the first: a desk may stay open for weeks.
  const isDue = memberSheet !== undefined && addDays(memberSheet.issuedDay, MEMBER_SHEET_RENEW_DAYS) <= today
  if (signing !== null && isDue) {
    const renewed = await renewMemberSheet(context, { ...keys, signing }, seen())
    if (renewed.kind === 'published') await keepSeen(desk, renewed.seen)
    else if (renewed.kind !== 'superseded') note(round, problemOf(renewed))
    published = true
  }
  if (isOld(desk.view()?.intakeSheet?.issuedDay)) {
    const fresh = await publishIntakeSheet(context, keys, desk.contents().agencyKey, seen())
    if (fresh.kind === 'fresh') await keepSeen(desk, fresh.seen)
    else if (fresh.kind === 'distrusted') note(round, { kind: 'document', what: 'intake-sheet', reason: fresh.reason })
    else if (fresh.kind === 'unreachable' || fresh.kind === 'refused') note(round, problemOf(fresh))
    published = true
  }
  return published
}

/** The agency's own sheets, while this computer's calendar can be believed. */
export async function keepFresh(round: Round): Promise<void> {
  const { desk } = round
  if (desk.tools.clockAheadDays() !== 0 || desk.view() === null) return
  if (await publish(round)) await readDocuments(round)
}
