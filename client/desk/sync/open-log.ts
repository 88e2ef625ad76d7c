/**
 * Opening entries of a log: they become records with every signature checked. What this device cannot open (an entry under
 * a team key it never had, a hand-over for another device) is kept as closed, never dropped.
 * Source: docs/protocol.md P4.5, P6.4, section 9.
 */
import { readLogRecord, type LogRecord } from '../../../shared/case/log-record.ts'
import { envelopeName, type EnvelopeName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { open } from '../../../shared/crypto/open.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { parseEnvelope, type Envelope } from '../../../shared/wire/envelope.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import type { Keyring } from '../keyring.ts'

export interface OpenedEnvelope {
  readonly id: EnvelopeName
  /** Of the envelope's header: the team key's version, zero for a hand-over; null when the header is not known here. */
  readonly hint: number | null
  /** Null: not sealed to a key of this device, or no signed event. */
  readonly record: LogRecord | null
}

/** Enough to keep WebCrypto's threads busy; more only costs memory. */
const IN_FLIGHT = 16

async function openRecord(p: Primitives, keyring: Keyring, entry: Envelope, hint: number): Promise<LogRecord | null> {
  const secret = keyring.teamSecret(hint)
  if (secret === null) return null
  const frame = await open(p, { kind: 'log', address: keyring.log, secret }, entry)
  return frame === null ? null : readLogRecord(p, frame, { inbox: keyring.inbox, log: keyring.log })
}

export async function openEntry(p: Primitives, keyring: Keyring, entry: Envelope): Promise<OpenedEnvelope> {
  const id = envelopeName(await envelopeIdOf(p, entry))
  const parsed = parseEnvelope(entry)
  if (parsed.kind !== 'envelope') return { id, hint: null, record: null }
  return { id, hint: parsed.hint, record: await openRecord(p, keyring, entry, parsed.hint) }
}

export type OpenedEntry =
  | ({ readonly kind: 'entry'; readonly number: number; readonly from: LogEntry['from'] } & OpenedEnvelope)
  | { readonly kind: 'tombstone'; readonly number: number }

/** In the order given. `pause` between batches lets a screen live. */
export async function openLog(
  p: Primitives,
  keyring: Keyring,
  entries: readonly LogEntry[],
  pause: () => Promise<void>,
): Promise<readonly OpenedEntry[]> {
  const opened: OpenedEntry[] = []
  for (let at = 0; at < entries.length; at += IN_FLIGHT) {
    const batch = entries.slice(at, at + IN_FLIGHT).map(async (entry): Promise<OpenedEntry> => {
      const { kind, number, from } = entry
      return kind === 'tombstone'
        ? { kind, number }
        : { kind, number, from, ...(await openEntry(p, keyring, entry.bytes)) }
    })
    opened.push(...(await Promise.all(batch)))
    if (entries.length > IN_FLIGHT) await pause()
  }
  return opened
}
