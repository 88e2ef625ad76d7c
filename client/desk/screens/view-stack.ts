/**
 * Which screen of an unlocked desk is open, with the browser's Back. The address never changes and the history keeps nothing
 * but how deep one is: a case's name must not stand in the profile's files (docs/decisions/007-profile-remains.md).
 */
import { useEffect, useRef, useState } from 'preact/hooks'

export interface ViewStack<View> {
  readonly view: View
  /** What was open on top of this one before. */
  readonly from: View | null
  readonly open: (view: View) => void
  readonly back: () => void
}

function depthIn(state: unknown): number {
  const depth = typeof state === 'object' && state !== null && 'depth' in state ? state.depth : 0
  return typeof depth === 'number' && Number.isInteger(depth) && depth >= 0 ? depth : 0
}

/** `top`: on top of the first one from the beginning; null: nothing is. */
export function useViewStack<View>(root: View, top: View | null = null): ViewStack<View> {
  const [stack, setStack] = useState<readonly View[]>(top === null ? [root] : [root, top])
  const [from, setFrom] = useState<View | null>(null)
  const now = useRef(stack)
  now.current = stack
  useEffect(() => {
    history.replaceState({ depth: 0 }, '')
    if (top !== null) history.pushState({ depth: 1 }, '')
    const onBack = (event: PopStateEvent): void => {
      const depth = Math.min(depthIn(event.state), now.current.length - 1)
      setFrom(now.current[depth + 1] ?? null)
      setStack(now.current.slice(0, depth + 1))
    }
    addEventListener('popstate', onBack)
    return () => removeEventListener('popstate', onBack)
  }, [])
  return {
    view: stack.at(-1) ?? root,
    from,
    open(view) {
      history.pushState({ depth: stack.length }, '')
      setFrom(null)
      setStack([...stack, view])
    },
    back() {
      if (stack.length > 1) history.back()
    },
  }
}
