/** What the desk says about recovery kits, in English: the list of keys that the other languages must have. */
export const kit = {
  'kit.title': 'Recovery kit',
  'kit.none':
    'None yet. If this computer breaks, its browser is emptied or the passphrase is forgotten, a kit is the way back.',
  'kit.nag':
    'This desk has no recovery kit. If this computer breaks, only another administrator can let you in again; without one, nobody can.',
  'kit.nag.go': 'Make a recovery kit',
  'kit.waiting': 'Made on {date}. Its copy goes to the relay as soon as it answers.',
  'kit.kept':
    'Made on {date}. On any computer it makes a desk in the place of this one, with all cases; here it opens this desk without the passphrase.',
  'kit.vault-only':
    'Made on {date}. It opens this desk on this computer without the passphrase. If the computer is gone, ask an administrator for an invitation.',
  'kit.make': 'Make a recovery kit',
  'kit.anew': 'Make another kit',
  'kit.anew.why': 'If the paper is lost, or somebody may have seen it: the old words then open nothing any more.',
  'kit.before':
    'Have pen and paper ready, and let nobody look on. Twelve words are shown once; two of them are asked back.',
  'kit.show': 'Show the words',
  'kit.write':
    'Write these twelve words by hand, in this order. Do not photograph, print or save them. Keep the paper locked and apart from this computer: whoever has it can open everything that the team has.',
  'kit.write.own':
    'Write these twelve words by hand, in this order. Do not photograph, print or save them. Keep the paper locked and apart from this computer: whoever has both can open everything that this desk can.',
  'kit.written': 'I have written them down',
  'kit.ask': 'Read from your paper. The first four letters are enough.',
  'kit.ask.word': 'Word {number}',
  'kit.ask.done': 'Keep this kit',
  'kit.wrong': 'Word {number} is another one. Compare your paper with the words.',
  'kit.back': 'Show the words again',
  'kit.done': 'The kit is made. The words are not shown again.',

  'kit.type': 'The twelve words',
  'kit.type.how':
    'English words, in their order. The first four letters of each are enough; capital letters do not matter.',
  'kit.type.keyboard': 'The keyboard writes letters of another language. Switch it to English letters.',
  'kit.type.word': 'Word {number}, “{typed}”, is no word of a kit. Look at the paper again.',
  'kit.type.count': 'A kit has twelve words. This has {count}.',
  'kit.type.check':
    'Each is a word of a kit, but not together. One is another word, or two have changed places. Look at the paper again.',
  'kit.type.go': 'Go on',
  'kit.type.looking': 'One moment',

  'welcome.kit': 'I have a recovery kit',
  'welcome.kit.why': 'For an administrator’s desk whose computer or browser is gone.',

  'unlock.kit': 'Passphrase forgotten: use the recovery kit',
  'unlock.recover': 'Make another desk here from a recovery kit',
  'unlock.kit.title': 'Open this desk with its recovery kit',
  'unlock.kit.failed': 'These words are not the kit of this desk.',
  'unlock.kit.new': 'The kit opens this desk. Choose a new passphrase; the forgotten one then opens it no more.',
  'unlock.kit.open': 'Open with this passphrase',

  'recover.title': 'Make a desk from a recovery kit',
  'recover.text':
    'The new desk takes the place of the lost one: that one is removed, and the agency gets new keys. Use it only if the old computer or its browser is gone.',
  'recover.no-copy':
    'These words open nothing here. They may be of a desk without the agency’s signing key, a newer kit may have taken their place, or their device was removed. An administrator of your agency can send an invitation link.',
  'recover.removed':
    'The device of this kit has been removed from its agency. Only an administrator’s invitation link leads back.',
  'recover.forged':
    'What the relay gave was not made with this kit. Do not go on; tell your colleagues and whoever runs the relay.',
  'recover.offline': 'No answer from the relay. Try again when there is a network.',
  'recover.absent': 'The relay does not know the agency of this kit. Check the address of this page.',
  'recover.refused': 'The relay refused what this page asked. Check the date of this computer, then try again.',
  'recover.found': 'This kit is of the desk “{label}” of {agency}.',
  'recover.found.unlisted':
    'This kit is of the desk “{label}” of an agency that no directory lists under this key. Compare the fingerprint with care.',
  'recover.compare':
    'Fingerprint of the agency. Compare it by telephone with a colleague, or with whoever signs the directory:',
  'recover.day': 'The copy is of {date}.',
  'recover.others': 'Members now, beside the lost desk',
  'recover.others.check':
    'If somebody is listed here who has left, stop: somebody may be showing you an old state. Ask whoever runs the relay.',
  'recover.others.none':
    'The lost desk was the only one. What had not been taken in there can be read by nobody any more; tickets tell people to tell again.',
  'recover.agree': 'It is right: go on',
} as const

export type KitKey = keyof typeof kit
export type KitWords = Readonly<Record<KitKey, string>>
