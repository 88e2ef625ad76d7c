/** Exactly what the person will read, in the words of their app, before it is sealed. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import type { ToldWords } from '../../../words/told.en.ts'
import type { WrittenAct } from '../../drafts/draft.ts'
import { useSpeech, writeDate, type Language } from '../../speech.ts'
import { readerLines } from '../../view/reader-lines.ts'

const loaders: Readonly<Record<Language, () => Promise<{ readonly words: ToldWords }>>> = {
  th: () => import('../../../words/told.th.ts'),
  en: () => import('../../../words/told.en.ts'),
}

/** Whose writing of a day is that of the person's app: day before month (client/reporter/language/written-date.ts). */
const AS_THE_APP: Readonly<Record<Language, string>> = { th: 'th', en: 'en-GB' }

const isSpoken = (language: string): language is Language => Object.hasOwn(loaders, language)

interface PreviewProps {
  readonly act: WrittenAct
  /** What the person asked for; foreign. */
  readonly language: string
}

export function Preview({ act, language }: PreviewProps): JSX.Element {
  const { say, languageName } = useSpeech()
  const shown = isSpoken(language) ? language : 'th'
  const [words, setWords] = useState<ToldWords | null>(null)
  useEffect(() => {
    loaders[shown]().then(
      (module) => setWords(module.words),
      () => undefined,
    )
  }, [shown])
  return (
    <section class="preview" aria-label={say('act.preview.title')}>
      <h3>{say('act.preview.title')}</h3>
      <p class="why">
        {say(isSpoken(language) ? 'act.preview.language' : 'act.preview.other', { language: languageName(language) })}
      </p>
      <div class="reading" lang={shown} translate={false}>
        {words !== null &&
          readerLines(act, words, (day) => writeDate(AS_THE_APP[shown], day)).map((line, index) => (
            <p key={index} class="said">
              <ForeignText text={line} language={shown} />
            </p>
          ))}
      </div>
    </section>
  )
}
