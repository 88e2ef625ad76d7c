/** Below the numbers of "Get help now": what it is about, so that whoever knows most about it comes first. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Situation } from '../../library/audience.ts'
import { hotlinesFor } from '../../library/hotlines-for.ts'
import type { HotlineId } from '../../library/hotlines.ts'
import { ReadByItself } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import { SituationTiles } from './tiles.tsx'

export function HelpAbout({ onFirst }: { readonly onFirst: (first: readonly HotlineId[]) => void }): JSX.Element {
  const { say } = useSpeech()
  const [chosen, setChosen] = useState<Situation | null>(null)
  const choose = (situation: Situation): void => {
    setChosen(situation)
    onFirst(hotlinesFor(situation))
  }
  return (
    <>
      <ReadByItself />
      <h2>{say('rights.about')}</h2>
      <SituationTiles chosen={chosen} onChoose={choose} />
    </>
  )
}
