/** What is said where one reads about rights and help, in English. The cards bring their own texts. */
export const words = {
  'rights.title': 'Know your rights',
  'rights.private': 'This page tells nobody what you read.',
  'rights.search': 'Search',
  'rights.found': 'Found: {count}',
  'rights.nothing': 'Nothing found. Try another word, or call {number}.',
  'rights.results': 'What was found',
  'rights.about': 'What is it about?',
  'rights.who': 'Who is it for?',
  'rights.more': 'More',
  'rights.few': 'We do not know enough about this yet. Call {number}.',
  'rights.few.young': 'What holds for all young people',
  'rights.call': 'You can call',
  'rights.tell': 'Tell us what happened',

  'about.pregnancy': 'Pregnancy I was not ready for',
  'about.sexual_violence': 'Sexual harm or unwanted touching',
  'about.family_violence': 'Violence at home',
  'about.child_at_risk': 'A child who may not be safe',
  'about.welfare_rights': 'Welfare and rights',
  'about.mental_health': 'How I feel',
  'about.srh_service': 'Sexual and reproductive health',
  'about.discrimination': 'Treated unfairly',
  'about.online_abuse': 'Threats or pictures online',
  'about.community_violence': 'Violence in the community',
  'about.elder_care': 'Care for an older person',
  'about.disability': 'Support with a disability',
  'about.trafficking': 'Forced work or trafficking',
  'about.homeless': 'No place to live',
  'about.drugs': 'Drugs',

  'stage.child_0_9': 'A child',
  'stage.adolescent_10_19': 'A young person, 10–19',
  'stage.adult_20_59': 'An adult',
  'stage.older_60_plus': 'An older person',

  'group.teen_parent': 'Teenage parent',
  'group.disability': 'Woman with a disability',
  'group.ethnic_minority': 'Young, of an ethnic group',
  'group.southern_border_youth': 'Young, southern border provinces',
  'group.gender_diverse': 'LGBTIQ+',
  'group.older_person': 'Older woman',

  'card.step': 'Step {n} of {all}',
  'card.ask': 'This may have changed. {number}, or the place itself, can tell.',
  'card.due': 'This was to be checked again by {month}. Call {number} to confirm.',
  'card.next': 'Next step',
  'card.where': 'From',
  'card.checked': 'Checked in {month}',
  'card.grade.A': 'Well founded',
  'card.grade.B': 'Call to make sure before you rely on it',
  'card.draft': 'The words are a draft. People of the field have not checked them yet.',

  'aloud.read': 'Read aloud',
  'aloud.stop': 'Stop reading',
  'aloud.ask': 'This will be heard. Is nobody listening?',
  'aloud.yes': 'Read it now',
  'aloud.no': 'Do not read',
} as const

export type RightsKey = keyof typeof words
/** One language. */
export type RightsWords = Readonly<Record<RightsKey, string>>
