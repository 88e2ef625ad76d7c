/**
 * One round of an unlocked desk: sync, believe what holds, take in what waits, answer, post, and keep the agency's keys
 * fresh. Each step may be the last one before a crash: the next round, on this device or another, goes on from there.
 * Source: docs/protocol.md section 9.
 */
import type { OpenDesk } from '../open-desk.ts'
import type { Problem } from '../problem.ts'
import { eraseStored, give, receive } from './handovers.ts'
import { eraseSeeds, finish, keepFresh, readDocuments } from './keys.ts'
import { answerAll, eraseAnnounced, eraseDecided, sendWaiting, sync, takeInAll } from './mail.ts'
import { declareLost, keepRecoveryCopy, listRecovered, replaceLost } from './recovery.ts'
import { replace } from './replace.ts'
import { note, type Round, RoundEnded, type RoundOptions } from './step.ts'
import { keepVoices } from './voices.ts'

async function runSteps(round: Round): Promise<void> {
  const { desk } = round
  if (!(await desk.reload())) note(round, { kind: 'vault-gone' })
  await finish(round)
  await listRecovered(round)
  // Before the documents: only a signed request tells whether this computer's calendar can be believed.
  await sync(round, round.first)
  await readDocuments(round)
  await receive(round)
  await replaceLost(round)
  await replace(round)
  await declareLost(round)
  await desk.refold()
  await eraseStored(round)
  await eraseAnnounced(round)
  const sent = await sendWaiting(round)
  const taken = round.isProven ? await takeInAll(round) : null
  if (sent > 0 || (taken !== null && (taken.taken > 0 || taken.behind))) {
    await sync(round)
    await desk.refold()
  }
  await eraseDecided(round)
  await answerAll(round, taken?.heard ?? new Set())
  await keepFresh(round)
  await keepRecoveryCopy(round)
  await eraseSeeds(round, taken !== null)
  await give(round)
  await keepVoices(round)
}

/** What went wrong on the way; StorageError is passed on. */
export async function runRound(desk: OpenDesk, options: RoundOptions): Promise<readonly Problem[]> {
  const round: Round = { ...options, desk, problems: [] }
  try {
    await runSteps(round)
  } catch (error) {
    if (!(error instanceof RoundEnded)) throw error
  }
  return round.problems
}
