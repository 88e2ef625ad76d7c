/** What the desk says where somebody withdrew: what stands still, when it may be decided about, and erasing. In English. */
export const withdrawal = {
  'case.stopped.contact': 'Contact stopped',
  'case.stopped.sharing': 'Sharing stopped',
  'case.stopped.both': 'Contact and sharing stopped',
  'case.stopped.why':
    'The person withdrew. They may be under pressure: do not call, do not forward, do not close on this alone. You may still answer through the ticket.',
  'case.stopped.until': 'Decide about it not before {date}. Until then the person can take it back with the ticket.',
  'case.stopped.day': 'The withdrawal was taken in on {date}.',
  'case.stopped.due':
    'Since {date} members may decide about it. If you are not sure that it was their own wish, ask through the ticket first.',
  'case.stopped.unsure':
    'The person also asked to go on. Which came last cannot be told: ask through the ticket. Nothing is erased.',
  'case.stopped.back':
    'Later, as far as can be told, the person asked to go on. Ask through the ticket, then open it again.',
  'case.erased': 'This case was erased',
  'case.erased.left':
    'The person asked for it with their ticket. What is left says that they asked, who decided and when. If they write again, it stands here.',
  'cases.erased': 'Erased, as the person asked',
  'item.erasure': 'Decided to erase the case, as the person asked',
  'item.too-early': 'Too early after a withdrawal: this decides nothing.',
  'act.erase': 'Erase the case',
  'act.erase.does':
    'At every desk of this agency everything that was said and written in this case is erased. Nobody can bring it back.',
  'act.erase.not':
    'What was printed or told to others stays, and so do the answers in the person’s mailbox until they run out. Copies that the relay’s operator keeps against broken disks run out later. What the law says must be kept: keep it elsewhere first.',
  'act.erase.coerced':
    'Somebody may have made them ask. If you are not sure, cancel, and write to them through the ticket first.',
  'act.erase.do': 'Erase it for everybody here',
  'act.too-early': 'Not yet: the days after a withdrawal have not passed, or it was taken back. Nothing was written.',
  'act.still-waiting':
    'Something of this case has not been handed to the relay yet and would be lost. Look for news, then try again.',
  'act.close.stopped': 'The person withdrew and may be under pressure. Close only if there are other reasons.',
  'act.close.not-before': '“{reason}” can be chosen from {date} on: the withdrawal may be coerced.',
} as const

export type WithdrawalKey = keyof typeof withdrawal
