/** A drawing in one line width, in the colour of the words beside it. It says nothing that they do not. */
import type { JSX } from 'preact'

/** `lines`: paths in a square of 48. */
export function Drawing({ lines, large = false }: { readonly lines: string; readonly large?: boolean }): JSX.Element {
  return (
    <svg class={large ? 'picture large' : 'picture'} viewBox="0 0 48 48" aria-hidden="true">
      <path d={lines} />
    </svg>
  )
}
