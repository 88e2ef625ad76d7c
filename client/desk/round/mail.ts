/** The steps of a round that carry mail: sync, what waits here, what waits there, answers. Source: docs/protocol.md section 9. */
import { casesByName } from '../../../shared/case/fold.ts'
import type { EnvelopeName, EventHash } from '../../../shared/case/names.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { EVERYBODY } from '../../../shared/trust/member-sheet.ts'
import { standingBy } from '../agency/agency-view.ts'
import { answerReports } from '../answer/answer-reports.ts'
import { pendingReplies, postReplies, repliesToRenew } from '../answer/post-replies.ts'
import { resealEntry } from '../answer/seal-entry.ts'
import { isUpToDate, newestVersion } from '../keys/standing-keys.ts'
import { takeIn, type Known, type TakenIn } from '../intake/take-in.ts'
import type { OpenDesk } from '../open-desk.ts'
import { problemOf } from '../problem.ts'
import { eraseCases } from '../erase/decided-cases.ts'
import { followErasures } from '../erase/follow-erasures.ts'
import type { WrittenEntry } from '../sync/log-copy.ts'
import { syncLog } from '../sync/sync-log.ts'
import { note, type Round, RoundEnded } from './step.ts'

/** What will perhaps be wiped tonight is no second copy: the relay is not to drop its own for it. */
const NOTHING_HELD = { entries: [], upTo: 0 }

const believesToBeMember = (desk: OpenDesk): boolean =>
  standingBy(desk.view())(desk.link().keyring.author) === 'current'

/** `again`: also ask for what was missing before. */
export async function sync(round: Round, again = false): Promise<void> {
  if (round.isLocked()) throw new RoundEnded()
  const { desk } = round
  const { copy, logLink } = desk
  const confirmation = round.isProven ? copy.confirmation((entry) => desk.holdsMail(entry)) : NOTHING_HELD
  let result = await syncLog(logLink, confirmation, again)
  // A relay that came back from before this device was a member must learn of it first.
  if (result.kind === 'refused' && result.code === 'not-a-member' && believesToBeMember(desk)) {
    result = (await logLink.putDocuments()) ?? (await syncLog(logLink, confirmation, again))
  }
  if (result.kind !== 'synced') {
    note(round, problemOf(result))
    return
  }
  if (result.givenBack !== null) note(round, { kind: 'restored', givenBack: result.givenBack })
  await copy.catchUp()
}

export async function eraseAnnounced(round: Round): Promise<void> {
  const { desk } = round
  const { copy, logLink } = desk
  const failure = await followErasures(logLink, desk.link().keyring, copy, standingBy(desk.view()))
  if (failure !== null) note(round, problemOf(failure))
}

/** Cases that members decided to erase. Not while this computer's calendar is wrong: days decide. */
export async function eraseDecided(round: Round): Promise<void> {
  const { desk } = round
  if (desk.tools.clockAheadDays() !== 0) return
  const outcome = await eraseCases(desk.logLink, desk.link().keyring, desk.copy, desk.cases())
  if (outcome.kind !== 'erased') return note(round, problemOf(outcome))
  if (outcome.count > 0) await desk.refold()
}

/** The waiting entry as it may go out; null: it has to wait for the newest team key. */
async function sealedAnew(desk: OpenDesk, one: WrittenEntry): Promise<Envelope | null> {
  const { hint, entry } = one
  const sheet = desk.view()?.memberSheet
  const newest = sheet === undefined ? 0 : newestVersion(sheet)
  if (hint === null || hint === 0 || hint >= newest) return entry
  // Whoever was removed has the older key: nothing goes out under it any more.
  const again = isUpToDate(desk) ? await resealEntry(desk.link(), entry, hint) : null
  if (again !== null) await desk.copy.exchange(one, again)
  return again
}

/** Gives the number of entries that were sent. */
export async function sendWaiting(round: Round): Promise<number> {
  const { desk } = round
  const { agency, relay } = desk.logLink
  let sent = 0
  for (const one of desk.copy.waiting()) {
    const entry = await sealedAnew(desk, one)
    if (entry === null) continue
    const outcome = await relay.append({ agency, team: EVERYBODY, entry })
    if (outcome.kind !== 'appended') note(round, problemOf(outcome))
    sent += 1
  }
  return sent
}

function knownOf(desk: OpenDesk): Known | null {
  const kind = desk.kind()
  if (kind === null) return null
  const { cases, unopenable } = desk.fold()
  const byName = casesByName({ cases })
  const takenBy = new Map<EnvelopeName, { readonly number: number; readonly frame: EventHash }[]>()
  for (const { number, record } of desk.copy.entries()) {
    const frame = record === null ? null : desk.frameIn(record)
    if (record?.event.type !== 'taken' || frame === null) continue
    const { envelope } = record.event.body
    takenBy.set(envelope, [...(takenBy.get(envelope) ?? []), { number, frame }])
  }
  return {
    kind,
    chains: desk.view()?.memberSheet.chains ?? [],
    unopenable: new Set(unopenable),
    async entryOf(envelope, frame) {
      const found = takenBy.get(envelope)?.find((one) => frame === null || one.frame === frame)
      return found === undefined ? null : desk.copy.envelopeAt(found.number)
    },
    caseOf: (name) => byName.get(name) ?? null,
  }
}

/** Null: nothing may be taken in: no directory says what this agency is for, or the newest keys are not here yet. */
export async function takeInAll(round: Round): Promise<TakenIn | null> {
  if (!isUpToDate(round.desk)) return null
  const known = knownOf(round.desk)
  if (known === null) return null
  const taken = await takeIn(round.desk.link(), known)
  if (taken.newer > 0) note(round, { kind: 'newer-mail', count: taken.newer })
  if (taken.unopened > 0) note(round, { kind: 'unopened-mail', count: taken.unopened })
  if (taken.lost > 0) note(round, { kind: 'lost-mail', count: taken.lost })
  if (taken.failure !== null) note(round, problemOf(taken.failure))
  return taken
}

/** Proofs of filing that are missing, then everything that the reporters should have. */
export async function answerAll(round: Round, heard: TakenIn['heard']): Promise<void> {
  const { desk } = round
  if (!isUpToDate(desk)) return
  const open = desk.cases().filter(({ unanswered }) => unanswered.length > 0)
  if (open.length > 0) {
    const failure = await answerReports(desk.link(), open)
    if (failure !== null) note(round, problemOf(failure))
    await sync(round)
    await desk.refold()
  }
  const cases = desk.cases()
  const incarnation = desk.incarnation()
  if (incarnation === null) return
  const at = { incarnation, today: desk.tools.today() }
  const again = cases.filter(({ names }) => names.some((name) => heard.has(name)))
  const renewed = again.flatMap((one) => repliesToRenew(one, at))
  // The log comes first: what was said a moment ago and the relay does not have yet is not posted either.
  const written = new Set(desk.copy.waiting().map(({ record }) => record?.hash))
  const pending = pendingReplies(cases, at).filter(({ by }) => !written.has(by))
  if (pending.length + renewed.length === 0) return
  const posted = await postReplies(desk.link(), [...pending, ...renewed], at)
  if (posted.failure !== null) note(round, problemOf(posted.failure))
  await sync(round)
  await desk.refold()
}
