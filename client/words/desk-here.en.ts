/** The desk on one computer, in English: unlocking, locking, whether it is kept, taking it away. */

export const here = {
  'pick.title': 'Whose desk?',
  'unlock.title': 'Unlock your desk',
  'unlock.passphrase': 'Passphrase',
  'unlock.open': 'Unlock',
  'unlock.opening': 'Unlocking. This takes a moment.',
  'unlock.failed': 'That did not open the desk.',
  'unlock.forgotten':
    'Nobody can look up or reset a passphrase. Without it the recovery kit of this desk opens it; without both, ask an administrator for a new invitation: your colleagues keep the cases.',
  'unlock.others': 'Other desks on this computer',
  'unlock.hint':
    'Look at the language of the keyboard and at Caps Lock, show what you type, and check that the desk is yours. You may try as often as you like; nothing is lost by it.',
  'unlock.unusable': 'This desk holds no key of its agency. Ask for a new invitation.',

  lock: 'Lock',
  'lock.label': 'Lock this desk now (Ctrl, Alt and L)',
  'lock.switch': 'Switch',
  'lock.switch.label': 'Switch: lock this desk, for a colleague to open theirs',
  'lock.soon':
    'Nobody has touched this desk for a while: it locks in half a minute. Press a key or move the mouse to go on.',
  'lock.drafts': 'Words that you have not handed over yet cannot be kept here, and will be lost.',
  'lock.anyway': 'Lock anyway',
  locking: 'Locking. What you wrote is handed over first.',
  'locked.idle': 'Locked, because nobody touched this desk for five minutes.',
  'locked.hidden': 'Locked, because this desk was out of sight for a minute.',
  'locked.away': 'Locked, because this computer slept.',
  'locked.left': 'Locked, because this page was left.',
  'locked.elsewhere': 'Locked, because it was locked in another tab.',
  'locked.died': 'The desk stopped by itself and is locked. Nothing that was sealed is lost.',
  'locked.kept': 'What you were writing is kept.',
  'locked.lost': 'What you were writing could not be kept here and is lost: this computer has no room.',
  'drafts.unsafe':
    'What you are writing cannot be kept on this computer now: hand it over before you leave, and make room on it.',
  'worker.none':
    'This browser cannot keep the keys of a desk apart from its pages, so no desk opens here. Use a newer browser, or load the page again when there is a network.',

  'proof.title': 'This desk takes in no new mail yet',
  'proof.how':
    'It has to see first that this computer keeps it over a night. Close the browser in the evening, all of its windows, and open this page again tomorrow: if your desk is still here, it takes in by itself. Until then it reads and answers what colleagues have taken in.',
  'proof.own': 'This is my own computer: take in now',
  'proof.own.care':
    'On a shared computer everything kept here may be wiped when somebody logs out. Say yes only if nobody else uses this computer, or this account on it, and files that you leave here in the evening are there in the morning.',
  'proof.own.yes': 'Yes, take in now',

  'lost.title': 'There was a desk in this browser, and its storage is gone',
  'lost.cases':
    'This computer or this browser has thrown away what the desk kept here, its keys too. Your colleagues’ desks still have the cases; if yours was the only desk of your agency, only its recovery kit brings them back.',
  'lost.link': 'Ask an administrator of your agency for a new link, or use your recovery kit.',
  'lost.remove': 'Ask them to remove the device that was here: it cannot come back.',
  'lost.where':
    'A new desk here may go the same way. Use an account or a browser profile of your own, and no setting or program that clears the browser.',
  'lost.settled': 'I have understood',
  'lost.enrol': 'Make a new desk here all the same',

  'computer.title': 'This computer',
  'computer.unproven': 'It has not shown yet that it keeps a desk: this desk takes in no new mail',
  'computer.survived': 'It keeps this desk: seen on {date}',
  'computer.trusted': 'Somebody said on {date} that it is their own: this desk takes in',
  'computer.promised': 'The browser has promised to keep the desk when it wants room',
  'computer.not-promised': 'The browser has not promised to keep the desk when it wants room',
  'computer.ask': 'Ask the browser to promise it',
  'computer.remove': 'Take my desk away from this computer',
  'computer.remove.lost':
    'Its keys, its copy of the log and what you are writing are erased from this browser, and cannot come back. Your colleagues keep the cases. To work here again you need a new invitation; ask an administrator to remove the device.',
  'computer.remove.last':
    'Your agency has no other device. Without this one, and without its recovery kit, all its mail is lost for ever.',
  'computer.remove.waiting':
    'What you wrote and the relay does not have yet ({count}) is lost with this desk. Better look for news first.',
  'computer.remove.do': 'Take it away',
  'computer.remove.anyway': 'Take it away all the same',
} as const

export type HereKey = keyof typeof here
export type HereWords = Readonly<Record<HereKey, string>>
