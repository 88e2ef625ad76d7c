/**
 * The packs that this app was built with. Promises that nobody learns which area somebody looks at: each is a file of the
 * app, and where one is wanted all are loaded.
 */
import { packFiles } from './built-in.ts'
import type { AreaPack } from './pack.ts'

let loaded: Promise<readonly AreaPack[]> | null = null

/** Of every area that has one, in the order of their ids. Asked for again after it could not be loaded. */
export function allPacks(): Promise<readonly AreaPack[]> {
  loaded ??= Promise.all(packFiles.map(async (file) => (await file()).default)).catch((error: unknown) => {
    loaded = null
    throw error
  })
  return loaded
}

/** Null: the area has none, and nobody knows when it is read. */
export const packOf = async (area: string): Promise<AreaPack | null> =>
  (await allPacks()).find((pack) => pack.area === area) ?? null
