/** Numbers first. */
import type { JSX } from 'preact'
import { Heading } from '../ui/heading.tsx'
import { hotlinesAt } from './hotlines.ts'
import { Numbers } from './numbers.tsx'
import { useSpeech } from './speech.ts'

export function Help({ onHome }: { readonly onHome: () => void }): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  return (
    <>
      <Heading>{say('help.title')}</Heading>
      <p>{say('help.trace')}</p>
      <Numbers of={hotlinesAt(thaiMinute())} />
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
