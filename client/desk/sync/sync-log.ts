/**
 * Bringing the device's copy of a log up to the relay's. Promises that a number which the relay does not give is named and
 * asked for again, that a crash leaves an older copy and never half of one, and that after a restore of the relay everything
 * it lost is given back. Source: docs/protocol.md P8.7; sealed-mail: append, sync, incarnation.
 */
import { equalBytes } from '../../../shared/bytes/equal.ts'
import { envelopeName, type EnvelopeName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { INCARNATION_BYTES, MAX_CONFIRMED_IDS } from '../../../shared/protocol.ts'
import type { EnvelopeId } from '../../../shared/wire/address.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { LogPosition } from '../../storage/desk-database.ts'
import { give } from './give-back.ts'
import type { LogLink } from './log-link.ts'

/** Envelopes whose log entries this device could open (P9.16). */
export interface Confirmation {
  /** In the order of their entries; what is above MAX_CONFIRMED_IDS waits for the next sync. */
  readonly entries: readonly { readonly number: number; readonly from: EnvelopeId }[]
  /** Every entry up to this number has been looked at. */
  readonly upTo: number
}

export interface Synced {
  readonly kind: 'synced'
  readonly position: LogPosition
  /** Entries that a relay restored from an old copy had lost, and has again from this device; null: it was not restored. */
  readonly givenBack: number | null
}

const NO_INCARNATION = new Uint8Array(INCARNATION_BYTES)

/** No entry has a number that is this far from the one before: a relay that says so would blind the desk. */
const WIDEST_GAP = 100_000

interface Read {
  readonly incarnation: LogPosition['incarnation']
  readonly upTo: number
  readonly missing: number[]
  readonly entries: readonly LogEntry[]
  readonly ended: boolean
}

const UNREACHABLE: Failure = { kind: 'unreachable' }

/** One page above `at`; what is not there between is missing. */
async function readPage(
  { relay, agency, team }: LogLink,
  at: Pick<LogPosition, 'incarnation' | 'upTo'>,
  confirmed: readonly EnvelopeId[],
): Promise<Read | Failure> {
  const { incarnation, upTo: after } = at
  const page = await relay.sync({ agency, team, incarnation, after, confirmed })
  if (page.kind !== 'page') return page
  const isSame = equalBytes(page.incarnation, incarnation)
  const missing: number[] = []
  let upTo = isSame ? after : 0
  for (const { number } of page.entries) {
    if (number <= upTo || number > upTo + WIDEST_GAP) return UNREACHABLE
    for (let absent = upTo + 1; absent < number; absent++) missing.push(absent)
    upTo = number
  }
  // What should follow and does not is asked for again by itself: the position stays below it.
  const ended = upTo >= page.head || page.entries.length === 0
  if (ended && upTo < page.head) missing.push(upTo + 1)
  return { incarnation: page.incarnation, upTo, missing, entries: page.entries, ended }
}

function moved(link: LogLink, from: LogPosition, read: Read): LogPosition {
  const { incarnation, upTo } = read
  const below = from.missing.filter((number) => number <= from.upTo)
  return { ...from, incarnation, upTo, missing: [...below, ...read.missing], syncedDay: link.today() }
}

/** Page by page, each stored with the position it leads to. */
async function readOn(
  link: LogLink,
  begin: LogPosition,
  first: { readonly confirmed: readonly EnvelopeId[]; readonly confirmedUpTo: number },
): Promise<Synced | 'restored' | Failure> {
  let position = begin
  for (let confirmed = first.confirmed; ; confirmed = []) {
    const read = await readPage(link, position, confirmed)
    if ('kind' in read) return read
    const isKnown = !equalBytes(position.incarnation, NO_INCARNATION)
    if (isKnown && !equalBytes(read.incarnation, position.incarnation)) return 'restored'
    position = { ...moved(link, position, read), confirmedUpTo: first.confirmedUpTo }
    await link.store.saveEntries(link.vaultId, link.team, read.entries, position)
    if (read.ended) return { kind: 'synced', position, givenBack: null }
  }
}

/** The whole log in memory: after a restore the old copy must stay until the relay has everything again. */
async function readWhole(link: LogLink): Promise<(Read & { readonly position: LogPosition }) | Failure> {
  const entries: LogEntry[] = []
  let position: LogPosition = nowhere(link)
  for (;;) {
    const read = await readPage(link, position, [])
    if ('kind' in read) return read
    // Restored once more while we read: begin again at the next sync.
    if (entries.length > 0 && !equalBytes(read.incarnation, position.incarnation)) return UNREACHABLE
    entries.push(...read.entries)
    position = moved(link, position, read)
    if (read.ended) return { ...read, entries, position }
  }
}

const nowhere = (link: LogLink): LogPosition => ({
  incarnation: NO_INCARNATION,
  upTo: 0,
  missing: [],
  confirmedUpTo: 0,
  syncedDay: link.today(),
})

async function idsOf(p: Primitives, entries: readonly LogEntry[]): Promise<ReadonlySet<EnvelopeName>> {
  const ids = new Set<EnvelopeName>()
  for (const entry of entries) if (entry.kind === 'entry') ids.add(envelopeName(await envelopeIdOf(p, entry.bytes)))
  return ids
}

async function heal(link: LogLink): Promise<Synced | Failure> {
  const { p, store, vaultId, team } = link
  const refused = await link.putDocuments()
  if (refused !== null) return refused
  const now = await readWhole(link)
  if ('kind' in now) return now
  const held = await idsOf(p, now.entries)
  const lost: LogEntry[] = []
  for (const entry of await store.loadEntries(vaultId, team, 0)) {
    // A tombstone whose entry the relay lost has nothing left to stand for.
    if (entry.kind === 'entry' && !held.has(envelopeName(await envelopeIdOf(p, entry.bytes)))) lost.push(entry)
  }
  const given = await give(link, lost)
  if (given.kind !== 'given-back') return given
  const again = await readWhole(link)
  if ('kind' in again) return again
  await store.replaceEntries(vaultId, team, again.entries, again.position)
  return { kind: 'synced', position: again.position, givenBack: given.count }
}

/** One round. `again`: also ask for what was missing before. */
export async function syncLog(link: LogLink, confirmation: Confirmation, again: boolean): Promise<Synced | Failure> {
  const { store, vaultId, team } = link
  const stored = (await store.loadPosition(vaultId, team)) ?? nowhere(link)
  const [oldest] = stored.missing
  const back = again && oldest !== undefined
  const begin = back ? { ...stored, upTo: oldest - 1, missing: [] } : stored
  const now = confirmation.entries.slice(0, MAX_CONFIRMED_IDS)
  const isAll = now.length === confirmation.entries.length
  const confirmedUpTo = Math.max(stored.confirmedUpTo, isAll ? confirmation.upTo : (now.at(-1)?.number ?? 0))
  const read = await readOn(link, begin, { confirmed: now.map(({ from }) => from), confirmedUpTo })
  return read === 'restored' ? heal(link) : read
}
