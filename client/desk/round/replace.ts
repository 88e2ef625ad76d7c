/**
 * The step of a round that publishes new keys: handed out first, so that they are not lost with this desk once the member sheet
 * names them; then the sheet; then the keys that phones seal to. Source: docs/protocol.md 9.31.
 */
import { placeOf, publishNewKeys } from '../../agency/replace-keys.ts'
import { heldVersions, seenVersions } from '../../vault/contents.ts'
import { adopt, handOut, keyOf, redo } from '../keys/replace.ts'
import { ownSheet } from '../keys/standing-keys.ts'
import { problemOf } from '../problem.ts'
import { receive } from './handovers.ts'
import { keepFresh, readDocuments } from './keys.ts'
import { sendWaiting } from './mail.ts'
import { contextOf, note, type Round } from './step.ts'

/** Times that others may be faster within one round. */
const ATTEMPTS = 3

async function publish(round: Round): Promise<'done' | 'again' | 'later'> {
  const { desk } = round
  const { replacing, seen } = desk.contents()
  const { keys } = desk.link().keyring
  const { signing } = keys
  if (replacing === null) return 'done'
  if (signing === null) throw new TypeError('who replaces keys holds the signing key')
  const change = {
    ...replacing,
    remove: replacing.remove.map(keyOf),
    handedTo: replacing.handed.map(({ to }) => keyOf(to)),
  }
  const outcome = await publishNewKeys(contextOf(desk), { ...keys, signing }, change, seenVersions(seen))
  switch (outcome.kind) {
    case 'published':
      await adopt(desk, heldVersions(outcome.seen))
      return 'done'
    case 'overtaken':
    case 'not-a-member':
      return 'again'
    case 'superseded':
      return 'later'
    default:
      note(round, problemOf(outcome))
      return 'later'
  }
}

export async function replace(round: Round): Promise<void> {
  const { desk } = round
  if (desk.tools.clockAheadDays() !== 0) return
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { replacing } = desk.contents()
    if (replacing === null || desk.view() === null) return
    const sheet = ownSheet(desk)
    const place = sheet === null ? 'overtaken' : await placeOf(desk.link().p, replacing, sheet)
    if (sheet === null || place === 'overtaken') {
      await redo(desk, replacing)
      continue
    }
    if (place === 'next') {
      await handOut(desk, sheet)
      await sendWaiting(round)
    }
    const outcome = await publish(round)
    if (outcome === 'later') return
    await readDocuments(round)
    await receive(round)
    // At once: until there is a sheet of the new chain no phone can seal to this agency.
    if (outcome === 'done') return keepFresh(round)
  }
}
