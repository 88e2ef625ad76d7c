/** What it is about, and for whom, to choose from in pictures: the most asked for first, the others behind one more tap. */
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { GROUPS, type Group, LIFE_STAGES, type LifeStage, SITUATIONS, type Situation } from '../../library/audience.ts'
import { useSpeech } from '../speech.ts'
import { Picture, type Pictured } from './pictures.tsx'

const FIRST = 6

interface TilesProps<T> {
  readonly chosen?: T | null
  readonly onChoose: (code: T) => void
}

function Tile({
  of,
  label,
  pressed,
  onClick,
}: {
  readonly of: Pictured
  readonly label: string
  readonly pressed?: boolean | undefined
  readonly onClick: () => void
}): JSX.Element {
  return (
    <button type="button" class="choice tile" aria-pressed={pressed} onClick={onClick}>
      <Picture of={of} />
      {label}
    </button>
  )
}

/** `chosen`: shown as pressed, where the screen stays. */
export function SituationTiles({ chosen, onChoose }: TilesProps<Situation>): JSX.Element {
  const { say } = useSpeech()
  const [more, setMore] = useState<'hidden' | 'just-opened'>('hidden')
  const tiles = useRef<HTMLDivElement>(null)
  // the button that had the focus is gone
  useLayoutEffect(() => {
    if (more === 'just-opened') tiles.current?.querySelectorAll('button')[FIRST]?.focus()
  }, [more])
  const shown = more === 'hidden' ? SITUATIONS.slice(0, FIRST) : SITUATIONS
  return (
    <>
      <div ref={tiles} class="choices tiles" role="group" aria-label={say('rights.about')}>
        {shown.map((code) => (
          <Tile
            key={code}
            of={code}
            label={say(`about.${code}`)}
            pressed={chosen === undefined ? undefined : chosen === code}
            onClick={() => onChoose(code)}
          />
        ))}
      </div>
      {more === 'hidden' && (
        <div class="choices">
          <button type="button" class="choice" onClick={() => setMore('just-opened')}>
            {say('rights.more')}
          </button>
        </div>
      )}
    </>
  )
}

export function StageTiles({ onChoose }: TilesProps<LifeStage>): JSX.Element {
  const { say } = useSpeech()
  return (
    <div class="choices tiles" role="group" aria-label={say('rights.who')}>
      {LIFE_STAGES.map((code) => (
        <Tile key={code} of={code} label={say(`stage.${code}`)} onClick={() => onChoose(code)} />
      ))}
    </div>
  )
}

export function GroupTiles({ onChoose }: TilesProps<Group>): JSX.Element {
  const { say } = useSpeech()
  return (
    <div class="choices tiles" role="group" aria-label={say('rights.who')}>
      {GROUPS.map((code) => (
        <Tile
          key={code}
          of={code === 'disability' ? 'group-disability' : code}
          label={say(`group.${code}`)}
          onClick={() => onChoose(code)}
        />
      ))}
    </div>
  )
}
