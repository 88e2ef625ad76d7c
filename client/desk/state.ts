/** What an unlocked desk knows, as plain data for the screen: the session makes it anew whenever something changed. */
import type { Fold } from '../../shared/case/case.ts'
import type { Author } from '../../shared/case/names.ts'
import type { Day } from '../../shared/day.ts'
import type { Directory } from '../../shared/trust/directory.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import type { Names } from '../../shared/wire/introduction.ts'
import type { Proof } from '../storage/desk-database.ts'
import type { Listing } from './agency/agency-view.ts'
import type { MailKind } from './intake/open-mail.ts'
import type { OverseerMail } from './intake/overseer-mail.ts'
import type { Problem } from './problem.ts'

export interface MemberState {
  readonly author: Author
  /** As the administrator calls the device. */
  readonly label: string
  readonly roles: readonly string[]
  readonly current: boolean
  readonly own: boolean
  /**
   * Whether the device has the agency's newest keys: as it said itself when it last took some. `unknown`: it never said anything,
   * its invitation was not taken yet for instance. Null: it is no member any more.
   */
  readonly keys: 'newest' | 'waiting' | 'unknown' | null
}

export interface AgencyState {
  readonly id: AgencyId
  /** Null: neither the directory nor the relay names it. */
  readonly names: Names | null
  readonly area: string | null
  /** Null while no verified directory says what the agency is for: then nothing is taken in. */
  readonly kind: MailKind | null
  readonly listing: Listing
  /** To compare by voice: 30 digits in six groups. */
  readonly fingerprint: string
}

/** Whether mail can reach this agency, and be opened when it does. */
export interface KeyHealth {
  /** Last day on which a phone may seal to the published keys; null: none. */
  readonly sealableUntil: Day | null
  readonly memberSheetUntil: Day | null
  readonly liveDevices: number
}

/**
 * - `none`: nothing opens this desk but its passphrase
 * - `waiting`: made, and the relay has no copy yet
 * - `kept`: the relay has a copy, renewed by itself
 * - `vault-only`: of a device without the signing key: it opens this desk on this computer, nothing elsewhere
 */
export type KitState =
  { readonly kind: 'none' } | { readonly kind: 'waiting' | 'kept' | 'vault-only'; readonly madeDay: Day }

/** With an overseer's mail; of any other desk it is empty. */
export interface DeskState extends OverseerMail {
  readonly agency: AgencyState
  readonly members: readonly MemberState[]
  readonly isAdministrator: boolean
  readonly keys: KeyHealth
  readonly kit: KitState
  /** Whether this browser keeps what it is given: before that nothing is taken in. */
  readonly proof: Proof
  readonly directory: Pick<Directory, 'areas' | 'agencies'> | null
  readonly fold: Fold
  /** Sealed answers and events that the relay may not have yet. */
  readonly waiting: number
  readonly syncedDay: Day | null
  readonly busy: boolean
  readonly problems: readonly Problem[]
  readonly today: Day
}
