/** What every act of an unlocked desk needs: tools, keys, relay. Made by the session, passed down. */
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Day } from '../../shared/day.ts'
import type { MailRelay } from '../relay/mail.ts'
import type { MemberRelay } from '../relay/member.ts'
import type { CopyKeeperRelay } from '../relay/recovery.ts'
import type { Keyring } from './keyring.ts'

export interface DeskLink {
  readonly p: Primitives
  readonly random: Random
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  readonly today: () => Day
  /** Lets the screen live between two pieces of work. */
  readonly pause: () => Promise<void>
  readonly relay: MemberRelay & CopyKeeperRelay & Pick<MailRelay, 'post'>
  readonly keyring: Keyring
}
