/**
 * The cover on the screen: opaque and neutral, in the same task in which it is drawn. One tap lifts it, anywhere but in the
 * corner of the exit: there it leaves, as on every screen. Whoever comes closer while the cover is drawn would else be shown
 * what is under it first. So that it does not tell of an exit, it looks and is called there like what closes any screen: a
 * cross, “Close”. What is under the cover stays as it is, and out of reach of keys and screen readers.
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

/** All words that stand on it or name something on it. */
interface CoverWords {
  readonly label: string
  readonly close: string
  /** What asks for more time; '' where it cannot be said yet. */
  readonly more: string
}

/** `under`: the app. */
export function createCurtain(
  under: HTMLElement,
  words: () => CoverWords,
  onTap: (longer: boolean) => void,
  onLeave: () => void,
): Curtain {
  /** Where the exit is, also on a screen that two fingers have enlarged. */
  const closing = (name: string): HTMLButtonElement => {
    const close = buttonOf('cover-close', '×', onLeave)
    close.ariaLabel = name
    close.style.transform = under.querySelector<HTMLElement>('.exit')?.style.transform ?? ''
    return close
  }
  let drawn: HTMLElement[] = []
  let focus: HTMLElement | null = null
  return {
    draw(offer) {
      // whoever has left sees an empty page until the other one comes, however slowly
      if (drawn.length > 0 || !under.isConnected) return
      const { label, close, more } = words()
      const curtain = buttonOf('cover', label, () => onTap(false))
      drawn = [curtain, closing(close)]
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
