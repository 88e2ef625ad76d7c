/**
 * Leaving: the screen is blank in the same task, then a page that tells nothing takes the place of this one, also in the
 * history. Nothing that waits is erased. What it cannot hide stands in the words (`limits.exit`).
 * Sources: GOV.UK design system, "Exit this page"; WCAG 2.2, 2.5.2 (a finger that slides away takes back what its touch did).
 */
import type { JSX, TargetedPointerEvent } from 'preact'

/** Where everybody goes all day. */
const ELSEWHERE = 'https://www.google.com/'
const SHIFTS = 3
const SHIFT_LIMIT_MS = 2_000

const ends = new Set<() => void>()

/** Whatever hears or sounds on this page ends in the same task in which one leaves. @returns when it has ended by itself. */
export function endOnLeaving(end: () => void): () => void {
  ends.add(end)
  return () => void ends.delete(end)
}

/** Empties the page, and ends what it hears and says aloud. What was written in it is gone. */
function blank(): void {
  for (const end of ends) end()
  ends.clear()
  // absent in some browsers inside of other apps
  ;(globalThis as { readonly speechSynthesis?: SpeechSynthesis }).speechSynthesis?.cancel()
  document.body.replaceChildren()
  document.body.className = 'blank'
}

export function leave(): void {
  blank()
  location.replace(ELSEWHERE)
}

function isOver({ currentTarget, clientX, clientY }: TargetedPointerEvent<HTMLElement>): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
}

/**
 * For the button. The screen is white from the moment in which a finger touches it, and the finger may rest: somebody who is
 * afraid presses long, and not every browser makes a click of that. Lifted elsewhere, it leaves everything as it was. Keys
 * and screen readers send the click alone.
 */
export const exitButton: JSX.IntrinsicElements['button'] = {
  onPointerDown({ button, currentTarget, pointerId }) {
    if (button !== 0) return
    document.body.classList.add('leaving')
    // a mouse that slides away is heard too
    currentTarget.setPointerCapture(pointerId)
  },
  onPointerUp(event) {
    if (event.button === 0 && isOver(event)) leave()
  },
  onContextMenu: (event) => event.preventDefault(),
  onClick: leave,
}

/** The finger is gone, and did not leave. */
const uncover = (): void => document.body.classList.remove('leaving')

/**
 * Keeps the exit in the corner of what can be seen: an iPhone lays its keyboard over the page and moves the page under it,
 * and two fingers enlarge a part of it.
 */
function followSight(): void {
  // absent in browsers before 2021
  const { visualViewport: seen = null } = globalThis as { readonly visualViewport?: VisualViewport | null }
  if (seen === null) return
  const follow = (): void => {
    const { offsetLeft, offsetTop, width, scale } = seen
    const fromRight = Math.round(offsetLeft + width - document.documentElement.clientWidth)
    const moved = fromRight !== 0 || Math.round(offsetTop) !== 0 || scale !== 1
    const where = moved ? `translate(${fromRight}px, ${offsetTop}px) scale(${1 / scale})` : ''
    for (const exit of document.querySelectorAll<HTMLElement>('.exit, .cover-close')) exit.style.transform = where
  }
  seen.addEventListener('resize', follow)
  seen.addEventListener('scroll', follow)
}

/**
 * Shift three times leaves; so does nothing else on the keyboard. A page that the browser kept aside and brings back is
 * blank, and starts anew.
 */
export function watchForLeaving(): void {
  let times: number[] = []
  addEventListener('keydown', ({ key, timeStamp, repeat }) => {
    if (repeat) return
    times = key === 'Shift' ? [...times.filter((time) => timeStamp - time < SHIFT_LIMIT_MS), timeStamp] : []
    if (times.length >= SHIFTS) leave()
  })
  addEventListener('pointerup', uncover)
  addEventListener('pointercancel', uncover)
  followSight()
  addEventListener('pagehide', blank)
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    blank()
    location.reload()
  })
}
