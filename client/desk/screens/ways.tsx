/** Where one can go from any screen of an open desk. */
import type { JSX } from 'preact'
import type { Key } from '../../words/desk.en.ts'
import { useSpeech } from '../speech.ts'

export type Way = 'main' | 'feedback' | 'team'

interface WaysProps {
  readonly isOverseer: boolean
  readonly at: Way
  readonly onGo: (way: Way) => void
}

const WAYS: readonly (readonly [Way, Key])[] = [
  ['main', 'nav.cases'],
  ['team', 'nav.team'],
]
const OVERSEER: readonly (readonly [Way, Key])[] = [
  ['main', 'nav.slips'],
  ['feedback', 'nav.feedback'],
  ['team', 'nav.team'],
]

export function Ways({ isOverseer, at, onGo }: WaysProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <nav>
      {(isOverseer ? OVERSEER : WAYS).map(([way, key]) => (
        <button
          key={way}
          type="button"
          class="way"
          aria-current={way === at ? 'page' : undefined}
          onClick={() => onGo(way)}
        >
          {say(key)}
        </button>
      ))}
    </nav>
  )
}
