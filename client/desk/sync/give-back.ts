/**
 * After a restore: whatever the relay lacks goes back, in the old order; `take` keeps an entry tied to its envelope.
 * Source: docs/protocol.md P9.29.
 */
import type { LogEntry } from '../../../shared/wire/log.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { LogLink } from './log-link.ts'

export interface GivenBack {
  readonly kind: 'given-back'
  readonly count: number
}

export const isNobody = (from: Uint8Array): boolean => from.every((byte) => byte === 0)

export async function give({ agency, team, relay }: LogLink, lost: readonly LogEntry[]): Promise<GivenBack | Failure> {
  for (const entry of lost) {
    if (entry.kind === 'tombstone') continue
    if (!isNobody(entry.from)) {
      const taken = await relay.take({ agency, team, envelopeId: entry.from, entry: entry.bytes })
      if (taken.kind === 'taken') continue
      // Another entry of the same envelope: both stay, the fold counts what is in them once.
      if (taken.kind !== 'unknown-envelope' && taken.kind !== 'conflict') return taken
    }
    const appended = await relay.append({ agency, team, entry: entry.bytes })
    if (appended.kind !== 'appended') return appended
  }
  return { kind: 'given-back', count: lost.length }
}
