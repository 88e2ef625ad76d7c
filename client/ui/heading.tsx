/** The one heading of a screen. It takes the focus when the screen appears, so that a screen reader starts there. */
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** `first`: the screen that the page opens with, where the focus stays with the browser. */
export function Heading({
  children,
  first = false,
}: {
  readonly children: ComponentChildren
  readonly first?: boolean
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (first) return
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [first])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
