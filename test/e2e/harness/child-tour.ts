/** The screens that are otherwise for a child, one after the other, in one language: to the last question after the report. */
import type { Key } from '../../../client/words/reporter.en.ts'
import { startWalk, type Way } from './walk.ts'

/** Begins and ends at the home; seals one report and three follow-ups. `say`: a sentence as a child hears it. */
export async function childTour({ words, area, ...way }: Way, say: (key: Key) => string): Promise<void> {
  const visit = (screen: string): Promise<void> => way.visit(`child, ${screen}`)
  const { tap, tapText, field, sees, look } = await startWalk({ ...way, words, visit }, say)
  /** `on`: the ways on from there to the handing over. */
  const answer = async (
    screen: string,
    title: Key,
    taps: readonly [topic: Key, choice: Key],
    on: readonly Key[] = ['after.hand-over'],
  ): Promise<void> => {
    await look(screen, title, ...taps)
    await tap(...on)
    await sees('after.added')
  }

  // until it is said whom it is about, nobody is spoken to as to a child
  for (const key of ['home.tell', 'danger.about'] as const) await tapText(words[key])
  // the age in it stands apart where the words run from right to left
  await tapText(words['whom.child'].split('{age}')[0] ?? '')
  await look('danger', 'danger.why')
  await look('call first', 'child.danger.first.title', 'danger.yes')
  await look('need', 'need.why', 'danger.first.write')
  await look('area', 'child.area.why', 'need.child_protection')
  await tapText(area)
  await look('who, in danger', 'child.who.ask')
  await tap('back', 'back', 'back', 'danger.no', 'need.child_protection')
  await tapText(area)
  await look('who', 'child.who.ask')
  await look('who, and more', 'child.law.title', 'child.who.more')
  await look('second door', 'child.who.second.text', 'who.unsure')
  await look('words', 'words.why', 'back', 'who.no')
  await tap('next', 'child.answer.trusted_person')
  await field('answer.who').fill('x')
  await look('answer', 'child.answer.why')
  await look('if nothing is heard', 'child.silence.why', 'next')
  await look('review', 'child.review.consent', 'child.silence.ask_trusted_person')
  await tap('review.send')
  await sees('state.handed')
  await look('ticket', 'child.ticket.only')
  await look('calm', 'calm.title', 'ticket.finished')
  await answer('role', 'role.title', ['after.whom', 'role.self'])
  await answer('age', 'child.age.own', ['child.after.age.own', 'age.adolescent_10_19'], ['next', 'skip'])
  await answer('wishes', 'wishes.title', ['after.wishes', 'wishes.woman'], ['next', 'skip'])
  await look('calm again', 'after.title')
  await tap('home')
}
