/** The steps of a round in which keys come, go and are erased with what brought them. Source: docs/protocol.md 9.27 to 9.34. */
import { eraseEntry } from '../../agency/erase-entry.ts'
import { giveKeys, withoutSpent } from '../keys/give.ts'
import { receiveKeys } from '../keys/receive.ts'
import { holdingsOf } from '../../agency/holdings.ts'
import { isUpToDate, lackOf, ownSheet } from '../keys/standing-keys.ts'
import { eraseHere } from '../erase/follow-erasures.ts'
import { problemOf } from '../problem.ts'
import { sendWaiting, sync } from './mail.ts'
import { contextOf, note, type Round } from './step.ts'

export async function receive(round: Round): Promise<void> {
  const { desk } = round
  const sheet = ownSheet(desk)
  if (sheet === null) return
  // The log was read before the member sheet: what was handed over between the two is not in the copy yet.
  if (lackOf(desk, sheet, holdingsOf(desk.contents())) === 'newest') await sync(round)
  for (const refused of await receiveKeys(desk, sheet)) note(round, { kind: 'wrong-handover', ...refused })
}

/** Hand-overs that are stored, or that nobody can open any more. */
export async function eraseStored(round: Round): Promise<void> {
  const { desk } = round
  if (ownSheet(desk) === null || !isUpToDate(desk)) return
  const tidy = withoutSpent(desk)
  if (tidy !== desk.contents()) await desk.keep(tidy)
  for (const named of desk.contents().erasing) {
    const outcome = await eraseEntry(contextOf(desk), desk.link().keyring.keys, named)
    if (outcome.kind !== 'erased') return note(round, problemOf(outcome))
    await eraseHere(desk.logLink, desk.link().keyring, desk.copy, named.entry)
    const contents = desk.contents()
    await desk.keep({ ...contents, erasing: contents.erasing.filter(({ entry }) => entry !== named.entry) })
  }
}

export async function give(round: Round): Promise<void> {
  const { desk } = round
  const sheet = ownSheet(desk)
  if (sheet === null) return
  await giveKeys(desk, sheet)
  await sendWaiting(round)
}
