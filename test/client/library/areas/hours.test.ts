/** When an office reads, by the calendar of 2026 and 2027: 26 November 2026 is a Thursday. */
import { describe, expect, test } from 'vitest'
import {
  type NextReading,
  hasEmergencyCover,
  latestReading,
  neverAtNight,
  nextReading,
  openNow,
} from '../../../../client/library/areas/hours.ts'
import type { Office } from '../../../../client/library/areas/pack.ts'
import { inThailand, isoDay, officeOf, weekOf } from './office.ts'

const always = weekOf(['00:00-24:00'], ['00:00-24:00'])
const office = officeOf({})
const hospital = officeOf({ reading: always, onHolidays: 'as-usual', emergencyCover: true })
const onCall = officeOf({
  nightCover: weekOf(['00:00-08:30', '16:30-24:00'], ['00:00-24:00']),
  emergencyCover: true,
})
const silent = officeOf({ reading: 'unknown' })
const never = officeOf({ reading: weekOf([]) })

function sayWhen(next: NextReading): string {
  if (next.kind !== 'later') return next.kind
  const [hour, minute] = [Math.floor(next.minutesOfDay / 60), next.minutesOfDay % 60]
  return `${isoDay(next.day)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
const when = ({ hours }: Office, at: string): string => sayWhen(nextReading(hours, inThailand(at)))

describe('the next reading', () => {
  test.each([
    ['in the morning', office, '2026-11-26 09:00', 'now'],
    ['at the minute of opening', office, '2026-11-26 08:30', 'now'],
    ['a minute before it', office, '2026-11-26 08:29', '2026-11-26 08:30'],
    ['after midnight', office, '2026-11-26 00:05', '2026-11-26 08:30'],
    ['over noon', office, '2026-11-26 12:15', '2026-11-26 13:00'],
    ['just before noon, for a letter that nobody begins with any more', office, '2026-11-26 11:45', '2026-11-26 13:00'],
    ['half an hour before closing', office, '2026-11-26 16:00', 'now'],
    ['just before closing', office, '2026-11-26 16:01', '2026-11-27 08:30'],
    ['at the minute of closing', office, '2026-11-26 16:30', '2026-11-27 08:30'],
    ['on Friday evening', office, '2026-11-27 18:00', '2026-11-30 08:30'],
    ['on Sunday', office, '2026-11-29 11:00', '2026-11-30 08:30'],
    ['before a holiday', office, '2026-12-09 17:00', '2026-12-11 08:30'],
    ['on a holiday, at an hour of work', office, '2026-12-10 10:00', '2026-12-11 08:30'],
    ['over the end of the year and its weekend', office, '2026-12-30 16:10', '2027-01-04 08:30'],
    ['over Songkran, from the Friday before', office, '2027-04-09 16:10', '2027-04-16 08:30'],
    ['by day where somebody always reads', hospital, '2026-11-26 09:00', 'now'],
    ['at night there', hospital, '2026-11-26 23:50', 'now'],
    ['on a holiday there', hospital, '2027-04-13 03:00', 'now'],
    ['at night with night cover', onCall, '2026-11-26 23:50', 'now'],
    ['at the change from the day to the night', onCall, '2026-11-26 16:29', 'now'],
    ['on a holiday by day, when only the night is covered', onCall, '2026-12-10 10:00', '2026-12-10 16:30'],
    ['on a holiday in the evening', onCall, '2026-12-10 18:00', 'now'],
    ['without known hours', silent, '2026-11-26 09:00', 'unknown'],
    ['at an office without any hours', never, '2026-11-26 09:00', 'unknown'],
    ['on the last day that the holidays are known for', office, '2027-04-30 09:00', 'now'],
    ['when the next hours lie after it', office, '2027-04-30 16:30', 'unknown'],
    ['after it', office, '2027-05-03 09:00', 'unknown'],
    ['after it, where somebody always reads', hospital, '2027-05-03 09:00', 'unknown'],
  ])('%s', (_, of, at, expected) => expect(when(of, at)).toBe(expected))

  test('goes by the clock in Thailand, wherever the phone thinks it is', () => {
    // half past eight in the morning there is still the day before in UTC minus seven hours
    expect(sayWhen(nextReading(office.hours, Date.parse('2026-11-26T01:29:00Z')))).toBe('2026-11-26 08:30')
    expect(sayWhen(nextReading(office.hours, Date.parse('2026-11-25T17:00:00Z')))).toBe('2026-11-26 08:30')
    expect(sayWhen(nextReading(office.hours, Date.parse('2026-11-25T16:59:00Z')))).toBe('2026-11-26 08:30')
    expect(sayWhen(nextReading(office.hours, Date.parse('2026-11-26T01:30:00Z')))).toBe('now')
  })

  test('is the latest of several for whoever has not chosen yet, and unknown as soon as one is', () => {
    const at = inThailand('2026-11-27 18:00')
    const saturday = officeOf({ reading: weekOf([], ['10:00-15:00']) })
    const of = (...all: Office[]): string => sayWhen(latestReading(all.map(({ hours }) => nextReading(hours, at))))
    expect(of(hospital, office)).toBe('2026-11-30 08:30')
    expect(of(office, saturday)).toBe('2026-11-30 08:30')
    expect(of(saturday, hospital)).toBe('2026-11-28 10:00')
    expect(of(hospital)).toBe('now')
    expect(of(hospital, office, silent)).toBe('unknown')
    expect(of()).toBe('unknown')
  })
})

test('an office is open to the last minute, and not when nobody knows', () => {
  const open = ({ hours }: Office, at: string): boolean => openNow(hours, inThailand(at))
  expect(open(office, '2026-11-26 16:29')).toBe(true)
  expect(open(office, '2026-11-26 16:30')).toBe(false)
  expect(open(office, '2026-11-26 12:30')).toBe(false)
  expect(open(office, '2026-12-10 10:00')).toBe(false)
  expect(open(onCall, '2026-11-29 03:00')).toBe(true)
  expect(open(silent, '2026-11-26 09:00')).toBe(false)
})

test('“not read at night” is said where no night is covered, and nowhere else', () => {
  const all: readonly (readonly [Office, boolean])[] = [
    [office, true],
    [never, true],
    [hospital, false],
    [onCall, false],
    [silent, false],
    [officeOf({ reading: weekOf(['08:30-23:00']) }), false],
    [officeOf({ nightCover: weekOf([], ['00:00-24:00']) }), false],
  ]
  for (const [{ hours }, expected] of all) expect(neverAtNight(hours)).toBe(expected)
})

describe('a letter that says danger now', () => {
  const cover = (of: Office | null, at: string): boolean | null => hasEmergencyCover(of, inThailand(at))
  const byDay = officeOf({ emergencyCover: true })

  test.each([
    ['goes to an office with emergency cover that reads now', byDay, '2026-11-26 10:00', true],
    ['not there outside of its hours', byDay, '2026-11-26 20:00', false],
    ['not there just before it closes', byDay, '2026-11-26 16:20', false],
    ['at night to whoever covers the night', onCall, '2026-11-26 23:00', true],
    ['never to an office without emergency cover', office, '2026-11-26 10:00', false],
    ['not where nobody knows the holidays any more', hospital, '2028-01-03 10:00', false],
  ])('%s', (_, of, at, expected) => expect(cover(of, at)).toBe(expected))

  test('says so where nobody has said anything', () => expect(cover(null, '2026-11-26 10:00')).toBe(null))
})
