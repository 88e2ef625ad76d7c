/** The area packs for the screens. They are files of the app: a screen has one at once, or nobody does. */
import { useEffect, useState } from 'preact/hooks'
import type { AreaPack } from '../library/areas/pack.ts'
import { allPacks, packOf } from '../library/areas/packs.ts'

export type PackAtHand = AreaPack | 'loading' | null

/** Null: the area has none, or its file is not on this phone. Then nobody can say when it is read. */
export function usePack(area: string): PackAtHand {
  const [pack, setPack] = useState<PackAtHand>('loading')
  useEffect(() => {
    let gone = false
    setPack('loading')
    void packOf(area)
      .catch(() => null)
      .then((found) => gone || setPack(found))
    return () => void (gone = true)
  }, [area])
  return pack
}

/** None until they are here. */
export function useAllPacks(): readonly AreaPack[] {
  const [packs, setPacks] = useState<readonly AreaPack[]>([])
  useEffect(() => {
    let gone = false
    void allPacks()
      .catch(() => [])
      .then((found) => gone || setPacks(found))
    return () => void (gone = true)
  }, [])
  return packs
}
