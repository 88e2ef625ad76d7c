/** The lock of an open desk: watches keys, touches, the screen and the other tabs, and says when it is time. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { createLockClock, TICK_MS, type LockReason } from './lock-clock.ts'
import { listenToTabs, type OtherTabs, type TabNews } from './other-tabs.ts'

export type LockWhy =
  | LockReason
  /** Somebody pressed the button or the keys for it. */
  | 'asked'
  /** The same, for the desk of a colleague. */
  | 'switch'
  /** The page was left. */
  | 'left'
  /** Another tab has locked this desk. */
  | 'elsewhere'

export interface LockSurroundings {
  readonly nowMs: () => number
  /** A new one at each call; null where the browser has none. */
  readonly openChannel: () => BroadcastChannel | null
}

interface LockOptions extends LockSurroundings {
  readonly vault: string
  readonly isWriting: () => boolean
  readonly onLock: (why: LockWhy) => void
}

/** The last: a voice plays, which only happens when somebody has started it. */
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart', 'timeupdate'] as const
/** How often the other tabs hear of the same: often enough for every time in lock-clock.ts. */
const TELL_MS = 5000

/** Control, Alt and L, on whatever the keyboard writes with that key. */
const isLockKey = ({ ctrlKey, altKey, code }: KeyboardEvent): boolean => ctrlKey && altKey && code === 'KeyL'

/** `soon`: it locks by itself within half a minute. Looks at its options when it begins only. */
export function useLock({ nowMs, openChannel, vault, isWriting, onLock }: LockOptions): {
  readonly soon: boolean
  /** In every tab. */
  readonly lockAll: (why: LockWhy) => void
  /** Locks the other tabs only. */
  readonly tellOthers: () => void
} {
  const [soon, setSoon] = useState(false)
  const others = useRef<OtherTabs | null>(null)
  const tellOthers = (): void => others.current?.tell('locked')
  const lockAll = (why: LockWhy): void => {
    tellOthers()
    onLock(why)
  }
  // With what it locks, and not a frame later: a page may be left at any moment.
  useLayoutEffect(() => {
    const clock = createLockClock(nowMs())
    const tabs = listenToTabs(openChannel(), vault, hear)
    others.current = tabs
    const told = new Map<TabNews, number>()
    const tellNow = (news: TabNews): void => {
      const now = nowMs()
      if (Math.abs(now - (told.get(news) ?? -TELL_MS)) < TELL_MS) return
      told.set(news, now)
      tabs.tell(news)
    }
    function hear(news: TabNews): void {
      if (news === 'locked') return onLock('elsewhere')
      clock.seenElsewhere(nowMs())
      if (news === 'seen') return
      clock.input()
      setSoon(false)
    }
    const tick = (): void => {
      const visible = document.visibilityState === 'visible'
      if (visible) tellNow('seen')
      const now = clock.tick({ nowMs: nowMs(), visible, writing: isWriting() })
      setSoon(now.kind === 'soon')
      if (now.kind === 'lock') lockAll(now.why)
    }
    const input = (): void => {
      // First: whoever opens the lid of a computer that slept finds the desk locked, whatever they touch.
      tick()
      clock.input()
      setSoon(false)
      tellNow('input')
    }
    const press = (event: KeyboardEvent): void => {
      if (!isLockKey(event)) return
      event.preventDefault()
      lockAll('asked')
    }
    const leave = (): void => onLock('left')
    const options = { capture: true, passive: true } as const
    const timer = setInterval(tick, TICK_MS)
    for (const name of INPUTS) addEventListener(name, input, options)
    addEventListener('keydown', press, { capture: true })
    addEventListener('pagehide', leave)
    document.addEventListener('freeze', leave)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      for (const name of INPUTS) removeEventListener(name, input, options)
      removeEventListener('keydown', press, { capture: true })
      removeEventListener('pagehide', leave)
      document.removeEventListener('freeze', leave)
      document.removeEventListener('visibilitychange', tick)
      tabs.close()
    }
  }, [])
  return { soon, lockAll, tellOthers }
}
