/** What an overseer's desk says, in English. */
export const overseer = {
  'nav.slips': 'Watch slips',
  'slips.title': 'Watch slips',
  'slips.text':
    'What came to which agency, and by when the first contact is promised. No content: overseers open no case.',
  'slips.case': 'Case',
  'slips.agency': 'Agency',
  'slips.day': 'Came on',
  'slips.promised': 'First contact promised by',
  'slips.late': 'The day has passed',
  'slips.none': 'No watch slip has come yet.',
  'nav.feedback': 'Feedback',
  'feedback.title': 'What people say of the agencies',
  'feedback.text':
    'People chose to write this to you. It does not say which case it is about: do not try to find out who wrote it, and tell the agency nothing that shows it.',
  'feedback.agency': 'Agency',
  'feedback.day': 'Came on',
  'feedback.words': 'Own words',
  'feedback.words.some': 'yes',
  'feedback.words.none': 'none',
  'feedback.none': 'No feedback has come yet. When some comes, it appears here by itself.',
  'feedback.about': 'About {agency}',
  'feedback.answers': 'Their answers',
  'feedback.answers.none': 'They answered none of the questions.',
  'feedback.words.title': 'In their own words',
  'feedback.words.care':
    'These words were written to you. The agency reads them only where the person agreed to that; quote nothing that could show who wrote it.',
} as const

export type OverseerKey = keyof typeof overseer
