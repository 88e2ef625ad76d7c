/**
 * What an office tells a reporter, in English: shown by the reporter's app, and by the desk before it is sealed.
 */
export const words = {
  'status.received': 'It has arrived',
  'status.acknowledged': 'A person has read it',
  'status.assessing': 'They are finding out what you need',
  'status.planned': 'The office has made a plan. You may say no to any of it.',
  'status.in_service': 'Help is under way',
  'status.referred': 'Another agency helps too. You can ask which one, and say no.',
  'status.transferred': 'Another agency has taken over. You can ask which one, and say no.',
  'status.closed': 'The agency has closed it. You can still write with this code, or call.',
  'status.not_for_us': 'Not here; these can help',
  'status.reopened': 'Open again',
  'status.duplicate': 'Joined with your earlier report',
  'talk.promised': 'Next step by {date}',
} as const

/** One language. */
export type ToldWords = Readonly<Record<keyof typeof words, string>>
