/**
 * The packs that this app was built with. Each is a file of the app, kept on the phone with all the others: reading one asks
 * nobody, so that nobody learns which area somebody looks at.
 */
import { packFiles } from './built-in.ts'
import type { AreaPack } from './pack.ts'

/** Null: the area has none, and nobody knows when it is read. */
export async function packOf(area: string): Promise<AreaPack | null> {
  const file = Object.hasOwn(packFiles, area) ? packFiles[area] : undefined
  return file === undefined ? null : (await file()).default
}

/** Of every area that has one, in the order of their ids. */
export const allPacks = (): Promise<readonly AreaPack[]> =>
  Promise.all(Object.values(packFiles).map(async (file) => (await file()).default))
