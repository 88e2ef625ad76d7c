/**
 * A Vite plugin: takes the area packs of a folder into the reporter's app, one file for each, which is loaded when it is
 * wanted. Promises that no app is built with a pack that has a mistake in it; the message names the file and the place.
 * Docs: docs/areas.md.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { AreaPack } from './library/areas/pack.ts'
import { parseAreaPack } from './library/areas/parse-pack.ts'

const LIST = '/client/library/areas/built-in.ts'
/** Not a path: no module is made twice, and where the folder lies does not get into the app. */
const PACK = 'area-pack:'

/** Its message is for whoever wrote the pack: a program that builds says nothing else. */
export class AreaPackError extends Error {
  override readonly name = 'AreaPackError'
}

/** By area id, in order. `demo`: packs that are nobody's may be among them. @throws AreaPackError */
export function readPacks(folder: string, demo: boolean): ReadonlyMap<string, AreaPack> {
  if (!existsSync(folder)) throw new AreaPackError(`There is no folder of area packs at ${folder}.`)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const packs = names.toSorted().map((name) => readPack(folder, name, demo))
  return new Map(packs.map((pack) => [pack.area, pack]))
}

function readPack(folder: string, name: string, demo: boolean): AreaPack {
  const refuse = (problem: string): Error =>
    new AreaPackError(`The area pack ${join(folder, name)} cannot be used. ${problem}`)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch (error) {
    throw refuse(`It is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  const pack = parseAreaPack(json)
  if (!pack.ok) throw refuse(pack.place === '' ? pack.problem : `${pack.place}: ${pack.problem}`)
  if (`${pack.value.area}.json` !== name) throw refuse(`area: the file must be called ${pack.value.area}.json`)
  if (pack.value.demonstration && !demo) throw refuse('demonstration: a real deployment tells nothing made up')
  return pack.value
}

/** `folder` null: the app has no packs. */
export function areaPacks(folder: string | null, demo: boolean): Plugin {
  const packs = folder === null ? new Map<string, AreaPack>() : readPacks(folder, demo)
  return {
    name: 'area-packs',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(PACK) ? `\0${id}` : null),
    load(id) {
      if (id.endsWith(LIST)) {
        const lines = [...packs.keys()].map((area) => `() => import('${PACK}${area}'),`)
        return `export const packFiles = [\n${lines.join('\n')}\n]`
      }
      const pack = id.startsWith(`\0${PACK}`) ? packs.get(id.slice(PACK.length + 1)) : undefined
      return pack === undefined ? null : `export default ${JSON.stringify(pack)}`
    },
  }
}
