/**
 * When the screen is covered, and for how long what lies under it is kept: at once when the page loses the focus or is
 * hidden, or when nobody touches it for a while; what was typed stays in memory for ten minutes. Knows no screen: the clock
 * and the curtain are passed in.
 */

/** Without touch, key or sound. */
export const IDLE_MS = 20_000
/** So long as the ticket is on the screen: it is being written down. */
export const TICKET_IDLE_MS = 300_000
/** For whoever has asked for more time: a screen reader reads a page in minutes, and the browser tells nothing of it. */
export const LONGER_IDLE_MS = 300_000
/** How often it has to fall for want of a touch before more time is offered. */
const OFFER_AT = 2
/** What lies under the cover is kept so long. */
export const KEPT_MS = 600_000

/** A question of the browser that nobody has answered by then has nobody before it. */
export const PROMPT_MS = 60_000

export interface CoverParts {
  /** Milliseconds, of any origin; has to go on while the phone sleeps. */
  readonly now: () => number
  readonly after: (ms: number, work: () => void) => void
  /** `offer`: more time may be asked for on it. */
  readonly curtain: { draw(offer: boolean): void; lift(): void }
  /** What was kept is to be dropped; the curtain stays. */
  readonly drop: () => void
}

export interface Cover {
  /** Touch, key or sound. */
  touched(): void
  /** The page has lost the focus. */
  away(): void
  /**
   * It is not to be seen any more: a ticket too is veiled so long, because a phone that sleeps shows what it last drew before
   * anything runs again.
   */
  hidden(): void
  /** It has the focus or is visible again. */
  back(): void
  /** The curtain was tapped. `longer`: and more time was asked for, until what is under it is dropped. */
  lift(longer?: boolean): void
  /** The dialler was opened from here: the screen is covered when one comes back, and not before. */
  dialling(): void
  /**
   * A prompt or picker that we opened, a recording: no cover until it is let go, or for `mostMs`; at once then, if the page was
   * left meanwhile.
   */
  hold(mostMs?: number): () => void
  /** The ticket is on the screen: covered after `TICKET_IDLE_MS` only, and not for going away. */
  showTicket(): () => void
}

type State =
  | { readonly at: 'open'; readonly touchedMs: number; readonly dialler: 'closed' | 'asked' | 'open' }
  | { readonly at: 'covered'; readonly sinceMs: number; readonly dropped: boolean }

export function createCover({ now, after, curtain, drop }: CoverParts): Cover {
  let state: State = { at: 'open', touchedMs: now(), dialler: 'closed' }
  let holds = 0
  let tickets = 0
  /** How often nobody had touched the page, and whether more time was asked for since. */
  let idles = 0
  let longer = false
  /** The curtain is drawn over a ticket that may be shown again without a tap. */
  let veiled = false
  /** The page has not the focus, or is hidden. */
  let isAway = false
  /** Later timers make earlier ones void. */
  let turn = 0

  const opened = (): State => ({ at: 'open', touchedMs: now(), dialler: 'closed' })
  const idleMs = (): number => (tickets > 0 ? TICKET_IDLE_MS : longer ? LONGER_IDLE_MS : IDLE_MS)
  const wait = (ms: number): void => {
    const mine = ++turn
    after(Math.max(0, ms), () => void (mine === turn && look()))
  }
  const cover = (): void => {
    state = { at: 'covered', sinceMs: now(), dropped: false }
    veiled = false
    curtain.draw(!longer && idles >= OFFER_AT)
    wait(KEPT_MS)
  }
  /** Timers come late while a page is hidden: what is due is done when anything happens. */
  const look = (): void => {
    if (state.at === 'covered') {
      const left = state.sinceMs + KEPT_MS - now()
      if (state.dropped) return
      if (left > 0) return wait(left)
      state = { ...state, dropped: true }
      idles = 0
      longer = false
      return drop()
    }
    if (holds > 0) return
    const left = state.touchedMs + idleMs() - now()
    if (left > 0) return wait(left)
    idles++
    cover()
  }
  /** Not before what is due has been done: a ticket that was left for too long stays under the curtain. */
  const unveil = (): void => {
    look()
    if (!veiled) return
    veiled = false
    curtain.lift()
  }
  const until = (begin: () => void, end: () => void, mostMs = Number.POSITIVE_INFINITY): (() => void) => {
    begin()
    let ended = false
    const finish = (touched: boolean): void => {
      if (ended) return
      ended = true
      end()
      if (touched && state.at === 'open') state = { ...state, touchedMs: now() }
      if (state.at === 'open' && isAway && holds === 0 && tickets === 0 && state.dialler === 'closed') cover()
      else look()
    }
    if (mostMs !== Number.POSITIVE_INFINITY) after(mostMs, () => finish(false))
    return () => finish(true)
  }

  const away = (): void => {
    isAway = true
    if (state.at !== 'open' || holds > 0) return
    if (state.dialler === 'asked') state = { ...state, dialler: 'open' }
    else if (state.dialler === 'closed' && tickets === 0) cover()
  }

  wait(IDLE_MS)
  return {
    touched() {
      if (state.at !== 'open' || veiled) return
      // whoever touches the page is back from the dialler, whether the browser has said so or not
      if (state.dialler === 'open') cover()
      else state = opened()
    },
    away,
    hidden() {
      away()
      if (state.at !== 'open' || holds > 0 || tickets === 0 || state.dialler !== 'closed') return
      veiled = true
      curtain.draw(false)
    },
    back() {
      isAway = false
      if (state.at === 'open' && state.dialler === 'open') cover()
      else unveil()
    },
    lift(more = false) {
      unveil()
      if (state.at !== 'covered') return
      if (more && !state.dropped) longer = true
      state = opened()
      curtain.lift()
      wait(idleMs())
    },
    dialling() {
      if (state.at === 'open') state = { ...state, dialler: 'asked' }
    },
    hold: (mostMs) =>
      until(
        () => void holds++,
        () => void holds--,
        mostMs,
      ),
    showTicket: () =>
      until(
        () => void tickets++,
        () => void tickets--,
      ),
  }
}
