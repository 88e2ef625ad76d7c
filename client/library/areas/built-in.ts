/**
 * Where the packs come into the app: the build writes this list anew, from the folder of packs that it was given, and each
 * file into one of its own (client/area-packs-plugin.ts). Outside of a build there are none.
 */
import type { AreaPack } from './pack.ts'

export const packFiles: readonly (() => Promise<{ readonly default: AreaPack }>)[] = []
