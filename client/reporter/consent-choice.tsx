/** Yes or no to one consent; neither until the person says so. For themselves: nobody agrees for somebody else. */
import type { JSX } from 'preact'
import { ChooseOne } from '../ui/choices.tsx'
import type { Asked, Given } from './letter/consents.ts'
import { useSpeech } from './speech.ts'

export function ConsentChoice({
  asked,
  given,
  onGiven,
}: {
  readonly asked: Asked
  readonly given: Given
  readonly onGiven: (given: Given) => void
}): JSX.Element {
  const { say } = useSpeech()
  const answer = given[asked]
  return (
    <>
      <p class="why">{say('agree.whose')}</p>
      <ChooseOne
        label={say(`agree.${asked}`)}
        choices={(['yes', 'no'] as const).map((value) => ({ value, label: say(`agree.${value}`) }))}
        chosen={answer === undefined ? null : answer ? 'yes' : 'no'}
        onChoose={(value) => onGiven({ ...given, [asked]: value === 'yes' })}
      />
    </>
  )
}
