/** The parts of the app that come after its first screen. */
import { type Piece, createPiece } from '../ui/piece.ts'
import type { loadFind } from './find/find.tsx'
import type { HelpAbout } from './library/help-about.tsx'
import type { Rights } from './library/rights.tsx'
import type { ReadByItself } from './aloud/read-screen.tsx'
import type { TellEntrance } from './tell/tell-entrance.tsx'
import type { TicketEntrance } from './ticket/ticket-entrance.tsx'
import type { HowToUse } from './use.tsx'

export interface Parts {
  readonly tell: Piece<typeof TellEntrance>
  readonly ticket: Piece<typeof TicketEntrance>
  readonly about: Piece<typeof HelpAbout>
  readonly rights: Piece<typeof Rights>
  readonly use: Piece<typeof HowToUse>
  readonly services: Piece<Awaited<ReturnType<typeof loadFind>>>
  readonly reading: Piece<typeof ReadByItself>
}

export const parts: Parts = {
  tell: createPiece(async () => (await import('./tell/tell-entrance.tsx')).TellEntrance),
  ticket: createPiece(async () => (await import('./ticket/ticket-entrance.tsx')).TicketEntrance),
  about: createPiece(async () => (await import('./library/help-about.tsx')).HelpAbout),
  rights: createPiece(async () => (await import('./library/rights.tsx')).Rights),
  use: createPiece(async () => (await import('./use.tsx')).HowToUse),
  // with every area's pack: none is fetched when somebody looks at it
  services: createPiece(async () => (await import('./find/find.tsx')).loadFind()),
  reading: createPiece(async () => (await import('./aloud/read-screen.tsx')).ReadByItself),
}
