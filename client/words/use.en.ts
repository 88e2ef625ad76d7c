/** How to use the app, in six pictures, in English. */
export const words = {
  'use.title': 'How to use this',
  'use.alone': 'Open it when nobody watches. “Leave” hides the screen; the history stays.',
  'use.tap': 'Tap what you need. You need not write anything.',
  'use.office': 'Choose an office. Only people there can open your letter.',
  'use.code': 'Write the code on paper. It opens the answer.',
  'use.again': 'Look again from the day that is shown. Type the code.',
  'use.danger': 'In danger, do not wait for an answer. Call.',
} as const

/** One language. */
export type UseWords = Readonly<Record<keyof typeof words, string>>
