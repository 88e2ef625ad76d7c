/** What is said where this page was opened inside of another app, in English. */
export const words = {
  'inside.title': 'Better in your own browser',
  'inside.knows': '{app} can know that you are here. It could read what you type.',
  'inside.stays': 'The chat, and the link that you tapped, stay there.',
  'inside.code': 'Your ticket code opens everything. Type it in your own browser.',
  'inside.how': 'Tap the dots or the arrow of {app}. Then choose: open in browser.',
  'inside.open': 'Open in my own browser',
  'inside.go-on': 'Continue here',
} as const

/** One language. */
export type InsideWords = Readonly<Record<keyof typeof words, string>>
