/** A mailbox that was opened: what its screens have in common. In memory only. */
import type { TicketKeys } from '../../../shared/crypto/ticket.ts'
import type { Day } from '../../../shared/day.ts'
import type { LostMail } from '../offices/lost-mail.ts'
import type { System } from '../system.ts'
import type { AgencyStep } from './steps.ts'
import type { Told } from './told.ts'

export interface Opened {
  readonly system: System
  readonly keys: TicketKeys
  readonly told: Told
  /** It was looked at since the code was typed: the phone keeps no note of that. */
  readonly isShown: boolean
  readonly steps: readonly AgencyStep[]
  /** What has been said stays until then; null: nothing has. */
  readonly untilDay: Day | null
  /** Pieces that lie in the mailbox but could not be opened or checked. */
  readonly unverified: number
  /** Offices that may have lost what this person wrote: those that have answered; all of them, where none has. */
  readonly lost: readonly LostMail[]
}
