/**
 * What is said to a child in the place of the sentence after `child.`, in English: at most eight words in a sentence. Never
 * that somebody at home has to be told: only an adult whom the child trusts.
 */
export const words = {
  'child.danger.first.title': 'Can you get out, or call?',
  'child.danger.first.later': 'Writing here calls nobody. Reading it can take days.',
  'child.reading.perhaps': 'Writing here calls nobody. Perhaps nobody reads it before {day}, {time}.',
  'child.reading.perhaps.today': 'Writing here calls nobody. Perhaps nobody reads it before {time} today.',
  'child.help.trace': 'This phone remembers whom you call.',
  'child.area.why': 'People there can open it. Another area is fine.',
  'child.who.reads': 'Only people at this office can open it: {agency}',
  'child.who.must': 'They must tell officials if someone hurts you.',
  'child.who.must.home': 'They must tell officials about violence at home.',
  'child.who.must.unknown': 'They may have to tell others about it.',
  'child.who.more': 'When they read it, and more',
  'child.who.text': 'They may tell other workers, to help you.',
  'child.who.ask': 'Are you afraid of someone there?',
  'child.who.second.text': 'Other people work here. The first office gets nothing.',
  'child.who.not-show': 'Who must not see it?',
  'child.who.not-show.why': 'We ask the office to keep it secret. We cannot make sure of it.',
  'child.law.title': 'By law they must tell an official if:',
  'child.law.child_at_risk': 'someone hurts a child under {age}',
  'child.law.domestic_violence': 'someone is hurt at home',
  'child.words.memory': 'If this page closes, your words are gone. Nothing is handed over then.',
  'child.answer.why': 'So that the answer is safe for you.',
  'child.answer.trusted_person': 'Through an adult I trust',
  'child.answer.say': 'What to say if someone else answers',
  'child.answer.trusted': 'They will know that you asked for help.',
  'child.silence.why': 'Nobody has to guess then. You can change it later.',
  'child.silence.ask_trusted_person': 'Ask the adult I trust',
  'child.review.consent': 'Then this office may use it to help.',
  'child.review.when': 'It may take days until someone reads. In danger, do not wait: call.',
  'child.review.overseer': '{overseer} sees only the office and the day.',
  'child.ticket.only': 'It is shown only now. It opens the answer, on any phone.',
  'child.keep.how.person': 'With an adult you trust',
  'child.after.age.own': 'How old I am',
  'child.age.own': 'How old are you?',
} as const

/** One language. */
export type ChildWords = Readonly<Record<keyof typeof words, string>>
