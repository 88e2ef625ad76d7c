/**
 * How old whom it is about is, then which district, from the list of the area's pack: only where it has one. Both are small
 * facts, and go as one letter.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Details } from '../../../shared/case/details.ts'
import type { District } from '../../library/areas/pack.ts'
import { LIFE_STAGES, type LifeStage } from '../../library/audience.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { useSpeech } from '../speech.ts'
import type { TroubleKind } from '../trouble.tsx'
import { Question } from './question.tsx'

/** Those that somebody under 18 can be in. */
const CHILD_STAGES: readonly LifeStage[] = ['child_0_9', 'adolescent_10_19']

export function AgeAndDistrict({
  districts,
  own,
  onFacts,
  onBack,
  ...props
}: {
  readonly districts: readonly District[]
  /** A child tells of itself: it is asked as such, and within its years. */
  readonly own: boolean
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  /** The district by its name in Thai, which every desk can read. */
  readonly onFacts: (facts: Pick<Details, 'lifeStage' | 'district'>) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const [at, setAt] = useState<'age' | 'district'>('age')
  const [lifeStage, setLifeStage] = useState<LifeStage | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const district = districts.find(({ id }) => id === chosen)
  const handOver = (place: District | undefined): void => {
    if (lifeStage === null && place === undefined) return onBack()
    onFacts({
      ...(lifeStage === null ? {} : { lifeStage }),
      ...(place === undefined ? {} : { district: place.names['th'] ?? place.id }),
    })
  }
  if (at === 'district')
    return (
      <Question
        {...props}
        key={at}
        title="district.title"
        why="district.why"
        ready={lifeStage !== null || district !== undefined}
        onSkip={() => handOver(undefined)}
        onHandOver={() => handOver(district)}
        onBack={() => setAt('age')}
      >
        <ChooseOne
          label={say('district.title')}
          choices={districts.map(({ id, names: called }) => ({ value: id, label: name(called) }))}
          chosen={chosen}
          onChoose={setChosen}
        />
      </Question>
    )
  const isLast = districts.length === 0
  const title = own ? 'child.age.own' : 'age.title'
  return (
    <Question
      {...props}
      key={at}
      title={title}
      why="age.why"
      ready={lifeStage !== null}
      more={!isLast}
      {...(isLast ? {} : { onSkip: () => (setLifeStage(null), setAt('district')) })}
      onHandOver={() => (isLast ? handOver(undefined) : setAt('district'))}
      onBack={onBack}
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
