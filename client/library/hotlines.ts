/**
 * The numbers that are shown before anything else of the library is here: digits, hours, and their order at this hour.
 * Small, because it stands in the way of the first paint; what is known of each, with grade and source, is in facts.ts.
 */

/** To dial. The only place for these digits; index.html repeats three of them for browsers without scripts. */
export const DIGITS = {
  'tel-191': '191',
  'tel-1669': '1669',
  'tel-1300': '1300',
  'tel-1323': '1323',
  'tel-1387': '1387',
  'tel-1663': '1663',
} as const
export type HotlineId = keyof typeof DIGITS

/** Every day, in minutes of the day in Thailand. */
export interface Hours {
  readonly fromMinute: number
  readonly toMinute: number
}

/** Of those that do not answer day and night, as far as we know. */
const HOURS: Partial<Readonly<Record<HotlineId, Hours>>> = { 'tel-1663': { fromMinute: 9 * 60, toMinute: 21 * 60 } }

export const hoursOf = (id: HotlineId): Hours | undefined => HOURS[id]

const THAILAND_AHEAD_MINUTES = 7 * 60
const DAY_MINUTES = 24 * 60

/** Minute of the day in Thailand, where clocks are never moved: UTC+7. */
export function thaiMinuteOf(timeMs: number): number {
  return (Math.floor(timeMs / 60_000) + THAILAND_AHEAD_MINUTES) % DAY_MINUTES
}

/** `08:30`, as clocks on phones in Thailand show it. */
export function clock(minutesOfDay: number): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`
}

export const isOpen = (hours: Hours | undefined, minute: number): boolean =>
  hours === undefined || (minute >= hours.fromMinute && minute < hours.toMinute)

const ORDER: readonly HotlineId[] = ['tel-191', 'tel-1669', 'tel-1300', 'tel-1323', 'tel-1387', 'tel-1663']

/** All of them: `first` in front, and who does not answer at this minute of the day behind everybody who does. */
export function orderHotlines(first: readonly HotlineId[], minute: number): readonly HotlineId[] {
  const all = [...new Set([...first, ...ORDER])]
  const open = (id: HotlineId): boolean => isOpen(HOURS[id], minute)
  return [...all.filter(open), ...all.filter((id) => !open(id))]
}
