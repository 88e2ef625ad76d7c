/**
 * Where the focus goes when what had it is gone from the screen: whoever uses keys, or has the screen read, goes on from
 * there and not from the top. What still has the focus keeps it.
 */
import { useCallback, useEffect, useRef } from 'preact/hooks'

/** `at`: what is shown. @returns the reference of what is to have the focus there */
export function useRegainedFocus(at: unknown): (element: HTMLElement | null) => void {
  const here = useRef<HTMLElement | null>(null)
  const shown = useRef(at)
  useEffect(() => {
    if (shown.current === at) return
    shown.current = at
    if (document.activeElement === null || document.activeElement === document.body) here.current?.focus()
  }, [at])
  // what goes may say so after what comes
  return useCallback((element) => void (here.current = element ?? here.current), [])
}
