/** The area packs for the screens. They are files of the app: a screen has one at once, or nobody does. */
import { useEffect, useState } from 'preact/hooks'
import type { AreaPack } from '../library/areas/pack.ts'
import { packs } from '../library/areas/packs.ts'

export type PackAtHand = AreaPack | 'loading' | null

/** Null: they are on their way. None where their files are not on this phone. */
function usePacks(): readonly AreaPack[] | null {
  const [here, setHere] = useState(packs.here)
  useEffect(() => {
    if (here !== null) return
    let gone = false
    packs.load().then(
      (loaded) => gone || setHere(loaded),
      () => gone || setHere([]),
    )
    return () => void (gone = true)
  }, [])
  return here
}

/** Null: the area has none, or its file is not on this phone. Then nobody can say when it is read. */
export function usePack(id: string): PackAtHand {
  const all = usePacks()
  return all === null ? 'loading' : (all.find(({ area }) => area === id) ?? null)
}

/** None until they are here. */
export const useAllPacks = (): readonly AreaPack[] => usePacks() ?? []
