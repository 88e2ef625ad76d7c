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

/** When seconds count. */
export const DANGER_HOTLINES: readonly Hotline[] = ALL_HOTLINES.slice(0, 2)

/** For a child: who listens to children comes first. */
export const CHILD_HOTLINES: readonly Hotline[] = orderHotlines(['tel-1387'], 12 * 60)
  .slice(0, 3)
  .map(hotlineOf)

/** Beside trouble with this page. */
export const FEW_HOTLINES: readonly Hotline[] = ALL_HOTLINES.slice(0, 3)

/** Somebody who knows the offices, at any hour. */
export const SOCIAL_HOTLINES: readonly Hotline[] = ALL_HOTLINES.filter(({ about }) => about === 'hotline.social')
