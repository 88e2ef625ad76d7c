/**
 * How old whom it is about is, then which district, from the list of the area's pack: only where it has one. Both are small
 * facts, and go as one letter.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { District } from '../../library/areas/pack.ts'
import { LIFE_STAGES, type LifeStage } from '../../library/audience.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { useSpeech } from '../speech.ts'
import { Question, type AskingDetails } from './question.tsx'
import { saidOf } from './said.ts'
import { useSequence } from './sequence.ts'

/** Those that somebody under 18 can be in. */
const CHILD_STAGES: readonly LifeStage[] = ['child_0_9', 'adolescent_10_19']

export function AgeAndDistrict({
  districts,
  own,
  onDetails,
  onBack,
  ...asking
}: AskingDetails & {
  readonly districts: readonly District[]
  /** A child tells of itself: it is asked as such, and within its years. */
  readonly own: boolean
}): JSX.Element {
  const { say, name } = useSpeech()
  const { at, isLast, goOn, goBack } = useSequence<'age' | 'district'>(
    districts.length === 0 ? ['age'] : ['age', 'district'],
    onBack,
  )
  const [lifeStage, setLifeStage] = useState<LifeStage | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const district = districts.find(({ id }) => id === chosen)
  const handOver = (place: District | undefined): void => {
    // by its name in Thai, which every desk can read
    const named = place === undefined ? null : (place.names['th'] ?? place.id)
    onDetails(saidOf({ lifeStage, district: named }))
  }
  if (at === 'district')
    return (
      <Question
        {...asking}
        key={at}
        title="district.title"
        why="district.why"
        ready={lifeStage !== null || district !== undefined}
        onSkip={() => handOver(undefined)}
        onHandOver={() => handOver(district)}
        onBack={goBack}
      >
        <ChooseOne
          label={say('district.title')}
          choices={districts.map(({ id, names: called }) => ({ value: id, label: name(called) }))}
          chosen={chosen}
          onChoose={setChosen}
        />
      </Question>
    )
  const title = own ? 'child.age.own' : 'age.title'
  return (
    <Question
      {...asking}
      key={at}
      title={title}
      why="age.why"
      ready={lifeStage !== null}
      more={!isLast}
      {...(isLast ? {} : { onSkip: () => (setLifeStage(null), goOn()) })}
      onHandOver={() => (isLast ? handOver(undefined) : goOn())}
      onBack={goBack}
    >
      <ChooseOne
        label={say(title)}
        choices={(own ? CHILD_STAGES : LIFE_STAGES).map((value) => ({ value, label: say(`age.${value}`) }))}
        chosen={lifeStage}
        onChoose={setLifeStage}
      />
    </Question>
  )
}
