/** What is said where a person wishes something with their ticket, in English. */
export const words = {
  'my.more.feedback': 'Say how it was for you',
  'my.more.over': 'Say whether it is over',
  'my.more.agree': 'What I agree to',
  'my.more.code': 'Change my code',
  'my.more.withdraw': 'Ask to stop contact',
  'my.more.go-on': 'Go on after all',
  'more.which': 'For which office?',

  'how.title': 'How it was for you',
  'how.safe': 'Did you feel safe with them?',
  'how.respected': 'Did they treat you with respect?',
  'how.helped': 'Did it help you?',
  'how.why': 'So that they learn, and somebody above them knows.',
  'how.yes': 'Yes',
  'how.partly': 'Partly',
  'how.no': 'No',
  'how.to': 'Your answers go to {agency} and to {overseer}.',
  'how.to.agency': 'Your answers go to {agency}. Nobody above it takes letters now.',
  'how.words': 'In your own words, if you like',
  'how.words.who': 'Only {overseer} reads these words.',
  'how.words.both': '{agency} may read them too',

  'over.title': 'Is it really over?',
  'over.why': 'Only you can know that.',
  'over.yes': 'Yes, it is over',
  'over.no': 'No, please go on',
  'over.unsure': 'I am not sure',
  'over.yes.title': 'It is over',
  'over.yes.text': 'The office learns that it is over for you. You can always write again.',
  'over.no.title': 'Please go on',
  'over.no.text': 'The office opens it again.',
  'over.no.label': 'What is missing, if you want to say it',

  'agree.title': 'What you agree to',
  'agree.share_with': 'May they tell other offices what those need to help you?',
  'agree.anonymous_statistics': 'May it be counted, without your words and your name?',
  'agree.why': 'It is off until you say yes. You can change it at any time.',
  'agree.yes': 'Yes',
  'agree.no': 'No',
  'agree.nothing': 'Nothing changes.',

  'code.title': 'Change your code',
  'code.why': 'Good when somebody may have seen it.',
  'code.does': 'You get a new code. The old one ends when the office has this.',
  'code.old': 'What was answered until now can be read with the old code only.',
  'code.make': 'Make a new code',
  'code.making': 'Making it. This can take a minute.',
  'code.done': 'Your new code',
  'code.until': 'Your old code counts until you tap “{button}”.',
  'code.kept': 'Your old code stays',
  'code.kept.text': 'Nothing has changed. The new code opens nothing.',
  'code.untold': 'At an office that could not be told, the old code still counts.',
  'code.empty': 'Nothing is there until the office has this. Then it says so.',
  'code.erase.why':
    'Whoever has the old code can read the old answers for up to {days} days. Erased, you cannot read them either.',
  'code.erase': 'Erase the old answers',
  'code.erased': 'The old answers are erased.',

  'withdraw.title': 'Ask to stop contact',
  'withdraw.does': 'It asks the office to stop contact and sharing. Until someone has read it, they may still call.',
  'withdraw.does.not': 'It erases nothing by itself. It does not drop a police complaint.',
  'withdraw.staff':
    'People there decide about erasing, not before {days} days. Until then you can take it back with this code.',
  'withdraw.again': 'You can tell again whenever you like.',
  'withdraw.send': 'Ask to stop contact',
  'withdraw.sent': 'Your request to stop contact',

  'go-on.title': 'Go on after all',
  'go-on.text': 'It asks the office to go on. A person there reads it and opens it again.',
  'go-on.send': 'Ask them to go on',

  'back.cannot': 'What an office has read, printed or must keep by law cannot be taken back.',
  'back.ask': 'Ask there who looks after personal data. You can also call.',
} as const

/** One language. */
export type WishWords = Readonly<Record<keyof typeof words, string>>
