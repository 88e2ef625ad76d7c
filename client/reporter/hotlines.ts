/** The numbers as the screens show them: what each is for, in words. Digits, hours and order: client/library. */
import { DIGITS, type HotlineId, type Hours, hoursOf, orderHotlines } from '../library/hotlines.ts'
import type { FirstWords } from '../words/first.en.ts'

export interface Hotline {
  readonly number: string
  readonly about: keyof FirstWords
  /** Undefined: at any hour, as far as we know. */
  readonly hours: Hours | undefined
}

const ABOUT: Readonly<Record<HotlineId, keyof FirstWords>> = {
  'tel-191': 'hotline.police',
  'tel-1669': 'hotline.ambulance',
  'tel-1300': 'hotline.social',
  'tel-1323': 'hotline.mind',
  'tel-1387': 'hotline.child',
  'tel-1663': 'hotline.pregnancy',
}

const hotlineOf = (id: HotlineId): Hotline => ({ number: DIGITS[id], about: ABOUT[id], hours: hoursOf(id) })

/** All of them at this minute of the day in Thailand, those for what happened in front. */
export const hotlinesAt = (minute: number, first: readonly HotlineId[] = []): readonly Hotline[] =>
  orderHotlines(first, minute).map(hotlineOf)

export const ALL_HOTLINES: readonly Hotline[] = orderHotlines([], 12 * 60).map(hotlineOf)

/** Before one writes in danger: whoever can come, and somebody to speak with who knows the offices. */
export const CALL_FIRST_HOTLINES: readonly Hotline[] = ALL_HOTLINES.slice(0, 3)

/** When seconds count. */
export const DANGER_HOTLINES: readonly Hotline[] = ALL_HOTLINES.slice(0, 2)

const CHILDLINE = hotlineOf('tel-1387')

/** Before anything is asked of a child. */
export const CHILD_HOTLINES: readonly Hotline[] = [CHILDLINE]

/** For a child: who listens to children comes first, and is never missing. */
export const forChild = (hotlines: readonly Hotline[]): readonly Hotline[] => [
  CHILDLINE,
  ...hotlines.filter(({ number }) => number !== CHILDLINE.number),
]

/** Where a search finds nothing: whoever searches for what nobody names may need to talk, or a way out of a pregnancy. */
export const NOTHING_FOUND_HOTLINES: readonly Hotline[] = orderHotlines(['tel-1323', 'tel-1663', 'tel-1300'], 12 * 60)
  .slice(0, 3)
  .map(hotlineOf)

/** Beside trouble with this page. */
export const FEW_HOTLINES: readonly Hotline[] = ALL_HOTLINES.slice(0, 3)

/** Somebody who knows the offices, at any hour. */
export const SOCIAL_HOTLINES: readonly Hotline[] = ALL_HOTLINES.filter(({ about }) => about === 'hotline.social')
