/** What may be wrong at a desk, each with its own sentence on the screen (`problem.<kind>`). Carries no content. */
import type { ProblemCode } from '../../shared/wire/problem.ts'
import type { AgencyFailure } from '../agency/context.ts'
import type { WrongHandover } from '../agency/handover-check.ts'
import type { PostOutcome } from '../relay/outcome.ts'
import type { StorageFault } from '../storage/connection.ts'
import type { DocumentRefusal } from './agency/agency-view.ts'

export type Problem =
  /** No answer from the relay: no network, or nobody there. */
  | { readonly kind: 'offline' }
  /** The relay says that this device is not, or no longer, on the member sheet. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'relay-full' }
  /** Entries that the relay did not give: lost, or hidden. */
  | { readonly kind: 'missing'; readonly numbers: readonly number[] }
  /** The relay came back from an old copy, and has again what it had lost. */
  | { readonly kind: 'restored'; readonly givenBack: number }
  /** This computer's calendar is so many days ahead of the relay's (negative: behind). */
  | { readonly kind: 'clock'; readonly days: number }
  | { readonly kind: 'storage'; readonly code: StorageFault }
  /** The vault is no longer in this browser's storage. */
  | { readonly kind: 'vault-gone' }
  | ({ readonly kind: 'document' } & {
      readonly what: DocumentRefusal['kind']
      readonly reason: DocumentRefusal['reason']
    })
  /** The relay does not know the agency. */
  | { readonly kind: 'unknown-agency' }
  /** The directory names another key for this agency. */
  | { readonly kind: 'other-key' }
  | { readonly kind: 'not-listed' }
  /** Founding: the link was used for another agency, or never made. */
  | { readonly kind: 'token' }
  | { readonly kind: 'newer-mail'; readonly count: number }
  | { readonly kind: 'unopened-mail'; readonly count: number }
  /** Sealed to a chain that nobody has any more. */
  | { readonly kind: 'lost-mail'; readonly count: number }
  /** Log entries that this device has no key for. */
  | { readonly kind: 'closed-entries'; readonly count: number }
  /** Mail that was taken out of the inbox with entries in which it does not stand, and the devices that wrote these. */
  | { readonly kind: 'mail-astray'; readonly count: number; readonly labels: readonly string[] }
  /** The agency's keys were replaced, and nobody has handed the new ones to this device yet. */
  | { readonly kind: 'waiting-for-keys' }
  /** New keys are made here, and the relay has not taken the member sheet that names them. */
  | { readonly kind: 'replacing' }
  /** A colleague's device, as the member sheet calls it, handed over keys that are not the agency's. */
  | { readonly kind: 'wrong-handover'; readonly label: string; readonly reason: WrongHandover }
  | { readonly kind: 'few-devices'; readonly count: number }

export function problemOf(failure: AgencyFailure | Exclude<PostOutcome, { readonly kind: 'stored' }>): Problem {
  switch (failure.kind) {
    case 'unreachable':
      return { kind: 'offline' }
    case 'absent':
      return { kind: 'unknown-agency' }
    case 'distrusted':
      return { kind: 'document', what: 'member-sheet', reason: failure.reason }
    case 'disk-full':
      return { kind: 'relay-full' }
    // The relay wants more work than the protocol allows: as good as a refusal.
    case 'price':
      return { kind: 'refused', code: 'price' }
    case 'refused':
      if (failure.code === 'not-a-member') return { kind: 'removed' }
      return failure.code === 'disk' ? { kind: 'relay-full' } : { kind: 'refused', code: failure.code }
  }
}

/** Whether asking the relay for anything more makes sense now. */
export const stopsRound = (problem: Problem): boolean =>
  ['offline', 'removed', 'refused', 'relay-full', 'storage', 'vault-gone'].includes(problem.kind)
