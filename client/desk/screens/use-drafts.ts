/** The book of drafts of an open desk, for as long as it is open. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeskEnd } from '../bridge/desk-end.ts'
import { createDraftBook, type DraftBook } from '../drafts/draft-book.ts'
import type { Place, Written } from '../drafts/draft.ts'

/** `safe`: false while what is written cannot be kept. */
export function useDrafts(session: DeskEnd, first: Written): { readonly book: DraftBook; readonly safe: boolean } {
  const [safe, setSafe] = useState(true)
  const book = useRef<DraftBook | null>(null)
  const opened = (book.current ??= createDraftBook(
    first,
    async (changes, place) => (await session.ask('write-down', { changes, place })).kind === 'kept',
    () => setSafe(opened.isSafe()),
  ))
  useEffect(() => {
    // A page that is hidden may never run again.
    const whenHidden = (): void => {
      if (document.visibilityState === 'hidden') void opened.flush()
    }
    document.addEventListener('visibilitychange', whenHidden)
    return () => document.removeEventListener('visibilitychange', whenHidden)
  }, [])
  return { book: opened, safe }
}

const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a?.kind === b?.kind && (a?.kind !== 'case' || (b?.kind === 'case' && a.pseudonym === b.pseudonym))

/** Notes where the person is; the form that is open there is noted by whoever opens it. */
export function useNotedPlace(book: DraftBook, place: Place | null): void {
  useEffect(() => {
    if (!isSamePlace(book.place(), place)) book.goTo(place)
  })
}
