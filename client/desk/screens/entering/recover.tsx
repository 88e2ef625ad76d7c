/**
 * Making a desk from a recovery kit on a browser that has nothing: the words, what they are of, a passphrase.
 * Source: docs/protocol.md 9.42 to 9.44.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { RecoveryState } from '../../kit/use-kit.ts'
import { useSpeech } from '../../speech.ts'
import { Frame } from '../frame.tsx'
import { KitWords, type Sentence, wrongWords } from './kit-words.tsx'
import { useMaking } from './making.ts'
import { NewPassphrase } from './new-passphrase.tsx'

interface RecoverProps {
  readonly desk: DeskEnd
  readonly onMade: (vaultId: string) => void
  readonly onBack: () => void
}

type Good = Extract<RecoveryState, { kind: 'recoverable' }>

const REFUSED = {
  'no-copy': 'recover.no-copy',
  removed: 'recover.removed',
  forged: 'recover.forged',
  unreachable: 'recover.offline',
  absent: 'recover.absent',
  refused: 'recover.refused',
  distrusted: 'join.distrusted',
} as const

function troubleOf(state: Exclude<RecoveryState, Good>): Sentence {
  return state.kind === 'wrong-words' ? wrongWords(state.why) : ({ say }) => say(REFUSED[state.why])
}

export function Recover({ desk, onMade, onBack }: RecoverProps): JSX.Element {
  const { say } = useSpeech()
  const [good, find] = useState<Good | null>(null)
  const [agreed, agree] = useState(false)
  const { making, trouble, make } = useMaking(desk, onMade)
  const look = async (words: string): Promise<Sentence | null> => {
    const unreachable: RecoveryState = { kind: 'refused', why: 'unreachable' }
    const state = await desk.ask('recover', { words }).catch(() => unreachable)
    if (state.kind !== 'recoverable') return troubleOf(state)
    find(state)
    return null
  }
  if (good === null) {
    return (
      <Frame>
        <Heading>{say('recover.title')}</Heading>
        <p>{say('recover.text')}</p>
        <KitWords onWords={look} onBack={onBack} />
      </Frame>
    )
  }
  if (!agreed) return <Compare good={good} onAgree={() => agree(true)} onBack={() => find(null)} />
  return (
    <Frame>
      <Heading>{say('recover.title')}</Heading>
      <p class="why">{say('welcome.shared')}</p>
      <NewPassphrase
        initialName={visibleString(good.label)}
        making={making}
        trouble={trouble === null ? null : say(trouble)}
        onChosen={(chosen) => make({ ...chosen, label: '' })}
        onBack={() => agree(false)}
      />
    </Frame>
  )
}

interface CompareProps {
  readonly good: Good
  readonly onAgree: () => void
  readonly onBack: () => void
}

function Compare({ good, onAgree, onBack }: CompareProps): JSX.Element {
  const { say, name, date } = useSpeech()
  const label = visibleString(good.label)
  const agency = good.names === null ? null : name(good.names)
  return (
    <Frame>
      <Heading>
        {agency === null ? say('recover.found.unlisted', { label }) : say('recover.found', { label, agency })}
      </Heading>
      <p>{say('recover.compare')}</p>
      <p class="digits">{good.fingerprint}</p>
      <p>{say('recover.day', { date: date(good.day) })}</p>
      {good.others.length === 0 ? (
        <p>{say('recover.others.none')}</p>
      ) : (
        <>
          <h2>{say('recover.others')}</h2>
          <ul>
            {good.others.map((other, at) => (
              <li key={at}>
                <bdi translate={false}>{visibleString(other)}</bdi>
              </li>
            ))}
          </ul>
          <p class="why">{say('recover.others.check')}</p>
        </>
      )}
      <div class="ways">
        <button type="button" class="next" onClick={onAgree}>
          {say('recover.agree')}
        </button>
        <button type="button" class="plain" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </Frame>
  )
}
