/** The one heading of a screen. It takes the focus when the screen appears, so that a screen reader starts there. */
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** `first`: the screen that the page opens with, where the focus stays with the browser. */
export function Heading({
  children,
  first = false,
  describedBy,
}: {
  readonly children: ComponentChildren
  readonly first?: boolean
  /** What a screen reader says after it. */
  readonly describedBy?: string | undefined
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (first) return
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [first])
  return (
    <h1 ref={heading} tabIndex={-1} aria-describedby={describedBy}>
      {children}
    </h1>
  )
}
