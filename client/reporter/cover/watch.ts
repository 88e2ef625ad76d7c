/**
 * What the browser tells of the person: whether they are there, and that the dialler was opened from this page. A screen
 * reader tells of itself by moving the focus and scrolling only.
 */
import type { Cover } from './cover.ts'

const TOUCHES = ['pointerdown', 'pointermove', 'touchmove', 'wheel', 'keydown', 'input', 'focusin', 'scroll'] as const

/** Tab leads out of the page into the browser's own buttons so soon after the key. */
const TAB_MS = 200

export function watch(cover: Cover): void {
  for (const touch of TOUCHES) addEventListener(touch, () => cover.touched(), { capture: true, passive: true })
  addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href^="tel:"]') !== null) cover.dialling()
  })
  let tabbedMs = Number.NEGATIVE_INFINITY
  addEventListener('keydown', ({ key, altKey, ctrlKey, metaKey, timeStamp }) => {
    tabbedMs = key === 'Tab' && !altKey && !ctrlKey && !metaKey ? timeStamp : Number.NEGATIVE_INFINITY
  })
  // whoever walks through the page by keys has not gone away at its end; whoever stays away is covered as ever
  addEventListener('blur', ({ timeStamp }) => {
    if (timeStamp - tabbedMs > TAB_MS) cover.away()
  })
  addEventListener('focus', () => cover.back())
  document.addEventListener('visibilitychange', () => (document.hidden ? cover.hidden() : cover.back()))
}

/**
 * Milliseconds that have passed since this was made, by whichever clock says more: one stands still while a phone sleeps,
 * the other one can be set back.
 */
export function createLongestClock(clocks: readonly (() => number)[]): () => number {
  const begun = clocks.map((clock) => clock())
  return () => Math.max(...clocks.map((clock, index) => clock() - (begun[index] ?? 0)))
}
