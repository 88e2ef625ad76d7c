/**
 * When an office reads, in a sentence. Every promise of time that a screen makes comes from here: filled from the area's
 * pack, by the clock in Thailand, with the calendar of the language.
 */
import type { Day } from '../../shared/day.ts'
import { type NextReading, localTime, neverAtNight, nextReading } from '../library/areas/hours.ts'
import type { ReadingHours } from '../library/areas/week.ts'
import { clock } from '../library/hotlines.ts'
import type { Speech } from './speech.ts'

/** A child before the law: Child Protection Act 2003, fact `child-act` (grade A). */
export const CHILD_UNDER = 18

/** Of one office: the next reading, and that it is not read at night where it never is. Null: nobody has told us. */
export function whenTheyRead(speech: Speech, hours: ReadingHours | null): string {
  const next = hours === null ? ({ kind: 'unknown' } as const) : nextReading(hours, speech.now())
  const sentence = readingSentence(speech, next)
  const isNight = hours !== null && next.kind !== 'unknown' && neverAtNight(hours)
  return isNight ? `${sentence} ${speech.say('reading.night')}` : sentence
}

/** "They read again on Monday, 30 November at 08:30". */
export function readingSentence(speech: Speech, next: NextReading): string {
  switch (next.kind) {
    case 'now':
      return speech.say('reading.now')
    case 'unknown':
      return speech.say('reading.unknown')
    case 'later':
      return speech.say(isToday(speech, next.day) ? 'reading.today' : 'reading.later', timeOf(speech, next))
  }
}

/** "Perhaps nobody reads it before Monday, ...": for whoever does not know yet which office it will be. */
export function latestSentence(speech: Speech, latest: NextReading): string | null {
  if (latest.kind !== 'later') return null
  const key = isToday(speech, latest.day) ? 'reading.perhaps.today' : 'reading.perhaps'
  return speech.say(key, timeOf(speech, latest))
}

/** "Opens on Monday, 30 November at 08:30", of a service that is not open now. */
export function openingSentence(speech: Speech, next: NextReading): string {
  if (next.kind !== 'later') return speech.say('find.hours.unknown')
  return speech.say(isToday(speech, next.day) ? 'find.opens.today' : 'find.opens', timeOf(speech, next))
}

const isToday = ({ now }: Speech, day: Day): boolean => localTime(now()).day === day

function timeOf({ weekday }: Speech, { day, minutesOfDay }: Extract<NextReading, { kind: 'later' }>) {
  return { day: weekday(day), time: clock(minutesOfDay) }
}
