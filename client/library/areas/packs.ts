/**
 * The packs that this app was built with: of every area that has one, in the order of their ids. Promises that nobody learns
 * which area somebody looks at: each is a file of the app, and where one is wanted all are loaded.
 */
import { type Piece, createPiece } from '../../ui/piece.ts'
import { packFiles } from './built-in.ts'
import type { AreaPack } from './pack.ts'

/** A file that does not come is asked for once more, each time that somebody wants them. */
export const packs: Piece<readonly AreaPack[]> = createPiece(() =>
  Promise.all(packFiles.map(async (file) => (await file().catch(file)).default)),
)
