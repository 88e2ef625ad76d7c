/** Every sentence of the desk, in English: the list of keys that the other languages must have. */
import { codes, type CodeKey } from './desk-codes.en.ts'
import { here, type HereKey } from './desk-here.en.ts'
import { kit, type KitKey } from './desk-kit.en.ts'
import { voice, type VoiceKey } from './desk-voice.en.ts'
import { list, type ListKey } from './desk-list.en.ts'
import { overseer, type OverseerKey } from './desk-overseer.en.ts'
import { team, type TeamKey } from './desk-team.en.ts'
import { withdrawal, type WithdrawalKey } from './desk-withdrawal.en.ts'

const own = {
  'language.own': 'English',
  'language.mfa-Arab': 'Patani Malay, Jawi letters',
  'language.mfa-Thai': 'Patani Malay, Thai letters',
  title: 'SoSafe desk',
  demo: 'Demonstration: everything here is made up',
  'demo.first': 'This is a demonstration. No real report comes here.',
  back: 'Back',
  cancel: 'Cancel',
  again: 'Try again',
  change: 'Change',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'One moment',
  broken: 'Something in this program went wrong. Load the page again; nothing that was handed over is lost.',

  'welcome.title': 'This browser has no desk yet',
  'welcome.text': 'An administrator of your agency gives you an invitation link. Open it here, in this browser.',
  'welcome.bad-link': 'This link is not whole. Copy all of it, up to its last character, and open it again.',
  'welcome.wiped':
    'If you had a desk here and did not take it away, this computer has wiped it. Use another computer or account, and ask an administrator for a new link.',
  'welcome.shared': 'Use your own account on this computer, or a profile of your own in this browser, if you can.',

  'join.title': 'Join {agency}',
  'join.title.unnamed': 'Join an agency',
  'join.checking': 'Checking the invitation',
  'join.used':
    'This invitation was used already, on this device or another. If it was not you, tell your administrator now. Otherwise ask for a new one.',
  'join.withdrawn': 'This invitation does not count, or no longer. Ask your administrator for a new one.',
  'join.absent':
    'The relay does not know this agency. Check with your administrator that the link is for this address.',
  'join.distrusted': 'What the relay answered is not genuine. Do not go on; tell your administrator.',
  'join.as': 'Your administrator calls this device “{label}”.',
  'join.history':
    'The link now stands in the history of this browser. It opens nothing any more once you are done here.',

  'join.offline': 'No answer from the relay. The invitation is still good: try again when there is a network.',
  'join.wrong': 'What this link opens is not sound. Nothing was kept. Tell your administrator, and ask for a new link.',

  'found.title': 'Found your agency’s desk',
  'found.text':
    'The keys of your agency are made on this computer, now. Only devices that you invite will have them; whoever runs the relay never does.',
  'found.label': 'Name of this device, for instance “Front office 1”',
  'found.label.public': 'Everybody can read it. Do not use the name of a person.',
  'found.token': 'This link was used already, or it is not valid. Ask the operator for a new one.',

  'passphrase.title': 'Choose a passphrase',
  'passphrase.text':
    'Every time, this passphrase opens your desk on this computer. Four or five words that nobody would put together are good. Do not let the browser save it.',
  'passphrase.first': 'Passphrase, at least {count} characters',
  'passphrase.second': 'The same passphrase again',
  'passphrase.name': 'Name of this desk on this computer',
  'passphrase.name.why': 'Whoever uses this computer can read it. Do not use the name of a person.',
  'passphrase.show': 'Show what I type',
  'passphrase.hide': 'Hide what I type',
  'passphrase.make': 'Make my desk',
  'passphrase.making': 'Making your desk. This takes a moment.',
  'passphrase.differs': 'The two are not the same.',
  'meter.label': 'How hard it is to guess',
  'meter.short': 'Too short. Characters still missing: {count}',
  'meter.weak': 'Easy to guess: fewer repeats, more different words',
  'meter.fair': 'Hard to guess',
  'meter.strong': 'Very hard to guess',
  'make.no-memory': 'This computer has too little free memory now. Close other programs and try again.',
  'make.storage.absent': 'This window keeps nothing. Use an ordinary window of this browser.',
  'make.storage.full': 'This computer is full. Make room and try again; nothing is used up.',
  'make.storage.blocked': 'Close other windows of the desk and try again; nothing is used up.',
  'make.storage.broken': 'This browser cannot keep anything here. Use another browser; nothing is used up.',
  'make.failed': 'Something did not work. Try again; nothing is used up.',

  'status.offline': 'No network',
  'status.busy': 'Looking for news',
  'status.synced': 'In step with the relay on {date}',
  'status.never': 'Not yet in step with the relay',
  'status.waiting': 'Waiting to be handed to the relay: {count}',
  'status.none-waiting': 'Nothing waits to be handed over',
  'status.sync': 'Look for news now',

  'nav.cases': 'Cases',
  'nav.team': 'Team and keys',

  'case.title': 'Case {name}',
  'case.received': 'Taken in on {date}',
  'case.waiting': 'Waiting since {date}',
  'case.danger': 'Told while danger lasts',
  'case.danger.how': 'Emergency: police 191, ambulance 1669. Do not contact the person against their plan.',
  'case.silent.due': 'Nothing was heard from the person by {date}. They asked for this then: {action}',
  'case.silent.how': 'Read below how to reach them before you do anything.',
  'case.late':
    'The person was promised a next step by {date}, and nobody has written since. Their app says that the day has passed.',
  'case.contested':
    'Several new ticket codes were named for this case. Somebody else may hold one of them. Nobody is answered before you have decided below.',
  'case.another':
    'About someone else: we have told the sender that we ask you not to contact that person, unless it says how it is safe.',
  'case.not-show': 'The person asks not to show this to: {who}',
  'case.language': 'Answer in',
  'case.language.read': 'Reads the app in',
  'case.role': 'Who tells',
  'case.issues': 'What it is about',
  'case.stage': 'Life stage',
  'case.under18': 'Younger than eighteen',
  'case.under18.yes': 'yes',
  'case.under18.no': 'no',
  'case.wishes': 'Would like',
  'case.knows': 'Does the person know that it is told?',
  'case.reach': 'To reach them unnoticed',
  'case.needs': 'What is needed',
  'case.area': 'Area',
  'case.district': 'District',
  'case.consents': 'Agreed to',
  'case.consents.sender': 'The sender agrees (not the person it is about)',
  'case.consents.unsure': 'Said yes and no, and nothing tells which came last. The no counts: ask through the ticket',
  'case.consents.sender.unsure':
    'The sender (not the person it is about) said yes and no, and nothing tells which came last. The no counts: ask through the ticket',
  'case.told': 'The report',
  'case.contact': 'How to reach the person',
  'case.contact.none': 'Only through the ticket. Do not call.',
  'case.contact.unsure':
    'More than one plan was told at the same time, and nothing tells which is newer. Follow the one above, the more careful one, and ask through the ticket which holds. Do not use this one before:',
  'case.contact.later':
    'Told later, in place of another way: the older one counts no more. Use no older number. Whoever holds the ticket can tell it.',
  'case.contact.plan': 'Read this before any contact:',
  'case.contact.hours': 'Safe days and hours',
  'case.contact.say': 'What to say, and never to say',
  'case.contact.no-hours': 'No hours were named',
  'case.contact.no-say': 'Not said what to say to others',
  'case.contact.no-who': 'Not said who may pick up',
  'case.contact.silent': 'If nothing is heard from the person by {date}:',
  'case.contact.phone': 'Telephone',
  'case.contact.who': 'Who may pick up, or the trusted person',
  'case.contact.show': 'I have read it. Show how to reach them',
  'case.contact.show.stopped': 'Contact is stopped. Show it all the same',
  'case.contact.hide': 'Hide it',
  'case.timeline': 'Everything that was said and done',
  'case.gap': 'Something that belongs here has not come yet ({count}).',
  'case.ended.reason': 'Ended: {reason}',

  'item.reporter': 'The person',
  'item.reporter.sender': 'The sender, not the person it is about',
  'item.reporter.replaced': 'From a replaced ticket: it may be somebody else',
  'item.reporter.contested': 'From one of several tickets that claim to be the person’s: it may be somebody else',
  'item.you': 'You',
  'item.former': 'no longer a member',
  'item.unknown-member': 'A device that is not on the member sheet',
  'item.taken': 'Taken in on {date}',
  'item.clock': 'by the clock of their device: {time}',
  'item.report': 'Report',
  'item.follow-up': 'Follow-up',
  'item.follow-up.contact': 'New plan for how to reach the person',
  'item.message': 'Message to the person',
  'item.message.reporter': 'Message',
  'item.status': 'Status: {status}',
  'item.promised': 'Promised to the person: next step by {date}',
  'item.closure': 'Closed: {reason}',
  'item.reopening': 'Opened again',
  'item.reopening.reporter': 'The person asks to open it again',
  'item.withdrawal': 'Withdrawal',
  'item.withdrawal.all': 'Stop contact and sharing',
  'item.withdrawal.consent': 'Takes back: {consent}',
  'item.withdrawal.agency': 'Stop sharing with one agency',
  'item.note': 'Note, not seen by the person',
  'item.received': 'The person was told by itself that it has arrived',
  'item.triage': 'Urgency: {triage}',
  'item.assignment': 'Handed to a colleague',
  'item.assignment.none': 'Handed to nobody',
  'item.code-change': 'The person has a new ticket code',
  'item.ticket': 'Decided which ticket is the person’s',
  'item.consent.given': 'Agrees to: {consent}',
  'item.consent.taken': 'Takes back: {consent}',
  'item.feedback': 'How it was for the person',
  'item.record': 'Entry of another kind: {type}',
  'item.unknown': 'This desk does not know what “{type}” is. It is kept and shown as it came:',
  'item.missing-parts': 'Parts that have not come yet: {count}',
  'item.posted': 'Handed to the relay. Whether it was read is not known.',
  'item.unposted': 'Sealed. Waiting to be handed to the relay.',
  'item.replaced':
    'Not sent: it was written for a code that is no longer in use, and somebody else may read what comes there.',
  'item.said-again': 'Not sent to the code that was in use then. It was said again to the new one, below.',
  'item.say-again': 'Say it again to the code in use',

  'aside.title': 'Not verified',
  'aside.unknown-author': 'Signed by a device that is not on the member sheet. It changes nothing in the case.',
  'aside.bad-frame': 'A letter in the log does not hold. It changes nothing.',
  'aside.unknown-ticket': 'Signed with a ticket that is not of this case. It changes nothing in the case.',
  'aside.no-case': 'An entry that names no case.',

  'act.title': 'What do you want to do?',
  'act.read': 'Tell the person that somebody has read it',
  'act.reply': 'Write to the person',
  'act.status': 'Set the status',
  'act.note': 'Write a note',
  'act.close': 'Close the case',
  'act.reopen': 'Open it again',
  'act.preview': 'See what the person will read',
  'act.preview.title': 'The person will read exactly this',
  'act.preview.language': 'in {language}, as their app shows it',
  'act.preview.other':
    'The person asked for an answer in “{language}”. Their app shows its own words in Thai; your words stay as you write them.',
  'act.send': 'Seal and hand over',
  'act.save': 'Seal and keep',
  'act.sealing': 'Sealing',
  'act.written':
    'Sealed and written into the log. It goes to the relay by itself; the course of the case says when it has arrived there.',
  'act.written.note': 'Sealed and written into the log. The person does not see it.',
  'act.no-address': 'This person cannot be answered: their report has not come, or its key is not sound.',
  'act.locked': 'The desk was locked meanwhile. Nothing was written.',
  'act.storage':
    'This browser could not keep it, so nothing was written. Your words are still here. Make room on this computer and try again.',
  'act.too-long': 'That is too long. Write it in several messages.',
  'act.empty': 'There is nothing written yet.',
  'act.words': 'Your words',
  'act.words.care': 'Someone else may be looking at their screen. Write nothing that harms them if it is seen.',
  'act.note.words': 'Note for colleagues',
  'act.status.which': 'New status',
  'act.promise': 'Promise the next step by',
  'act.promise.none': 'No promise',
  'act.promise.tomorrow': 'Tomorrow',
  'act.promise.days': 'In {count} days',
  'act.reason': 'Why does it end?',
  'act.close.words': 'Words to the person (they are told that it is closed)',
  'act.reopen.words': 'Words to the person (they are told that it is open again)',

  'ticket.title': 'Which ticket is the person’s?',
  'ticket.why':
    'An older code named several new ones. The person may have done it twice, or somebody else has seen the older code. What you answer is read by whoever holds the code that you choose.',
  'ticket.ask.phone': 'First speak with the person on their safe telephone, as their plan above says.',
  'ticket.ask.between': 'First ask the trusted person of their plan above to bring you together.',
  'ticket.ask.none':
    'This person can be reached by their ticket only. If they come or call, ask them. Do not guess: leave it open while you are not sure.',
  'ticket.ask.stopped':
    'Contact is stopped: do not call. If the person comes or calls, ask them. Leave it open while you are not sure.',
  'ticket.ask.word': 'Agree on a word, which they then send with the code that they have now. It appears below.',
  'ticket.ask.choose': 'Choose the code with which that word came.',
  'ticket.first': 'The code of the report',
  'ticket.named': 'Code named on {date}',
  'ticket.by.first': 'made with the code of the report',
  'ticket.by.later': 'made with the code that was named on {date}',
  'ticket.letters': 'Last written with it:',
  'ticket.letters.none': 'Nothing was written with it yet.',
  'ticket.choose': 'This one is the person’s',
  'ticket.sure':
    'From now on only this code gets answers and only its plans count. Have you spoken with the person, and did the word come with this code?',
  'ticket.decide': 'Yes, decide',
  'ticket.chosen': 'Chosen',
  'ticket.decided':
    'Decided. Answers go to the chosen code from now on; it is told by itself that you have its letter.',
  'ticket.settled': 'Several codes claimed to be the person’s. A member has decided which one is.',
  'ticket.again': 'Look at it again',
  'ticket.changed': 'Meanwhile something changed, and nothing was decided. Look at it again.',
  'ticket.storage': 'This browser could not keep it, so nothing was decided. Make room on this computer and try again.',
  'ticket.first-decide': 'First decide above which ticket is the person’s. Until then nobody is answered.',

  'problem.title': 'Please look at this',
  'problem.offline': 'No answer from the relay. You can work on; what you write goes out when there is a network.',
  'problem.removed':
    'This device has been removed from the agency: the relay gives it nothing more. What it has can still be read here.',
  'problem.refused': 'The relay refused what this desk asked ({code}). Tell whoever runs it.',
  'problem.relay-full': 'The relay’s disk is full. What you wrote waits here. Tell whoever runs it.',
  'problem.missing':
    'The relay has lost, or hides, entries of your log: number {numbers}. Tell whoever runs it. The desk keeps asking.',
  'problem.restored': 'The relay came back from an older copy. This desk has given back what it had lost ({count}).',
  'problem.clock':
    'The date of this computer is wrong. Difference in days: {count}. Set it right: until then no key is renewed or erased.',
  'problem.storage.absent': 'This window keeps nothing. Use an ordinary window of this browser.',
  'problem.storage.full': 'This computer is full: new mail stays at the relay. Make room.',
  'problem.storage.blocked': 'Another window of the desk holds the storage. Close it and load this page again.',
  'problem.storage.broken':
    'This browser’s storage does not work. New mail stays at the relay. Load the page again, or use another browser.',
  'problem.vault-gone':
    'This browser’s storage was emptied: after locking, this desk cannot be opened again. Ask for a new invitation before you lock it.',
  'problem.document.expired':
    '{what} has run out. Phones stop trusting this agency: tell your administrator, or whoever signs the directory.',
  'problem.document.forged':
    '{what} that the relay gave is not genuine ({reason}). The one from before stays in use. Tell your administrator.',
  'problem.document.clock': '{what} seems to be from the future. Check the date of this computer.',
  'problem.document.intake': 'The published keys of this agency do not hold ({reason}). The desk publishes right ones.',
  'document.directory': 'The directory',
  'document.member-sheet': 'The member sheet',
  'document.intake-sheet': 'The sheet of published keys',
  'problem.unknown-agency': 'The relay does not know this agency. Check the address of this page.',
  'problem.other-key':
    'The directory names another key for this agency: phones write to somebody else. Tell the holders of the root keys at once.',
  'problem.not-listed': 'The directory does not list this agency yet: no mail can come.',
  'problem.token': 'The founding link was used already, or it is not valid. This agency was never made known.',
  'problem.newer-mail': 'Letters that need a newer desk: {count}. What waits is not lost: load this page again.',
  'problem.unopened-mail':
    'Letters that the keys of this device could not open: {count}. What is not opened waits at the relay.',
  'problem.lost-mail':
    'Letters sealed to keys that were lost with a computer: {count}. Nobody can open what is sealed so; it leaves the relay by itself. Whoever wrote it is told by their ticket that this office has not received it, and to tell again.',
  'problem.mail-astray':
    'Mail that was taken out of the inbox and does not stand in the log: {count}. Taken by: {labels}. Find out why: whoever sent it gets no answer.',
  'problem.closed-entries': 'Entries of the log sealed to keys that this device does not have: {count}.',
  'problem.waiting-for-keys':
    'The agency’s keys were replaced and this device does not have the new ones yet. A colleague’s desk hands them over by itself as soon as it is open. Until then no new mail comes in here, and what you write waits.',
  'problem.replacing':
    'New keys are made and not yet published. It goes on by itself as soon as the relay answers; until then nobody is removed.',
  'problem.wrong-handover':
    'The device “{label}” handed over keys that are not this agency’s. They were not taken. Tell your administrator, unless two administrators replaced the keys at the same time.',
  'problem.few-devices': 'This agency has one device only. If it breaks, all mail is lost: invite a second one.',
} as const

export type OwnKey = keyof typeof own
export type Key = OwnKey | CodeKey | HereKey | KitKey | ListKey | OverseerKey | TeamKey | VoiceKey | WithdrawalKey
/** One language. */
export type Words = Readonly<Record<Key, string>>

export const words: Words = {
  ...codes,
  ...here,
  ...kit,
  ...list,
  ...overseer,
  ...team,
  ...voice,
  ...withdrawal,
  ...own,
}
