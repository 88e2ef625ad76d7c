/** What the browser tells of the person: whether they are there, and that the dialler was opened from this page. */
import type { Cover } from './cover.ts'

const TOUCHES = ['pointerdown', 'pointermove', 'touchmove', 'wheel', 'keydown', 'input'] as const

export function watch(cover: Cover): void {
  for (const touch of TOUCHES) addEventListener(touch, () => cover.touched(), { capture: true, passive: true })
  addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href^="tel:"]') !== null) cover.dialling()
  })
  addEventListener('blur', () => cover.away())
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
