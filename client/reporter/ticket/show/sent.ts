/** What is known of a report once it lies in the outbox, while the page is open. */
import type { TicketCode, TicketKeys } from '../../../../shared/crypto/ticket.ts'
import type { Day } from '../../../../shared/day.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import type { Kept } from '../../letter/keep-letter.ts'
import type { System } from '../../system.ts'

export interface Sent {
  readonly code: TicketCode
  readonly keys: TicketKeys
  /** Who gets it, and what is said about it later. */
  readonly doors: readonly Door[]
  /** Of the report. */
  readonly area: string
  /** Whether the office may answer in another way than through the code. */
  readonly plan: 'stands' | 'ticket-only'
  readonly kept: Kept
  readonly system: System
  readonly day: Day
  /** By which the office has promised to be in contact; null: nobody has said. */
  readonly contactDay: Day | null
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
}
