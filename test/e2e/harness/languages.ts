/** The languages of the reporter's app, as the screens speak them. */
import { LANGUAGES } from '../../../client/words/languages.ts'
import { type Key, type Words, words as en } from '../../../client/words/reporter.en.ts'
import { toChild } from '../../../client/words/to-child.ts'
import type { Language } from '../../../shared/case/language.ts'
import type { Screen } from './screen.ts'

/** What a draft does not say is said in another language. */
export async function wordsOf(language: Language): Promise<Words> {
  const entry = LANGUAGES[language]
  if (!('draft' in entry)) return (await entry.whole()).words
  const { draft } = await entry.draft()
  return { ...(await wordsOf(draft.otherwise)), ...draft.words }
}

/** As a child is spoken to, in the language that has the sentence. */
export async function saidToChild(language: Language): Promise<(key: Key) => string> {
  const entry = LANGUAGES[language]
  if (!('draft' in entry)) {
    const words = await wordsOf(language)
    return (key) => toChild(words[key], language)
  }
  const { draft } = await entry.draft()
  const otherwise = await saidToChild(draft.otherwise)
  return (key) => draft.words[key] ?? otherwise(key)
}

/** How the list begins the demonstration's first area: in the letters that the language's readers know. */
export const areaIn = (language: Language): string => (['en', 'my', 'km'].includes(language) ? 'Lamphun' : 'จังหวัดลำพูน')

/** From a screen in English. */
export async function choose(screen: Screen, language: Language): Promise<void> {
  await screen.tap(en.language)
  await screen.tap(LANGUAGES[language].name)
  const { language: said } = await wordsOf(language)
  await screen.sees(said)
}
