/** The desk on one computer, in English: unlocking and locking. */

export const here = {
  'pick.title': 'Whose desk?',
  'unlock.title': 'Unlock your desk',
  'unlock.passphrase': 'Passphrase',
  'unlock.open': 'Unlock',
  'unlock.opening': 'Unlocking. This takes a moment.',
  'unlock.failed': 'That did not open the desk.',
  'unlock.forgotten':
    'Nobody can look up or reset a passphrase. Without it, ask an administrator for a new invitation: your colleagues keep the cases.',
  'unlock.others': 'Other desks on this computer',
  'unlock.hint':
    'Look at the language of the keyboard and at Caps Lock, show what you type, and check that the desk is yours. You may try as often as you like; nothing is lost by it.',
  'unlock.unusable': 'This desk holds no key of its agency. Ask for a new invitation.',

  lock: 'Lock',
  'lock.label': 'Lock this desk now (Ctrl, Alt and L)',
  'lock.switch': 'Switch',
  'lock.switch.label': 'Switch: lock this desk, for a colleague to open theirs',
  'lock.soon': 'Nobody has touched this desk for a while: it locks in half a minute. Touch any key to go on.',
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
} as const

export type HereKey = keyof typeof here
export type HereWords = Readonly<Record<HereKey, string>>
