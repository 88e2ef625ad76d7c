/** Every sentence of the reporter's app, in English: the list of keys that the other languages must have. */
import { type FirstKey, words as first } from './first.en.ts'
import { type ToldKey, words as told } from './told.en.ts'

const own = {
  next: 'Next',
  skip: 'Skip',

  'limits.title': 'What this cannot protect you from',
  'limits.does':
    'What you write is sealed on this phone. Only the office you choose can open it. Once it is sealed, this phone cannot open it either.',
  'limits.history':
    'This browser remembers that the page was opened. So may other devices that share it. Even with the history cleared, the site stays in the site data. Clearing that removes a letter that waits.',
  'limits.private':
    'A private window leaves less behind. But close it only after you see “handed over”: a letter that waits there is lost.',
  'limits.exit': '"Leave" hides the screen at once. So does pressing Shift three times. It does not clear the history.',
  'limits.cover':
    'Put aside, this page hides itself; one tap brings it back. The list of open apps may still show a picture of it.',
  'limits.watched': 'If someone watches this phone with a program, they see what you see and type.',
  'limits.keyboard': 'The keyboard may learn words that you type.',
  'limits.network':
    'Whoever runs the network sees that this site was opened, and when. Whoever runs this site also sees which office a letter goes to. Neither can read it.',
  'limits.waiting':
    'While a sealed letter waits, anyone with this phone can see under “My ticket” that something waits. An expert can see for which office. Nobody can open it. If room runs out, the browser may throw it away.',
  'limits.staff': 'Those who may read it can tell others.',
  'limits.ticket': 'Whoever has your ticket code reads the answers and can write in your name.',
  'limits.first': 'The first time, you trust that this site sends the right program.',
  'limits.future': 'A computer of the future might forge who signed an answer.',
  'limits.safer': 'A phone that only you use is safer.',

  'danger.title': 'Are you in danger right now?',
  'danger.why': 'So that the fastest help comes first.',
  'danger.yes': 'Yes',
  'danger.no': 'Not now',
  'danger.first.title': 'If you can get out or call, do that first',
  'danger.first.later': 'What you write here calls nobody. It may be days before anyone reads it.',
  'danger.first.silent': 'I cannot speak now',

  'need.title': 'What do you need?',
  'need.why': 'So that they can prepare. This calls nobody yet.',
  'need.more': 'Something else',
  'need.several': 'Several things',
  'need.unknown': "I don't know",
  'need.shelter': 'A safe place to stay',
  'need.health': 'Health care',
  'need.psychosocial': 'Someone to talk to',
  'need.police': 'Police',
  'need.legal': 'Legal help',
  'need.child_protection': 'Child protection',
  'need.livelihood_welfare': 'Welfare and livelihood',
  'need.education': 'Education',
  'need.registration_documents': 'Papers and registration',
  'need.interpretation': 'Interpreter',

  'area.title': 'Which area?',
  'area.why': 'An office there will read it. It may be an area where nobody knows you.',
  'area.other': 'My area is not here',
  'area.none.title': 'No office reads there yet',
  'area.none.text': 'Call one of these numbers, or choose another area.',
  'area.choose': 'Choose another area',

  'who.title': 'Who will read this',
  'who.text':
    'People at this office can open it. Nobody on the way can. They may share it with others to help you: say so if they must not.',
  'who.ask': 'Does someone there know you, or do you fear someone there?',
  'who.no': 'No',
  'who.yes': 'Yes, send it elsewhere',
  'who.unsure': 'Not sure',
  'who.second.title': 'This office can read it instead',
  'who.second.text': 'It is another institution. This app sends nothing to the first one.',
  'who.second.take': 'Send it here',
  'who.second.first': 'Send it to {agency} after all',
  'who.instead': '{agency} cannot take letters now. This office can.',
  'who.closed.title': 'No office of this area can take letters now',
  'who.closed.text': 'Choose another area, or call.',

  'words.title': 'In your own words',
  'words.why': 'Tell as much as you like. You need not prove anything.',
  'words.label': 'What happened, or what you need',
  'words.memory':
    'If this page closes, or you press “Leave” or Back, what you typed is gone. So it is after ten minutes aside. Nothing is handed over.',

  'answer.title': 'How may we answer?',
  'answer.why': 'So that an answer does not put you at risk.',
  'answer.ticket_only': 'Only through my ticket code',
  'answer.safe_phone': 'A safe phone, at safe hours',
  'answer.trusted_person': 'Through a person I trust',
  'answer.no_answer_needed': 'No answer needed',
  'answer.phone': 'Phone number',
  'answer.hours': 'Safe days and hours',
  'answer.say': 'If someone else answers: what to say, and what never to say',
  'answer.who': 'Who it is, and how to reach them',
  'answer.trace': 'Their call stays in the call list of that phone.',
  'answer.trusted': 'This person will learn that you asked for help.',

  'review.title': 'Ready to hand over?',
  'review.to': 'To {agency}',
  'review.consent': 'By handing it over, you let this office use it to help you.',
  'review.when': 'It may be days before someone reads this. If danger comes, do not wait: call.',
  'review.overseer': '{overseer} learns only that something came to this office, and on which day.',
  'review.all': 'See everything that will be handed over',
  'review.need': 'You need',
  'review.area': 'Area',
  'review.danger': 'Danger now',
  'review.words': 'Your words',
  'review.answer': 'Answer',
  'review.language': 'Language of the answer',
  'review.nothing': 'Not said',
  'review.send': 'Seal and hand over',
  'review.sealing': 'Sealing on this phone. This can take a minute.',

  'state.waiting': 'Locked. Waiting on this phone, until {date}',
  'state.waiting.how': 'It goes out when this page is open and there is a network. In a private window: keep it open.',
  'state.waiting.sync': 'You may close this page, but not a private window. To be sure, open it again later.',
  'state.waiting.disk': 'The post office for letters is full. This phone keeps trying.',
  'state.handed': 'Handed over. Not yet read',
  'state.arrived': 'It has arrived at {agency}',
  'state.read': 'A person has read it',
  'state.memory': 'Locked. Waiting in this open page only',
  'state.late':
    'By the date of this phone, {date}, it has waited too long and is not handed over. If that date is wrong, set it right: then it goes out. If it is right, tell us again, or call.',
  'state.late.remove': 'Take it off this phone. It will not go out.',
  'state.broken': 'The browser has lost a letter that waited here. It may not have arrived. Tell us again, or call.',
  'state.thrown':
    'This browser has thrown away what this page kept here. If you never saw “handed over”, it may not have arrived: tell us again, or call.',
  'state.foreign': 'A newer version of this page has left something here. Open the page with a network once.',
  'state.keep.why':
    'If room runs out, this browser may throw it away. You can ask it to keep it. It may then show a window, and remember your answer in the settings of this site.',
  'state.keep.ask': 'Ask this browser to keep it',
  'state.keep.yes': 'This browser keeps it.',
  'state.keep.no': 'This browser does not promise to keep it. Open this page again soon.',
  'state.expired': 'It was not handed over in time and may not have arrived. Tell us again, or call.',
  'state.expired.seen': 'I have read this',

  'ticket.title': 'Your ticket code',
  'ticket.only': 'It is shown only now. With it you read the answer, on any phone.',
  'ticket.keep': 'Write it on paper, without any words. Or give it to a person you trust.',
  'ticket.unsafe':
    'If writing it down is not safe, go on without it. What you told stays as it is. You can tell again at any time.',
  'ticket.picture': 'A screenshot lies in your pictures and may be copied online.',
  'ticket.again': 'Look again from {date}',
  'ticket.finished': 'I am finished',

  'calm.title': 'Thank you for telling',
  'calm.text': 'You may stop here. You can call when it is safe for you.',

  'my.title': 'My ticket',
  'my.label': 'Ticket code, 25 digits',
  'my.count': '{count} of 25 digits',
  'my.open': 'Look',
  'my.opening': 'Opening. This can take a minute.',
  'my.phone': 'On this phone',
  'my.wrong.length': 'A code has 25 digits. Here are {count}.',
  'my.wrong.digits': 'A code has only digits.',
  'my.wrong.version': 'This code does not fit this page. Compare the first digit.',
  'my.wrong.check': 'One digit is not right. Compare it once more.',
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
  'my.show': 'Show it',
  'my.close': 'Close',
  'my.write': 'Write more',
  'my.withdraw': 'Ask to stop contact',

  'talk.title': 'What the office says',
  'talk.received': 'It has arrived at {agency}',
  'talk.unknown': 'Something this page cannot show yet. Open the page again later.',
  'talk.gap': 'Something before this is missing.',
  'talk.unverified': 'Something here could not be checked, so it is not shown.',

  'more.title': 'Write more',
  'more.why': 'Only the office you choose can open it.',
  'more.area': 'In which area did you tell?',
  'more.area.why': 'This phone does not remember. Choose the area that you chose then.',
  'more.send': 'Seal and hand over',
  'more.choose': 'Which office did you tell?',

  'withdraw.title': 'Ask to stop contact',
  'withdraw.does': 'It asks the office to stop contact and sharing. Until someone has read it, they may still call.',
  'withdraw.does.not':
    'It erases nothing by itself. What was read or written down stays with the office. It does not drop a police complaint.',
  'withdraw.again': 'You can tell again whenever you like.',
  'withdraw.send': 'Ask to stop contact',
  'withdraw.sent': 'Your request to stop contact',

  'trouble.keys-expired': 'The keys on this phone are too old. Open this page with a network once.',
  'trouble.no-keys': 'This phone has no keys of the offices yet. Open this page with a network once.',
  'trouble.tampered':
    'The list of offices could not be checked, so nothing goes out. It is not your fault. You can call.',
  'trouble.rolled-back':
    'The list of offices is older than before, so nothing goes out. It is not your fault. You can call.',
  'trouble.list-kept':
    'A newer list of offices could not be checked. This phone uses the one that was checked before. You can go on.',
  'trouble.list-older':
    'This site shows an older list of offices than before. This phone uses the newer one. You can go on.',
  'trouble.clock': 'This phone says it is {date}. If that is wrong, set the date first.',
  'trouble.full':
    'This phone is full and cannot keep it. Keep this page open until it says: handed over. If you press “Leave” before that, it is lost.',
  'trouble.absent':
    'This window keeps nothing. Keep this page open until it says: handed over. If you press “Leave” before that, it is lost.',
  'trouble.broken':
    'This browser cannot keep it. Keep this page open until it says: handed over. If you press “Leave” before that, it is lost.',
  'trouble.blocked':
    'Close other windows of this page. Keep this one open until it says: handed over. If you press “Leave” before that, it is lost.',
  'trouble.no-worker': 'Without a network this page may not open again here.',
  'trouble.no-memory': 'This phone has too little free memory now. Close other apps and try again.',
  'trouble.no-crypto': 'This browser cannot seal a letter. Use another browser, or call.',
  'trouble.offline': 'No network now. Try again later.',
  'trouble.failed': 'Something did not work. What you typed is still here.',
} as const

export type OwnKey = keyof typeof own
export type Key = FirstKey | OwnKey | ToldKey
/** One language. */
export type Words = Readonly<Record<Key, string>>

export const words: Words = { ...first, ...told, ...own }
