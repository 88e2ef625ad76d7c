/**
 * The steps of a round that have to do with the recovery kit: keeping its copy, and at a desk that was made with it, taking the
 * lost device's place. Each may be the last one before a crash. Source: docs/protocol.md 9.41, 9.44, 9.45.
 */
import { currentMembers, type MemberSheet, type MemberSheetContent } from '../../../shared/trust/member-sheet.ts'
import { renewedSheet, withLostChains } from '../../../shared/trust/member-change.ts'
import { holdingsOf, lackedChains } from '../../agency/holdings.ts'
import { changeMemberSheet } from '../../agency/member-sheet.ts'
import { keepCopy, type KeepCopyOutcome } from '../../recovery/keep-copy.ts'
import { takePlace } from '../../recovery/take-place.ts'
import { seenVersions } from '../../vault/contents.ts'
import { beginReplacing, keyOf } from '../keys/replace.ts'
import { ownSheet } from '../keys/standing-keys.ts'
import type { OpenDesk } from '../open-desk.ts'
import { problemOf } from '../problem.ts'
import { keepSeen, readDocuments } from './keys.ts'
import { contextOf, note, type Round } from './step.ts'

/** Before anything is asked of the relay as a member. */
export async function listRecovered(round: Round): Promise<void> {
  const { desk } = round
  const { unfinished, seen } = desk.contents()
  const { keys } = desk.link().keyring
  const { signing } = keys
  if (unfinished?.kind !== 'recovery') return
  if (signing === null) throw new TypeError('a recovery brings the signing key')
  const outcome = await takePlace(contextOf(desk), { ...keys, signing }, keyOf(unfinished.lost), seenVersions(seen))
  if (outcome.kind === 'published') await keepSeen(desk, outcome.seen)
  else if (outcome.kind === 'removed') note(round, { kind: 'removed' })
  else if (outcome.kind !== 'superseded') note(round, problemOf(outcome))
}

async function copyNow(desk: OpenDesk): Promise<KeepCopyOutcome> {
  const { p, random, today, relay, keyring } = desk.link()
  const incarnation = desk.copy.position()?.incarnation ?? new Uint8Array()
  const keeper = { p, random, today: today(), relay, device: keyring.device.publicKey, incarnation }
  const outcome = await keepCopy(keeper, desk.contents())
  if (outcome.kind === 'kept') await desk.keep({ ...desk.contents(), kit: outcome.kit })
  return outcome
}

export async function keepRecoveryCopy(round: Round): Promise<void> {
  const outcome = await copyNow(round.desk)
  if (outcome.kind === 'unreachable' || outcome.kind === 'refused') note(round, problemOf(outcome))
}

/** The relay forgets the lost device's copy with the device: the new one's has to be there before. */
export async function replaceLost(round: Round): Promise<void> {
  const { desk } = round
  const { unfinished } = desk.contents()
  if (unfinished?.kind !== 'recovery' || ownSheet(desk) === null) return
  const copied = await copyNow(desk)
  if (copied.kind === 'unreachable' || copied.kind === 'refused') return note(round, problemOf(copied))
  if (copied.kind === 'superseded') return
  const begun = await beginReplacing(desk, unfinished.lost)
  // Gone: it was removed before this desk forgot that it had begun.
  if (begun.kind === 'begun' || begun.kind === 'gone') await desk.keep({ ...desk.contents(), unfinished: null })
}

/**
 * 9.45: alone on the member sheet, without a chain that mail may still be sealed to: nobody has it any more, and whoever wrote
 * is to be told.
 */
export async function declareLost(round: Round): Promise<void> {
  const { desk } = round
  const sheet = ownSheet(desk)
  const { keys } = desk.link().keyring
  const { signing } = keys
  if (sheet === null || signing === null || desk.tools.clockAheadDays() !== 0) return
  const lostIn = (now: MemberSheet): readonly number[] => {
    const isAlone = currentMembers(now).length === 1
    const lacked = isAlone ? lackedChains(now, holdingsOf(desk.contents()), desk.tools.today()) : []
    return lacked.filter((number) => number !== now.chain)
  }
  if (lostIn(sheet).length === 0) return
  const change = (now: MemberSheet): MemberSheetContent | null => {
    const lost = lostIn(now)
    return lost.length === 0 ? null : withLostChains(renewedSheet(now, desk.tools.today()), lost)
  }
  const seen = seenVersions(desk.contents().seen)
  const outcome = await changeMemberSheet(contextOf(desk), { ...keys, signing }, change, seen)
  if (outcome.kind === 'superseded') return
  if (outcome.kind !== 'published') return note(round, problemOf(outcome))
  await keepSeen(desk, outcome.seen)
  await readDocuments(round)
}
