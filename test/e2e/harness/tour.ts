/** Every screen of the reporter's app, one after the other, in one language. */
import type { OfficeFor } from './tour-office.ts'
import { type Walk, type Way, startWalk } from './walk.ts'

export interface Tour extends Way {
  readonly office: OfficeFor
}

/** Begins and ends at the home; seals one report, what is added to it, and what is written with the ticket. */
export async function tour({ office: officeFor, ...way }: Tour): Promise<void> {
  const walk = await startWalk(way)
  await walk.look('home', 'home.title')
  await throughReading(walk, way)
  await insideAnotherApp(walk, way)
  await untilReview(walk, way)
  const ticket = await throughTicket(walk, way)
  const office = officeFor(ticket)
  await throughWhatMayFollow(walk, way)
  await beforeAnAnswer(walk, way, ticket)
  await (await office).answers()
  await withAnAnswer(walk, ticket)
  await (await office).ends()
  await afterTheEnd(walk, ticket)
}

/** Help, rights, services, how to use it. */
async function throughReading({ tap, tapText, field, look }: Walk, { page, area }: Way): Promise<void> {
  await look('help', 'help.trace', 'home.help')
  await tap('home', 'home.rights', 'rights.more')
  await field('rights.search').fill('1663')
  await look('rights', 'rights.about')
  await look('few cards', 'rights.few.young', 'group.ethnic_minority')
  await page.locator('.row').first().click()
  await look('card', 'card.draft')
  await tap('back', 'back', 'home')
  await look('area of services', 'find.area.why', 'home.services')
  await tapText(area)
  await look('district of services', 'find.district.title')
  await look('need of services', 'find.need.title', 'find.district.whole')
  await look('services', 'find.list.title', 'find.need.any')
  await look('services for whom and when', 'find.when.now', 'find.choose')
  await look('one service', 'find.list.title', 'find.more')
  await tap('back', 'back', 'back', 'back')
  await look('how to use it', 'use.title', 'home.use')
  await look('limits', 'limits.does', 'limits.title')
  await tap('back', 'home')
}

async function insideAnotherApp({ tap, look }: Walk, { page }: Way): Promise<void> {
  await page.evaluate(pretendLine)
  await look('inside another app', 'inside.stays', 'home.tell')
  await look('inside another app, before the code', 'inside.code', 'home', 'home.ticket')
  await tap('home')
  await page.evaluate(() => Reflect.deleteProperty(navigator, 'userAgent'))
}

async function untilReview({ tap, tapText, field, look }: Walk, { page, area, visit }: Way): Promise<void> {
  await look('danger', 'danger.title', 'home.tell')
  await look('about whom', 'whom.title', 'danger.about')
  await look('call first', 'danger.first.title', 'whom.other', 'danger.yes')
  await look('need', 'need.title', 'danger.first.write')
  await tap('need.more', 'need.several', 'need.shelter')
  await look('several needs', 'need.interpretation', 'need.interpretation')
  await look('area', 'area.other', 'next')
  await look('another area', 'area.none.title', 'area.other')
  await tap('area.choose')
  await tapText(area)
  await look('who', 'who.ask')
  await look('second door', 'who.second.title', 'who.yes')
  await look('say it', 'voice.why', 'back', 'who.no', 'voice.say')
  await tap('voice.write')
  await field('words.label').fill('x')
  await look('words', 'words.title')
  // somebody takes the page away; the next tap lifts it
  await page.evaluate(() => dispatchEvent(new Event('blur')))
  await visit('cover')
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await tap('next', 'answer.safe_phone')
  await field('answer.phone').waitFor()
  await look('answer', 'answer.title')
  await look('no number yet', 'answer.empty', 'next')
  await tap('answer.add')
  await field('answer.phone').fill('0')
  await look('if nothing is heard', 'silence.why', 'next')
  await look('review', 'review.consent', 'silence.call_safe_phone', 'review.all')
}

/** @returns it */
async function throughTicket({ tap, field, look }: Walk, { page }: Way): Promise<string> {
  await look('ticket', 'ticket.only', 'review.send')
  const ticket = (await page.locator('.code li').allInnerTexts()).join('')
  await look('handed over', 'state.handed')
  await tap('keep.wrote')
  await field('keep.compare.label').fill(ticket.slice(20) + ticket.slice(5, 10))
  await look('compared', 'keep.compare.right', 'keep.compare.look')
  await look('cannot keep it', 'keep.stands', 'keep.again', 'keep.cannot')
  return ticket
}

/** Each question that may be answered after the letter. */
async function throughWhatMayFollow({ tap, field, look }: Walk, { page }: Way): Promise<void> {
  await look('what the other knows', 'knows.title', 'ticket.finished')
  await look('calm', 'calm.title', 'back')
  await look('what it is about', 'about.trafficking', 'after.issues', 'issues.more', 'about.family_violence')
  await look('added', 'after.added', 'after.hand-over')
  await look('who tells', 'role.title', 'after.whom', 'role.witness')
  await look('what the other knows, again', 'knows.title', 'next', 'knows.no')
  await tap('next')
  await field('reach.label').fill('z')
  await look('how to reach the other', 'reach.title')
  await look('added more', 'after.added', 'after.hand-over')
  await look('age', 'age.title', 'after.age')
  await look('which district', 'district.title', 'skip')
  await page.locator('main .choices > .choice').first().click()
  await look('added the district', 'after.added', 'after.hand-over')
  // what one agrees to is asked of whoever it is about
  await look('added that it is about oneself', 'after.agree', 'after.whom', 'role.self', 'after.hand-over')
  await look('may they tell others', 'agree.share_with', 'after.agree')
  await look('may it be counted', 'agree.anonymous_statistics', 'agree.yes', 'next')
  await look('agreed', 'after.added', 'after.hand-over')
  await look('how to answer, asked again', 'answer.title', 'after.answer')
  await look('if nothing is heard, asked again', 'silence.why', 'answer.ticket_only', 'next')
  await look('in place of what was said', 'answer.replaces', 'silence.write_to_ticket')
  await look('calm after that', 'after.title', 'back', 'back')
  await look('wishes', 'wishes.title', 'after.wishes', 'wishes.woman')
  await tap('next')
  await field('wishes.language.other').fill('x')
  await look('in which language', 'wishes.language')
  await look('more words', 'words.title', 'back', 'back', 'after.words')
  await look('calm again', 'after.title', 'back')
  await tap('home')
}

async function beforeAnAnswer({ tap, tapText, field, look }: Walk, { page, area }: Way, ticket: string): Promise<void> {
  await tap('home.ticket')
  await field('my.label').fill(ticket.slice(0, 24))
  await look('wrong code', 'my.title', 'my.open')
  await field('my.label').fill(ticket)
  await look('nothing there', 'my.nothing.new', 'my.open')
  await look('what that can mean', 'my.none', 'my.none.what')
  await tap('my.write')
  await tapText(area)
  await look('who has it', 'more.choose')
  await page.locator('main .choices > .choice').first().click()
  await look('who has it, for sure', 'more.sure.why')
  await tap('more.sure.yes')
  await field('more.title').fill('y')
  await look('write more', 'more.title')
  await look('more handed over', 'state.handed', 'more.send')
  await tap('home')
}

/** Who has it is known by now. */
async function withAnAnswer(walk: Walk, ticket: string): Promise<void> {
  const { tap, field, look } = walk
  await tap('home.ticket')
  await field('my.label').fill(ticket)
  await look('something new', 'my.something', 'my.open')
  await look('what they said', 'talk.own', 'my.show')
  await look('more that one can do', 'my.more.withdraw', 'back', 'my.more')
  await look('withdraw', 'withdraw.does', 'my.more.withdraw')
  await look('how to answer, with the code', 'answer.title', 'back', 'my.more.answer')
  await tap('answer.safe_phone')
  await field('answer.phone').fill('0')
  await look('if nothing is heard, with the code', 'silence.why', 'next')
  await look('how to answer, before it goes', 'answer.replaces', 'silence.call_safe_phone')
  await look('agree', 'agree.share_with', 'back', 'back', 'my.more.agree')
  await look('agreed', 'back.cannot', 'agree.yes', 'next', 'skip')
  await look('to go on after all', 'go-on.text', 'back', 'back', 'back', 'my.more.go-on')
  await look('another code', 'code.does', 'back', 'my.more.code')
  await look('the new code', 'ticket.only', 'code.make')
  await look('the new code, compared', 'keep.compare.title', 'keep.wrote')
  await look('the old code stays', 'code.kept.text', 'keep.again', 'keep.cannot')
  await tap('ticket.finished')
  await howItWas(walk)
  await tap('back', 'my.close')
}

/** Three questions and words, which go to two offices. */
async function howItWas({ tap, look }: Walk): Promise<void> {
  await look('how it was, safe', 'how.safe', 'my.more.feedback')
  await look('how it was, respected', 'how.respected', 'how.yes', 'next')
  await look('how it was, helped', 'how.helped', 'how.partly', 'next')
  await look('how it was, in words', 'how.words', 'skip')
  await tap('back', 'back', 'back', 'back')
}

async function afterTheEnd({ tap, field, look }: Walk, ticket: string): Promise<void> {
  await tap('home.ticket')
  await field('my.label').fill(ticket)
  await look('ended', 'my.ended', 'my.open')
  await look('is it really over', 'over.why', 'over.title')
  await look('not sure', 'over.unsure.text', 'over.unsure')
  await look('it is over', 'over.yes.text', 'back', 'over.yes')
  await look('it is not over', 'over.no.text', 'back', 'over.no')
  await look('home again', 'home.title', 'back', 'back', 'my.close')
}

/** Runs in the page. */
function pretendLine(): void {
  Object.defineProperty(navigator, 'userAgent', { configurable: true, value: 'Mozilla/5.0 (iPhone) Line/13.17.0' })
}
