/**
 * The packs that this app was built with: of every area that has one, in the order of their ids. Promises that nobody learns
 * which area somebody looks at: each is a file of the app, and where one is wanted all are loaded.
 */
import { type Piece, createPiece } from '../../ui/piece.ts'
import { packFiles } from './built-in.ts'
import type { AreaPack } from './pack.ts'

export const packs: Piece<readonly AreaPack[]> = createPiece(() =>
  Promise.all(packFiles.map(async (file) => (await file()).default)),
)
