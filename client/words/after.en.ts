/** What is asked once the report is on its way, each only if the person likes, in English. */
export const words = {
  'after.title': 'If you like, tell more',
  'after.why': 'Each thing goes to the office by itself. Keep this page open.',
  'after.stop': 'You may stop here.',
  'after.hand-over': 'Hand this over',
  'after.added': 'Added:',
  'after.reach': 'How to reach the person',
  'after.words': 'More in my own words',
  'after.issues': 'What it is about',
  'after.whom': 'Who I am in this',
  'after.age': 'The age of the person',
  'after.district': 'Which district',
  'after.answer': 'How to answer me',
  'after.wishes': 'How to speak with me',
  'after.agree': 'What I agree to',

  'issues.title': 'What is it about?',
  'issues.why': 'So that the right person reads it. Choose as many as you like.',
  'issues.more': 'Something else',
  'issues.other': 'Other',

  'role.title': 'Who are you in this?',
  'role.why': 'So that they know whom they speak with.',
  'role.self': 'It is about me',
  'role.guardian': 'Parent or guardian',
  'role.witness': 'I saw or heard it',
  'role.teacher_or_worker': 'Teacher, worker, volunteer',
  'role.friend_or_relative': 'Friend or relative',

  'knows.title': 'Does the person know that you tell?',
  'knows.why':
    'We ask them not to contact the person first. The law may still make them act. The decision is the person’s.',
  'knows.yes': 'Yes',
  'knows.no': 'No',
  'knows.cannot_say': 'I cannot say',
  'reach.title': 'How can they be reached unnoticed?',
  'reach.why': 'Nobody they live with should notice. You may leave it out.',
  'reach.label': 'Where, when, and how',

  'age.title': 'How old is the person?',
  'age.why': 'Some help is only for some ages.',
  'age.child_0_9': 'A child, 0–9',
  'age.adolescent_10_19': 'A young person, 10–19',
  'age.adult_20_59': 'An adult, 20–59',
  'age.older_60_plus': '60 or older',

  'district.title': 'Which district?',
  'district.why': 'So that help is not far away. You need not say.',

  'wishes.title': 'How would you like to be spoken with?',
  'wishes.why': 'So that it is easier for you. Not every office can do it.',
  'wishes.woman': 'By a woman',
  'wishes.man': 'By a man',
  'wishes.anyone': 'By anyone',
  'wishes.by_voice': 'By voice',
  'wishes.in_writing': 'In writing',
  'wishes.interpreter': 'With an interpreter',
  'wishes.sign_language': 'In sign language',
  'wishes.language': 'In which language?',
  'wishes.language.why': 'It may be another than on this page.',
  'wishes.language.other': 'Another language',
} as const

/** One language. */
export type AfterWords = Readonly<Record<keyof typeof words, string>>
