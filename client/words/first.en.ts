/**
 * What is said before any part of the reporter's app is opened, in English: it stands in the way of the first paint, so
 * nothing is here that can come later.
 */
export const words = {
  language: 'Language',
  draft: 'Draft, not checked by a native speaker.',
  exit: 'Leave',
  'exit.label': 'Leave this page now',
  cover: 'Tap to go on',
  'cover.close': 'Close',
  demo: 'Demonstration: no real office reads here',
  back: 'Back',
  home: 'To the start',
  again: 'Try again',
  loading: 'One moment',

  'home.title': 'How can we help you?',
  'home.help': 'Get help now',
  'home.help.more': 'Phone numbers',
  'home.tell': 'Tell us',
  'home.tell.more': 'Only the office you choose can open it',
  'home.services': 'Find a service',
  'home.services.more': 'Who can help in your area',
  'home.rights': 'Know your rights',
  'home.rights.more': 'Short answers, also without a network',
  'home.ticket': 'My ticket',
  'home.ticket.more': 'Read the answer',
  'home.use': 'How to use this, and what it cannot do',

  'help.title': 'Get help now',
  'help.trace': "A call stays in this phone's call list.",
  'hotline.police': 'Police, in danger',
  'hotline.ambulance': 'Ambulance, hurt or ill',
  'hotline.social': 'Social help, day and night',
  'hotline.mind': 'Someone to talk to, day and night. It may take a while.',
  'hotline.child': 'Childline, day and night, free',
  'hotline.pregnancy': 'Pregnancy you were not ready for, and HIV.',
  'hotline.hours': 'From {from} to {to}. Hours may change.',
  'hotline.closed': 'Perhaps closed now: from {from} to {to}. Hours may change.',

  'trouble.part-missing': 'A part of this page is not on this phone. Open it with a network once.',
  'trouble.call': 'You can call now',
} as const

/** One language. */
export type FirstWords = Readonly<Record<keyof typeof words, string>>
