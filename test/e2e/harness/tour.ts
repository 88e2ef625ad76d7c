/** Every screen of the reporter's app, one after the other, in one language. */
import type { Page } from 'playwright-core'
import type { Words, Key } from '../../../client/words/reporter.en.ts'

export interface Tour {
  readonly page: Page
  readonly words: Words
  readonly area: string
  /** Called on each screen once it has settled. */
  readonly visit: (screen: string) => Promise<void>
}

/** Begins and ends at the home; seals one report and one follow-up. @returns the ticket */
export async function tour({ page, words, area, visit }: Tour): Promise<string> {
  // on a slow machine nobody has touched the phone for a while
  await page.addLocatorHandler(page.locator('.cover'), (cover) => cover.click())
  const tapText = (name: string): Promise<void> =>
    page
      .locator('button:visible, summary:visible')
      .filter({ hasText: new RegExp(`^${escape(name)}`) })
      .first()
      .click()
  const tap = (key: Key): Promise<void> => tapText(words[key])
  const shows = async (key: Key, screen: string): Promise<void> => {
    await page.getByText(words[key], { exact: false }).first().waitFor({ timeout: 60_000 })
    await visit(screen)
  }
  const field = (key: Key): ReturnType<Page['getByLabel']> => page.getByLabel(words[key])

  await shows('home.title', 'home')
  await tap('home.help')
  await shows('help.trace', 'help')
  await tap('home')
  await tap('home.limits')
  await shows('limits.does', 'limits')
  await tap('home')

  await tap('home.tell')
  await shows('danger.title', 'danger')
  await tap('danger.about')
  await shows('whom.title', 'about whom')
  await tap('whom.other')
  await tap('danger.yes')
  await shows('danger.first.title', 'call first')
  await tap('danger.first.silent')
  await shows('need.title', 'need')
  await tap('need.more')
  await tap('need.several')
  await tap('need.shelter')
  await tap('need.interpretation')
  await shows('need.interpretation', 'several needs')
  await tap('next')
  await shows('area.other', 'area')
  await tap('area.other')
  await shows('area.none.title', 'another area')
  await tap('area.choose')
  await tapText(area)
  await shows('who.ask', 'who')
  await tap('who.yes')
  await shows('who.second.title', 'second door')
  await tap('back')
  await tap('who.no')
  await field('words.label').fill('x')
  await shows('words.title', 'words')
  await tap('next')
  await tap('answer.safe_phone')
  await field('answer.phone').waitFor()
  await shows('answer.title', 'answer')
  await tap('next')
  await shows('silence.why', 'if nothing is heard')
  await tap('silence.call_safe_phone')
  await tap('review.all')
  await shows('review.consent', 'review')
  await tap('review.send')
  await shows('ticket.only', 'ticket')
  const ticket = (await page.locator('.code li').allInnerTexts()).join('')
  await shows('state.handed', 'handed over')
  await tap('keep.wrote')
  await field('keep.compare.label').fill(ticket.slice(20) + ticket.slice(5, 10))
  await tap('keep.compare.look')
  await shows('keep.compare.right', 'compared')
  await tap('keep.again')
  await tap('keep.cannot')
  await shows('keep.stands', 'cannot keep it')
  await tap('ticket.finished')
  await shows('calm.title', 'calm')
  await tap('home')

  await tap('home.ticket')
  await field('my.label').fill(ticket.slice(0, 24))
  await tap('my.open')
  await shows('my.title', 'wrong code')
  await field('my.label').fill(ticket)
  await tap('my.open')
  await shows('my.none', 'nothing there')
  await tap('my.write')
  await tapText(area)
  await shows('more.choose', 'who has it')
  await page.locator('.choice').first().click()
  await field('more.title').fill('y')
  await shows('more.title', 'write more')
  await tap('more.send')
  await shows('state.handed', 'more handed over')
  await tap('home')
  await tap('home.ticket')
  await field('my.label').fill(ticket)
  await tap('my.open')
  await tap('my.more')
  await shows('my.more.withdraw', 'more that one can do')
  await tap('my.more.withdraw')
  await tapText(area)
  await page.locator('.choice').first().click()
  await shows('withdraw.does', 'withdraw')
  await tap('back')
  await tap('back')
  await tap('my.close')
  await shows('home.title', 'home again')
  return ticket
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
