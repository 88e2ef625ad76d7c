/**
 * Every sentence of the reporter's app, in English: the list of keys that the other languages must have. A sentence stands
 * in the room that says it, here only what belongs to none:
 * - first: the home, the numbers to call, the exit: before the first paint, so as little as can be
 * - tell: from the first question to the handing over, and danger; child: the same where a child tells
 * - voice: telling by voice; reading: when an office reads and what it must pass on
 * - keep: the ticket code while it is shown; after: what is asked once the report is on its way
 * - ticket: coming back with a ticket; wish: what one may wish there; told: what an office tells
 * - find: looking for a service; rights: the cards; use: how to use the app; inside: opened inside of another app
 */
import { type AfterWords, words as after } from './after.en.ts'
import { type ChildWords, words as child } from './child.en.ts'
import { type FindWords, words as find } from './find.en.ts'
import { type FirstWords, words as first } from './first.en.ts'
import { type InsideWords, words as inside } from './inside.en.ts'
import { type KeepWords, words as keep } from './keep.en.ts'
import { type ReadingWords, words as reading } from './reading.en.ts'
import { type RightsWords, words as rights } from './rights.en.ts'
import { type TellWords, words as tell } from './tell.en.ts'
import { type TicketWords, words as ticket } from './ticket.en.ts'
import { type ToldWords, words as told } from './told.en.ts'
import { type UseWords, words as use } from './use.en.ts'
import { type VoiceWords, words as voice } from './voice.en.ts'
import { type WishWords, words as wish } from './wish.en.ts'

const own = {
  next: 'Next',
  skip: 'Skip',
  'cover.more': 'I need more time',
  'date.months': 'January February March April May June July August September October November December',
  'date.weekdays': 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',

  'limits.title': 'What this cannot protect you from',
  'limits.does':
    'What you write is sealed on this phone. Only the office you choose can open it. Once it is sealed, this phone cannot open it either.',
  'limits.history':
    'This browser remembers that the page was opened. So may other devices that share it. Even with the history cleared, the site stays in the site data. Clearing that removes a letter that waits.',
  'limits.private':
    'A private window leaves less behind. But close it only after you see “handed over”: a letter that waits there is lost.',
  'limits.exit': '"Leave" hides the screen at once. So does pressing Shift three times. It does not clear the history.',
  'limits.cover':
    'Put aside, this page hides itself; one tap brings it back. The cross in the corner leaves. The list of open apps may still show a picture of it.',
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
  'limits.words': 'No specialist has checked the words of this app yet. If something is unclear, call.',
  'limits.more': 'More that it cannot do',
  'limits.safer': 'A phone that only you use is safer.',

  'state.waiting': 'Locked. Waiting on this phone, until {date}',
  'state.waiting.how': 'It goes out when this page is open. It needs a network. In a private window: keep it open.',
  'state.waiting.sync': 'You may close this page. Do not close a private window. To be sure, open it again later.',
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
    'Without room, this browser may throw it away. You can ask it to keep it. It may then show a window. It may remember your answer in its settings.',
  'state.keep.ask': 'Ask this browser to keep it',
  'state.keep.yes': 'This browser keeps it.',
  'state.keep.no': 'This browser does not promise to keep it. Open this page again soon.',
  'state.expired': 'It was not handed over in time and may not have arrived. Tell us again, or call.',
  'state.expired.seen': 'I have read this',

  'calm.title': 'Thank you for telling',
  'calm.text': 'You may stop here. You can call when it is safe.',

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
    'This phone is full and cannot keep it. Keep this page open until it says: handed over. Pressing “Leave” before that loses it.',
  'trouble.absent':
    'This window keeps nothing. Keep this page open until it says: handed over. Pressing “Leave” before that loses it.',
  'trouble.broken':
    'This browser cannot keep it. Keep this page open until it says: handed over. Pressing “Leave” before that loses it.',
  'trouble.blocked':
    'Close other windows of this page. Keep this one open until it says: handed over. Pressing “Leave” before that loses it.',
  'trouble.no-worker': 'Without a network this page may not open again here.',
  'trouble.no-memory': 'This phone has too little free memory now. Close other apps and try again.',
  'trouble.no-crypto': 'This browser cannot seal a letter. Use another browser, or call.',
  'trouble.offline': 'No network now. Try again later.',
  'trouble.failed': 'Something did not work. What you typed is still here.',
} as const

export type OwnKey = keyof typeof own

/** One language. */
export type Words = Readonly<Record<OwnKey, string>> &
  AfterWords &
  ChildWords &
  FindWords &
  FirstWords &
  InsideWords &
  KeepWords &
  ReadingWords &
  RightsWords &
  TellWords &
  TicketWords &
  ToldWords &
  UseWords &
  VoiceWords &
  WishWords
export type Key = keyof Words

export const words: Words = {
  ...after,
  ...child,
  ...find,
  ...first,
  ...inside,
  ...keep,
  ...reading,
  ...rights,
  ...tell,
  ...ticket,
  ...told,
  ...use,
  ...voice,
  ...wish,
  ...own,
}
