/** What the screens of the wishes are given. */
import type { Opened } from '../opened.ts'

export interface WishProps {
  readonly opened: Opened
  readonly onHome: () => void
  readonly onBack: () => void
}
