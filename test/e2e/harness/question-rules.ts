/**
 * What must hold where the reporter's app asks something, before the letter and after it: a reason, little to read before one
 * may choose, few choices, and a way past it.
 */
import type { Page } from 'playwright-core'

const MOST_SENTENCES = 2
const MOST_CHOICES = 7

type Lack = 'sentences' | 'choices' | 'reason' | 'way past'

/** What one may add after the letter: no question, and all of it can be left. */
const MENU: readonly Lack[] = ['sentences']

/** Screens of the tour that may lack something, and why. */
const ALLOWED: Readonly<Record<string, readonly Lack[]>> = {
  // no questions: numbers, cards and a page to read, of which one may choose some, or none
  help: ['reason'],
  rights: ['choices', 'reason'],
  'few cards': ['choices', 'reason'],
  'how to use it': ['reason'],
  // as pictures, like the needs of a letter
  'need of services': ['choices'],
  // for whom and when are two short lists that make a longer one shorter: nobody has to choose
  'services for whom and when': ['choices'],
  'one service': ['choices'],
  // no question: what that app can know, and how to leave it
  'inside another app': ['sentences', 'reason'],
  'inside another app, before the code': ['sentences', 'reason'],
  // no questions: what to do first, and that there is no office
  'call first': ['sentences', 'reason', 'way past'],
  'another area': ['reason', 'way past'],
  // one cannot seal to nobody; not to know is among the answers
  // six pictures, and beside them only: another, several, and not to know
  need: ['choices', 'way past'],
  'several needs': ['choices', 'way past'],
  area: ['way past'],
  // who reads it, when, and what they must pass on is what one agrees to
  who: ['sentences', 'reason', 'way past'],
  'second door': ['sentences', 'way past'],
  // asks nothing: what will be handed over, to whom, and what that is
  review: ['reason', 'way past'],
  // to a child, who reads it and what they must pass on is said in two sentences
  'child, call first': ['sentences', 'reason', 'way past'],
  'child, need': ['choices', 'way past'],
  'child, area': ['way past'],
  'child, who': ['reason', 'way past'],
  'child, who, in danger': ['reason', 'way past'],
  'child, who, and more': ['reason', 'way past'],
  'child, second door': ['way past'],
  'child, review': ['reason', 'way past'],
  'what it is about': ['choices'],
  // to what one agrees, and that it is for oneself only
  agree: ['sentences'],
  'may they tell others': ['sentences'],
  'may it be counted': ['sentences'],
  // what is asked of the office, what the law may make it do, and who decides
  'what the other knows': ['sentences'],
  'what the other knows, again': ['sentences'],
  // no question
  'more that one can do': ['reason'],
  calm: MENU,
  added: MENU,
  'added more': MENU,
  'added the district': MENU,
  'added that it is about oneself': MENU,
  agreed: MENU,
  'calm after that': MENU,
  'calm again': MENU,
  'child, calm': MENU,
  'child, calm again': MENU,
}

interface Question {
  readonly sentences: number
  readonly choices: number
  readonly reason: boolean
  readonly wayPast: boolean
}

/** Runs in the page. */
function question(): Question | null {
  const main = document.querySelector('main')
  // the dots say that this is one of the questions on the way to a letter
  const onTheWay = main?.querySelector('.dots') !== null
  const asks = [...(main?.querySelectorAll('.choice, textarea, input') ?? [])].some((one) => !one.closest('.aloud'))
  if (main === null || document.querySelector('.cover') !== null || (!onTheWay && !asks)) return null
  const first = main.querySelector('.choice, .numbers, textarea, input')
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: 'sentence' })
  const before = [...main.querySelectorAll('p')].filter(
    (text) => first !== null && (text.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
  return {
    sentences: before.reduce((sum, { textContent }) => sum + [...segmenter.segment(textContent)].length, 0),
    // of all groups: it is the screen that one has to look through
    choices: [...main.querySelectorAll('.choice')].filter((one) => one.checkVisibility()).length,
    reason: main.querySelector('.why') !== null,
    // off that way, whoever goes back is past it
    wayPast: main.querySelector(onTheWay ? '.skip' : '.skip, .back, [data-back]') !== null,
  }
}

/** `at`: the screen of the tour. */
export async function questionProblems(page: Page, at: string): Promise<string[]> {
  const asked = await page.evaluate(question)
  if (asked === null) return []
  const lacks: Lack[] = [
    ...(asked.sentences > MOST_SENTENCES ? (['sentences'] as const) : []),
    ...(asked.choices > MOST_CHOICES ? (['choices'] as const) : []),
    ...(asked.reason ? [] : (['reason'] as const)),
    ...(asked.wayPast ? [] : (['way past'] as const)),
  ]
  return lacks.filter((lack) => !ALLOWED[at]?.includes(lack)).map((lack) => `question: ${lack}`)
}
