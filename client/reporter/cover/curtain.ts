/**
 * The cover on the screen: opaque and neutral, in the same task in which it is drawn. One tap anywhere lifts it. What is
 * under it stays as it is, and out of reach of keys and screen readers.
 */
export interface Curtain {
  draw(offer: boolean): void
  lift(): void
}

function buttonOf(name: string, text: string, onTap: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = name
  button.textContent = text
  button.addEventListener('click', onTap)
  return button
}

/** Below the bar, and not all below the screen. */
function inView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 56 && bottom <= innerHeight
}

/** `under`: the app. `words`: the only ones on it; `more`: what asks for more time, '' where it cannot be said yet. */
export function createCurtain(
  under: HTMLElement,
  words: () => { readonly label: string; readonly more: string },
  onTap: (longer: boolean) => void,
): Curtain {
  let drawn: HTMLElement[] = []
  let focus: HTMLElement | null = null
  return {
    draw(offer) {
      if (drawn.length > 0) return
      const { label, more } = words()
      const curtain = buttonOf('cover', label, () => onTap(false))
      drawn = [curtain]
      focus = document.activeElement instanceof HTMLElement ? document.activeElement : null
      if (offer && more !== '') drawn.push(buttonOf('cover-more', more, () => onTap(true)))
      document.body.append(...drawn)
      // takes the keyboard of a phone away as well
      under.inert = true
      curtain.focus({ preventScroll: true })
    },
    lift() {
      for (const element of drawn) element.remove()
      drawn = []
      under.inert = false
      // where one was reading, not where the focus had been left behind
      const near = (): HTMLElement | undefined =>
        [...under.querySelectorAll<HTMLElement>('main :is(button, a, summary, input, textarea)')].find(inView)
      const left = focus !== null && !inView(focus) && !focus.matches('body, input, textarea')
      const back = left ? (near() ?? focus) : focus
      if (back?.isConnected === true) back.focus({ preventScroll: true })
      focus = null
    },
  }
}
