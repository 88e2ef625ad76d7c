/** The screens that are otherwise for a child, one after the other, in one language: to the last question after the report. */
import type { Key } from '../../../client/words/reporter.en.ts'
import { toChild } from '../../../client/words/to-child.ts'
import type { Language } from '../../../shared/case/language.ts'
import type { Tour } from './tour.ts'

/** Begins and ends at the home; seals one report and three follow-ups. */
export async function childTour({ page, words, area, visit }: Omit<Tour, 'office'>, language: Language): Promise<void> {
  const said = (key: Key): string => toChild(words[key], language)
  // on a slow machine nobody has touched the phone for a while
  await page.addLocatorHandler(page.locator('.cover'), (cover) => cover.click())
  const tapText = (name: string): Promise<void> =>
    page.locator('main button:visible, summary:visible').filter({ hasText: name }).first().click()
  const tap = (key: Key): Promise<void> => tapText(said(key))
  const shows = async (key: Key, screen: string): Promise<void> => {
    await page.getByText(said(key), { exact: false }).first().waitFor({ timeout: 60_000 })
    await visit(`child, ${screen}`)
  }
  const answer = async (topic: Key, title: Key, choice: Key): Promise<void> => {
    await tap(topic)
    await tap(choice)
    await shows(title, title.split('.')[0] ?? title)
    await tap('after.hand-over')
    await page.getByText(said('after.added')).waitFor({ timeout: 60_000 })
  }

  for (const key of ['home.tell', 'danger.about'] as const) await tapText(words[key])
  await tapText(words['whom.child'].replace('{age}', '18'))
  await shows('danger.why', 'danger')
  await tap('danger.yes')
  await shows('child.danger.first.title', 'call first')
  await tap('danger.first.write')
  await shows('need.why', 'need')
  await tap('need.child_protection')
  await shows('child.area.why', 'area')
  await tapText(area)
  await shows('child.who.ask', 'who, in danger')
  for (const key of ['back', 'back', 'back'] as const) await tap(key)
  await tap('danger.no')
  await tap('need.child_protection')
  await tapText(area)
  await shows('child.who.ask', 'who')
  await tap('child.who.more')
  await shows('child.law.title', 'who, and more')
  await tap('who.unsure')
  await shows('child.who.second.text', 'second door')
  await tap('back')
  await tap('who.no')
  await shows('words.why', 'words')
  await tap('next')
  await tap('child.answer.trusted_person')
  await page.getByLabel(said('answer.who')).fill('x')
  await shows('child.answer.why', 'answer')
  await tap('next')
  await shows('child.silence.why', 'if nothing is heard')
  await tap('child.silence.ask_trusted_person')
  await shows('child.review.consent', 'review')
  await tap('review.send')
  await page.getByText(said('state.handed')).first().waitFor({ timeout: 60_000 })
  await shows('child.ticket.only', 'ticket')
  await tap('ticket.finished')
  await shows('calm.title', 'calm')
  await answer('after.whom', 'role.title', 'role.self')
  await answer('child.after.age.own', 'child.age.own', 'age.adolescent_10_19')
  await answer('after.wishes', 'wishes.title', 'wishes.woman')
  await shows('after.title', 'calm again')
  await tap('home')
}
