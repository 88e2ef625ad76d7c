/** What else can be done with a ticket. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { useSpeech } from '../speech.ts'

const WAYS = ['withdraw'] as const
export type Way = (typeof WAYS)[number]

export function MoreWays({
  onWay,
  onBack,
}: {
  readonly onWay: (way: Way) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('my.more')}</Heading>
      <div class="choices">
        {WAYS.map((way) => (
          <button key={way} type="button" class="choice" onClick={() => onWay(way)}>
            {say(`my.more.${way}`)}
          </button>
        ))}
      </div>
      <button type="button" class="back" onClick={onBack}>
        {say('back')}
      </button>
    </>
  )
}
