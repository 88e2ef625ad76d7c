/**
 * What must hold where the reporter's app asks something, before the letter and after it: a reason, little to read before one
 * may choose, few choices, a way past it, and where the phone has a voice of this language, a button to have it read.
 */
import type { Page } from 'playwright-core'

const MOST_SENTENCES = 2
const MOST_CHOICES = 7

type Lack = 'sentences' | 'choices' | 'reason' | 'way past' | 'voice'

/** What one may add after the letter: no question, and all of it can be left. */
const MENU: readonly Lack[] = ['sentences']

/** Screens of the tour that may lack something, and why. */
const ALLOWED: Readonly<Record<string, readonly Lack[]>> = {
  // no questions: numbers, cards and a page to read, of which one may choose some, or none
  help: ['reason'],
  rights: ['choices', 'reason', 'voice'],
  'few cards': ['choices', 'reason', 'voice'],
  'how to use it': ['reason', 'voice'],
  // what is on it is read by a button of its own
  card: ['voice'],
  // as pictures, like the needs of a letter
  'need of services': ['choices'],
  // for whom and when are two short lists that make a longer one shorter: nobody has to choose
  'services for whom and when': ['choices'],
  'one service': ['choices'],
  // no question: what that app can know, and how to leave it
  'inside another app': ['sentences', 'reason', 'voice'],
  'inside another app, before the code': ['sentences', 'reason', 'voice'],
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
  // what becomes of it stands where the reason would
  'it is not over': ['reason'],
  // until when the old code counts
  'the new code, compared': ['sentences', 'voice'],
  // digits are typed or read by a button of their own, and nothing that was typed is read
  'wrong code': ['voice'],
  ticket: ['voice'],
  'handed over': ['voice'],
  compared: ['voice'],
  'the new code': ['voice'],
  'child, ticket': ['voice'],
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
  readonly voice: boolean
}

/** Runs in the page. */
function question(): Question | null {
  const main = document.querySelector('main')
  // the dots say that this is one of the questions on the way to a letter
  const onTheWay = main?.querySelector('.dots') !== null
  const asks = main?.querySelector(':is(.choice, textarea, input):not(.aloud *)') !== null
  if (main === null || document.querySelector('.cover') !== null || (!onTheWay && !asks)) return null
  const first = main.querySelector(':is(.choice, .numbers, textarea, input):not(.aloud *)')
  const { lang } = document.documentElement
  const segmenter = new Intl.Segmenter(lang, { granularity: 'sentence' })
  const voices = speechSynthesis.getVoices().filter(({ localService }) => localService)
  const before = [...main.querySelectorAll('p')].filter(
    (text) => first !== null && (text.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
  return {
    sentences: before.reduce((sum, { textContent }) => sum + [...segmenter.segment(textContent)].length, 0),
    // of all groups: it is the screen that one has to look through
    choices: [...main.querySelectorAll('.choice:not(.aloud *)')].filter((one) => one.checkVisibility()).length,
    reason: main.querySelector('.why') !== null,
    // off that way, whoever goes back is past it
    wayPast: main.querySelector(onTheWay ? '.skip' : '.skip, .back, [data-back]') !== null,
    voice: voices.every((voice) => voice.lang !== lang) || main.querySelector('.aloud') !== null,
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
    ...(asked.voice ? [] : (['voice'] as const)),
  ]
  return lacks.filter((lack) => !ALLOWED[at]?.includes(lack)).map((lack) => `question: ${lack}`)
}
