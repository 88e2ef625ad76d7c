/** For the screens: what the cover has to know of them. */
import { type Context, createContext } from 'preact'
import { useContext, useEffect } from 'preact/hooks'
import type { Cover } from './cover.ts'

type InView = Pick<Cover, 'hold' | 'showTicket' | 'touched'>

const CoverContext: Context<InView | null> = createContext<InView | null>(null)

export const CoverProvider: typeof CoverContext.Provider = CoverContext.Provider

export function useCover(): InView {
  const cover = useContext(CoverContext)
  if (cover === null) throw new Error('outside of the app')
  return cover
}

/** While this screen is shown. */
export function useTicketInView(): void {
  const cover = useCover()
  useEffect(() => cover.showTicket(), [cover])
}
