/**
 * The phone's own Back does what the button “Back” of the screen does, so long as something can be lost by leaving. No entry
 * of the history is made for it. Where the browser has no close watchers, or another app around it takes its Back, the
 * screens say so.
 * Source: HTML, "Close requests and close watchers": one watcher needs no touch of the person, also after one was closed; a
 * second one beside it would be closed together with it. So there is one at a time, for the whole page.
 */
import { useEffect } from 'preact/hooks'
import { appAround } from './inside-app.ts'

interface Watcher {
  onclose: (() => void) | null
  destroy(): void
}

const { CloseWatcher: Watching = null } = globalThis as { readonly CloseWatcher?: new () => Watcher }

/** A browser inside of another app has the watchers, and gives them no Back. */
export const keepsBack = (): boolean => Watching !== null && appAround(navigator.userAgent) === null

/**
 * `data-back`: a button that leads back and does not look like it. Nothing where the screen has no way back, or is busy, or is
 * covered: who presses it then shall change nothing.
 */
function goBack(): void {
  const languages = document.querySelector<HTMLElement>('.language[aria-expanded=true]')
  const back = languages ?? document.querySelector<HTMLElement>('main :is([data-back], .back:not(.ends))')
  if (back !== null && back.closest('[inert]') === null) back.click()
}

/** While this part is open. */
export function usePhoneBack(): void {
  useEffect(() => {
    if (Watching === null) return
    let watcher: Watcher | null = null
    let isOver = false
    const watch = (): void => {
      const next = new Watching()
      next.onclose = () => {
        goBack()
        if (!isOver) watch()
      }
      watcher = next
    }
    watch()
    return () => {
      isOver = true
      watcher?.destroy()
    }
  }, [])
}
