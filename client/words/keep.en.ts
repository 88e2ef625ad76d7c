/** What is said while the ticket code is shown, and how it may be kept, in English. */
export const words = {
  'ticket.title': 'Your ticket code',
  'ticket.only': 'It is shown only now. With it you read the answer, on any phone.',
  'ticket.picture': 'A screenshot lies in your pictures. It may be copied online.',
  'ticket.again': 'Look again from {date}',
  'ticket.finished': 'I am finished (it is not shown again)',

  'keep.phone-back': 'Do not use the phone’s back button. This code would be gone.',
  'keep.until': 'The code works until {date}, or longer: {days} days after the last letter.',
  'keep.wrote': 'I wrote it down',
  'keep.cannot': 'I cannot keep it',
  'keep.how': 'How to keep it',
  'keep.how.paper': 'On paper, without any words',
  'keep.how.person': 'With a person you trust',
  'keep.how.halves': 'Half in one place, half in another',
  'keep.how.none': 'Not at all',
  'keep.nowhere': 'This page puts it nowhere: not into pictures, contacts, files or messages.',
  'keep.again': 'Show the code again',

  'keep.compare.title': 'Type any two groups',
  'keep.compare.why': 'So that a slip is found now. You may leave it out.',
  'keep.compare.label': 'Two groups of five digits, in any order',
  'keep.compare.look': 'Compare',
  'keep.compare.right': 'Both are right.',
  'keep.compare.wrong': 'One group is not in your code. Look again.',
  'keep.compare.count': 'Two groups have 10 digits. This has {count}.',
  'keep.compare.digits': 'A code has only digits.',

  'keep.cannot.title': 'You need not keep it',
  'keep.stands': 'What you said about answering stands. So does what you told.',
  'keep.stands.not': 'They cannot answer you then. What you told stays as it is.',
  'keep.tell.again': 'You can tell again at any time.',
} as const

/** One language. */
export type KeepWords = Readonly<Record<keyof typeof words, string>>
