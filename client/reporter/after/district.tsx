/** Which district, from the list of the area's pack: only where it has one. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { District } from '../../library/areas/pack.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { useSpeech } from '../speech.ts'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

export function WhichDistrict({
  districts,
  onDistrict,
  ...props
}: {
  readonly districts: readonly District[]
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  /** Its name in Thai, which every desk can read. */
  readonly onDistrict: (name: string) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const [chosen, setChosen] = useState<string | null>(null)
  const district = districts.find(({ id }) => id === chosen)
  return (
    <Question
      {...props}
      title="district.title"
      why="district.why"
      ready={district !== undefined}
      onHandOver={() => district !== undefined && onDistrict(district.names['th'] ?? district.id)}
    >
      <ChooseOne
        label={say('district.title')}
        choices={districts.map(({ id, names: called }) => ({ value: id, label: name(called) }))}
        chosen={chosen}
        onChoose={setChosen}
      />
    </Question>
  )
}
