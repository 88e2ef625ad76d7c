/** What is said when one comes back with a ticket, in English. */
export const words = {
  'my.title': 'My ticket',
  'my.label': 'Ticket code, 25 digits',
  'my.count': '{count} of 25 digits',
  'my.open': 'Look',
  'my.opening': 'Opening. This can take a minute.',
  'my.phone': 'On this phone',
  'my.wrong.length': 'A code has 25 digits. This has {count}.',
  'my.wrong.digits': 'A code has only digits.',
  'my.wrong.version': 'This code does not fit this page. Compare the first digit.',
  'my.wrong.check': 'One digit is not right. Compare it once more.',
  'my.none.what': 'No office has taken it in yet: what that can mean',
  'my.none.yet': 'There is no answer yet. It can take days. You can look again.',
  'my.none': 'Nothing here. If you never saw “handed over”, it may not have arrived: tell us again.',
  'my.none.days':
    'No office has taken it in. If it was handed over more than {days} days ago, it counts as not received: tell us again.',
  'my.none.more':
    'That does not mean that you did anything wrong. You can tell another office too, or call. An answer older than 90 days is no longer here.',
  'my.lost':
    'On {date} {agency} lost the keys to what it had not taken in. If you told it before that day, it has not received it: tell us again.',
  'my.lost.more':
    'On {date} {agency} lost the keys to what it had not taken in. If you wrote to it shortly before that day, write it again.',
  'my.nothing.new': 'Nothing new yet',
  'my.something': 'There is something to read',
  'my.ended': 'It has ended there. You can still write.',
  'my.show': 'Show it',
  'my.close': 'Close',
  'my.write': 'Write more',
  'my.more': 'More that you can do',

  'talk.title': 'What the office says',
  'talk.received': 'It has arrived at {agency}',
  'talk.unknown': 'Something this page cannot show yet. Open the page again later.',
  'talk.gap': 'Something before this is missing.',
  'talk.left.after': 'From somebody who no longer writes for {agency}. Call before you act.',
  'talk.left': 'Whoever wrote this no longer writes for {agency}. If it is new to you, call before you act.',
  'talk.own': 'What you have told is not shown here: this phone cannot open it.',
  'talk.past': 'They promised the next step by {date}. That day is past.',
  'talk.past.how': 'If nothing came, it is not your fault. Write here, call, or tell another office.',
  'talk.past.tell': 'Tell another office',
  'talk.unverified': 'Something here could not be checked, so it is not shown.',

  'more.title': 'Write more',
  'more.why': 'Only the office you choose can open it.',
  'more.area': 'In which area did you tell?',
  'more.area.why': 'This phone does not remember. Choose the area that you chose then.',
  'more.send': 'Seal and hand over',
  'more.choose': 'Which office did you tell?',
  'more.sure': 'Did you tell {agency}?',
  'more.sure.why': 'Everybody who reads there can read what you send now.',
  'more.sure.yes': 'Yes, this office',
  'more.sure.no': 'No, choose again',
  'more.untold': '{agency} cannot be told now.',
  'more.untold.again': 'Try to tell them now',
} as const

/** One language. */
export type TicketWords = Readonly<Record<keyof typeof words, string>>
