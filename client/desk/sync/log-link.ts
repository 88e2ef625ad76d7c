/** What reading and writing one team's log needs. */
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { InboxAddress } from '../../../shared/wire/address.ts'
import type { MemberRelay } from '../../relay/member.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { DeskStore } from '../../storage/desk-store.ts'

export interface LogLink {
  readonly p: Primitives
  readonly relay: Pick<MemberRelay, 'sync' | 'append' | 'take' | 'tombstone'>
  readonly store: DeskStore
  readonly today: () => Day
  /** Of the vault: whose copy this is. */
  readonly vaultId: string
  readonly agency: InboxAddress
  readonly team: number
  /** Gives a relay that came back from an old copy the newest documents that this desk has verified (P9.29). */
  readonly putDocuments: () => Promise<Failure | null>
}
