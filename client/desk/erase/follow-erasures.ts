/**
 * Announced erasures: this device drops its own copy of the entry, and completes the replacement at the relay where the
 * announcer did not get that far. Followed for hand-overs only. Source: docs/protocol.md P9.28.
 */
import type { Standing, StandingOf } from '../../../shared/case/case.ts'
import type { EnvelopeName } from '../../../shared/case/names.ts'
import { replaceEntry, tombstoneFor } from '../../agency/erase-entry.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { Keyring } from '../keyring.ts'
import type { HeldEntry, LogCopy } from '../sync/log-copy.ts'
import type { LogLink } from '../sync/log-link.ts'

const isListed = (standing: Standing): boolean => standing !== 'unknown'

function announced(copy: LogCopy, standingOf: StandingOf): ReadonlySet<EnvelopeName> {
  const names = new Set<EnvelopeName>()
  for (const { author, event } of copy.records()) {
    if (event.type === 'tombstone' && isListed(standingOf(author))) names.add(event.body.entry)
  }
  return names
}

/** Team keys have versions from 1: an entry with hint zero is a hand-over (P4.1). */
const isHandover = ({ hint }: HeldEntry): boolean => hint === 0

/** Puts a tombstone over this device's own copy; the relay's is another matter. */
export async function eraseHere(link: LogLink, keyring: Keyring, copy: LogCopy, id: EnvelopeName): Promise<void> {
  const entry = copy.entries().find((one) => one.id === id)
  if (entry === undefined) return
  const { number, from } = entry
  const bytes = await tombstoneFor(link.p, keyring.keys.agency, keyring.device, { number, entry: id })
  await copy.erase({ kind: 'tombstone', number, from, bytes })
}

export async function followErasures(
  link: LogLink,
  keyring: Keyring,
  copy: LogCopy,
  standingOf: StandingOf,
): Promise<Failure | null> {
  const names = announced(copy, standingOf)
  for (const entry of copy.entries().filter(isHandover)) {
    if (!names.has(entry.id)) continue
    const named = { number: entry.number, entry: entry.id }
    const outcome = await replaceEntry(link.p, link.relay, keyring.keys, named)
    if (outcome.kind === 'unreachable' || outcome.kind === 'refused') return outcome
    await eraseHere(link, keyring, copy, entry.id)
  }
  return null
}
