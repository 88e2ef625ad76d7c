/**
 * Publishing the key that the next hand-over to this device is sealed to. One at a time opens: making the next one erases the
 * seed of the one before with it. Source: docs/protocol.md 9.31, 9.32.
 */
import { eventTime } from '../../../shared/case/event.ts'
import { signFrame } from '../../../shared/case/frame.ts'
import { createOwnEvent } from '../../../shared/case/log-create.ts'
import { LOG } from '../../../shared/case/log-event.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { expandXWing } from '../../../shared/crypto/kem.ts'
import { generateXWingSeed } from '../../../shared/crypto/keys.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import { EVERYBODY, type MemberSheet } from '../../../shared/trust/member-sheet.ts'
import { holdingsOf } from '../../agency/holdings.ts'
import type { VaultContents } from '../../vault/contents.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Lack } from './standing-keys.ts'

/** The number of the last one: of the vault, or of the log, should an older vault have come back. */
function lastNumber(desk: OpenDesk): number {
  const { author } = desk.link().keyring
  const published = desk.copy.records().flatMap((record) => {
    return record.author === author && record.event.type === 'one-time-key' ? [record.event.body.number] : []
  })
  return Math.max(0, desk.contents().oneTime?.number ?? 0, ...published)
}

/** Whether the log has it, or will have it. */
function isPublished(desk: OpenDesk, { oneTime }: Pick<VaultContents, 'oneTime'>): boolean {
  const { copy } = desk
  const all = [...copy.entries(), ...copy.waiting()]
  return oneTime !== null && all.some(({ id }) => id === oneTime.entry)
}

/** Whether a new one has to be published: there is none, or it does not say what the device lacks, or nobody answered all day. */
export function isDue(desk: OpenDesk, lack: Lack): boolean {
  const { oneTime } = desk.contents()
  if (oneTime === null) return true
  if (oneTime.asks !== (lack !== 'nothing')) return true
  if (lack === 'newest' && oneTime.day < desk.tools.today()) return true
  // What the relay hides comes back: a key for every round would be no help.
  return !isPublished(desk, { oneTime }) && desk.copy.position()?.missing.length === 0
}

/**
 * Stores `contents` with a new one-time key, then publishes it. Sealed to the team key that the member sheet names, which the
 * device may not hold itself yet.
 */
export async function publishOneTimeKey(
  desk: OpenDesk,
  contents: VaultContents,
  sheet: MemberSheet,
  lack: Lack,
): Promise<void> {
  const { p, random, nowMs, keyring, today } = desk.link()
  const team = sheet.teams.find((one) => one.team === EVERYBODY)
  if (team === undefined) throw new TypeError('a member sheet has the team of everybody')
  const seed = generateXWingSeed<'one-time'>(random)
  const number = lastNumber(desk) + 1
  const asks = lack !== 'nothing'
  const { publicKey: key } = await expandXWing(p, seed)
  const body = { number, key, holds: holdingsOf(contents), asks }
  const event = createOwnEvent('one-time-key', { random, at: eventTime(nowMs()) }, body)
  const { frame } = await signFrame(p, keyring.device, LOG, keyring.log, event)
  const to = { kind: 'log', address: keyring.log, hint: team.version, key: team.key } as const
  const envelope = await seal(p, random, to, frame)
  const entry = envelopeName(await envelopeIdOf(p, envelope))
  await desk.keep({ ...contents, oneTime: { number, seed, entry, asks, day: today() } })
  await desk.copy.write([envelope])
}
