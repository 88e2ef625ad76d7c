/** A voice that was recorded and is not sealed yet: in memory, and nowhere else. */
import type { CleanVoice } from './clean.ts'

export interface Recorded extends CleanVoice {
  readonly seconds: number
}

/** Minutes and seconds, in the digits that every phone shows. */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
