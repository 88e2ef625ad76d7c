/** What else can be done with a ticket. */
import type { JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'

const WAYS = ['feedback', 'over', 'answer', 'agree', 'code', 'withdraw', 'go-on'] as const
export type Way = (typeof WAYS)[number]
/** Those that only an office which has answered can be asked. */
const AFTER_ANSWER: ReadonlySet<Way> = new Set(['feedback', 'over'])

export function MoreWays({
  arrived,
  onWay,
  onBack,
}: {
  /** At an office, which has said so. */
  readonly arrived: boolean
  readonly onWay: (way: Way) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Heading>{say('my.more')}</Heading>
      <ReadScreen />
      <div class="choices">
        {WAYS.filter((way) => arrived || !AFTER_ANSWER.has(way)).map((way) => (
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
