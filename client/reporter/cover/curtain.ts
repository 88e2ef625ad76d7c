/**
 * The cover on the screen: opaque and neutral, in the same task in which it is drawn. One tap anywhere lifts it. What is
 * under it stays as it is, and out of reach of keys and screen readers.
 */
export interface Curtain {
  draw(): void
  lift(): void
}

/** `under`: the app. `label`: the only words on it. */
export function createCurtain(under: HTMLElement, label: () => string, onTap: () => void): Curtain {
  let drawn: HTMLElement | null = null
  let focus: HTMLElement | null = null
  return {
    draw() {
      if (drawn !== null) return
      const curtain = document.createElement('button')
      curtain.type = 'button'
      curtain.className = 'cover'
      curtain.textContent = label()
      curtain.addEventListener('click', onTap)
      drawn = curtain
      focus = document.activeElement instanceof HTMLElement ? document.activeElement : null
      document.body.append(curtain)
      // takes the keyboard of a phone away as well
      under.inert = true
      curtain.focus({ preventScroll: true })
    },
    lift() {
      drawn?.remove()
      drawn = null
      under.inert = false
      if (focus?.isConnected === true) focus.focus({ preventScroll: true })
      focus = null
    },
  }
}
