import { describe, expect, test } from 'vitest'
import { type Spoken, createSpoken } from '../../../../client/reporter/language/spoken.ts'
import { words } from '../../../../client/words/reporter.en.ts'
import type { Language } from '../../../../shared/case/language.ts'

const named = ({ language, whole }: Pick<Spoken, 'language' | 'whole'>): string =>
  `${language} ${whole ? 'all' : 'few'}`

/** Files come when they are let come, in any order. */
function world(): {
  shown: string[]
  spoken: ReturnType<typeof createSpoken>
  come: (name: string) => Promise<void>
  miss: (name: string) => Promise<void>
} {
  const shown: string[] = []
  const waiting: { name: string; done: (spoken: Spoken) => void; fail: (error: Error) => void; spoken: Spoken }[] = []
  const load = (language: Language, whole: boolean): Promise<Spoken> =>
    new Promise((done, fail) => {
      waiting.push({ name: named({ language, whole }), done, fail, spoken: { language, words, whole } })
    })
  /** All who asked for it. */
  const take = (name: string): typeof waiting => {
    const taken = waiting.filter((one) => one.name === name)
    if (taken.length === 0) throw new Error(`nobody asked for ${name}`)
    waiting.splice(0, waiting.length, ...waiting.filter((one) => one.name !== name))
    return taken
  }
  const settled = (): Promise<void> => new Promise((done) => void setTimeout(done, 0))
  return {
    shown,
    spoken: createSpoken({
      first: { language: 'th', words, whole: false },
      load,
      show: (one) => void shown.push(named(one)),
    }),
    come: async (name) => {
      for (const { done, spoken } of take(name)) done(spoken)
      await settled()
    },
    miss: async (name) => {
      for (const { fail } of take(name)) fail(new Error('no network'))
      await settled()
    },
  }
}

describe('the words of the app', () => {
  test('are few until a part is opened, in the language chosen', async () => {
    const { spoken, shown, come } = world()
    spoken.choose('en')
    await come('en few')
    const opened = spoken.whole()
    await come('en all')
    await opened
    expect(shown).toEqual(['en few', 'en all'])
  })

  test('are never few again once a part is open, whichever file comes last', async () => {
    const { spoken, shown, come } = world()
    spoken.choose('en')
    const opened = spoken.whole()
    await come('en all')
    await opened
    await come('en few')
    spoken.choose('th')
    await come('th all')
    expect(shown).toEqual(['en all', 'th all'])
  })

  test('are of the language chosen last', async () => {
    const { spoken, shown, come } = world()
    const opened = spoken.whole()
    spoken.choose('en')
    await come('th all')
    await come('en all')
    await opened
    expect(shown.at(-1)).toBe('en all')
    expect(shown).not.toContain('th all')
  })

  test('stay as they are when a file does not come, and come when asked for again', async () => {
    const { spoken, shown, come, miss } = world()
    const opened = spoken.whole().catch((error: unknown) => String(error))
    await miss('th all')
    expect(await opened).toContain('no network')
    spoken.choose('en')
    await miss('en few')
    const again = spoken.whole()
    await come('th all')
    await again
    expect(shown).toEqual(['th all'])
  })
})
