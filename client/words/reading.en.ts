/** When an office reads, and what it must pass on, in English. Every time is filled in from the pack of the area. */
export const words = {
  'reading.now': 'They are at work at this hour. It can still take a while.',
  'reading.later': 'Their next reading time: {day}, {time}',
  'reading.today': 'Their next reading time: today, {time}',
  'reading.unknown': 'Nobody can say when they read it.',
  'reading.night': 'It is not read at night.',
  'reading.perhaps': 'What you write here calls nobody. Perhaps nobody reads it before {day}, {time}.',
  'reading.perhaps.today': 'What you write here calls nobody. Perhaps nobody reads it before {time} today.',

  'law.title': 'By law this office must tell an official:',
  'law.child_at_risk': 'that a child under {age} may be harmed',
  'law.domestic_violence': 'that someone is hurt in a family',
  'law.unnamed': 'You need give no name or address yet.',
  'law.unknown': 'By law they may have to tell others. We do not know what.',
} as const

/** One language. */
export type ReadingWords = Readonly<Record<keyof typeof words, string>>
