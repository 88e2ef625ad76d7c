/**
 * Which area: from the verified directory. The one that was chosen last, while the page is open, stands first. Also where it
 * is said that there is no directory to use.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { VerifiedArea } from '../../../shared/trust/area.ts'
import type { Directory } from '../../../shared/trust/directory.ts'
import type { Refusal } from '../../../shared/trust/outcome.ts'
import type { Key } from '../../words/reporter.en.ts'
import { ALL_HOTLINES, FEW_HOTLINES } from '../hotlines.ts'
import { useSystem } from '../use-system.ts'
import { Numbers } from '../numbers.tsx'
import { troubleOf, troubleOfOffices } from '../reasons.ts'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'
import { Step } from '../step.tsx'

type Asking =
  | { readonly at: 'loading' }
  /** `warning`: what the relay has shown instead of this list, the genuine one of this phone. */
  | { readonly at: 'list'; readonly directory: Directory; readonly warning: 'list-kept' | 'list-older' | null }
  | { readonly at: 'elsewhere' }
  | { readonly at: 'trouble'; readonly kind: TroubleKind }

/** The one that was chosen before, if it is still there, before the others in their order. */
const lastFirst = <T extends { readonly id: string }>(areas: readonly T[], last: string | null): readonly T[] => [
  ...areas.filter(({ id }) => id === last),
  ...areas.filter(({ id }) => id !== last),
]

/** Shorter than that is no waiting. */
const SOON_MS = 100

const isOlder = (reason: Refusal): boolean => reason === 'rolled-back'

async function listAreas({ offices }: System): Promise<Asking> {
  const view = await offices.directory()
  if (!view.ok) return { at: 'trouble', kind: troubleOfOffices(view.reason) }
  const warning = view.warning === null ? null : isOlder(view.warning) ? 'list-older' : 'list-kept'
  return { at: 'list', directory: view.value, warning }
}

export function WhichArea({
  number,
  title = 'area.title',
  why = 'area.why',
  last = null,
  onArea,
  onBack,
}: {
  readonly number?: number
  readonly title?: Key
  readonly why?: Key
  /** Id of the area that was chosen before, which is shown. */
  readonly last?: string | null
  readonly onArea: (area: VerifiedArea) => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const system = useSystem()
  const [state, setState] = useState<Asking>({ at: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const again = (): void => setAttempt(attempt + 1)

  useEffect(() => {
    let gone = false
    const show = (next: Asking): void => void (gone || setState(next))
    setState({ at: 'loading' })
    system()
      .then(listAreas)
      .then(show, (error: unknown) => show({ at: 'trouble', kind: troubleOf(error) }))
    return () => void (gone = true)
  }, [attempt])

  const choosing = useRef(false)
  const isGone = useRef(false)
  useEffect(() => () => void (isGone.current = true), [])
  const choose = async (id: string): Promise<void> => {
    // a second tap finds the first one at work
    if (choosing.current) return
    choosing.current = true
    // mostly it is here at once, and then nothing flickers
    const timer = setTimeout(() => setState({ at: 'loading' }), SOON_MS)
    const view = await (await system()).offices.area(id)
    clearTimeout(timer)
    choosing.current = false
    if (isGone.current) return
    if (view.ok) onArea(view.value)
    else setState({ at: 'trouble', kind: troubleOfOffices(view.reason) })
  }

  switch (state.at) {
    case 'loading':
      return (
        <Step number={number} title={title} onBack={onBack}>
          <p role="status">{say('loading')}</p>
        </Step>
      )
    case 'trouble':
      return (
        <Step number={number} title={title} onBack={onBack}>
          <Trouble of={state.kind}>
            <button type="button" class="next" onClick={again}>
              {say('again')}
            </button>
          </Trouble>
        </Step>
      )
    case 'elsewhere':
      return (
        <Step key="elsewhere" number={number} title="area.none.title" onBack={again}>
          <p>{say('area.none.text')}</p>
          <Numbers of={ALL_HOTLINES} />
          <button type="button" class="choice" onClick={again}>
            {say('area.choose')}
          </button>
        </Step>
      )
    case 'list':
      return (
        <Step number={number} title={title} why={why} onBack={onBack}>
          <div class="choices">
            {lastFirst(state.directory.areas, last).map(({ id, names }) => (
              <button
                key={id}
                type="button"
                class="choice"
                aria-pressed={id === last || undefined}
                onClick={() => void choose(id)}
              >
                {name(names)}
              </button>
            ))}
            <button type="button" class="choice" onClick={() => setState({ at: 'elsewhere' })}>
              {say('area.other')}
            </button>
          </div>
          {state.warning !== null && (
            <>
              <p class="note">{say(`trouble.${state.warning}`)}</p>
              <Numbers of={FEW_HOTLINES} />
            </>
          )}
        </Step>
      )
  }
}
