/**
 * What waits on this phone, what waited too long, and what the browser has lost. Not on the home, where whoever takes the
 * phone would read it first.
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { OutboxItem } from '../../outbox/item.ts'
import type { OutboxState } from '../../outbox/outbox.ts'
import { FEW_HOTLINES } from '../hotlines.ts'
import type { LetterStanding } from '../standing/standing.ts'
import { Standing, useOutbox } from '../standing/letter-state.tsx'
import { useSystem } from '../use-system.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { System } from '../system.ts'

export function OnThisPhone(): JSX.Element | null {
  const ask = useSystem()
  const [system, setSystem] = useState<System | null>(null)
  useEffect(() => {
    let gone = false
    ask().then(
      (parts) => gone || setSystem(parts),
      () => undefined,
    )
    return () => void (gone = true)
  }, [])
  return system === null ? null : <Here system={system} />
}

function Here({ system }: { readonly system: System }): JSX.Element | null {
  const { marks, outbox } = system
  const { say } = useSpeech()
  const state = useOutbox(outbox)
  const [thrown, setThrown] = useState(false)
  useEffect(() => {
    let gone = false
    const look = async (): Promise<void> => {
      const found = await marks.compare()
      if (!gone) setThrown(found === 'thrown-away')
    }
    void look()
    return () => void (gone = true)
  }, [marks])
  const settle = (): void => {
    setThrown(false)
    void marks.settle()
  }
  if (state === null || !(thrown || holdsAnything(state))) return null
  return (
    <section>
      <h2>{say('my.phone')}</h2>
      {thrown && <Notice text={say('state.thrown')} label={say('state.expired.seen')} onSeen={settle} />}
      <Letters state={state} system={system} />
    </section>
  )
}

const holdsAnything = ({ waiting, late, expired, broken, foreign }: OutboxState): boolean =>
  waiting.length + late.length + expired.length + broken.length + foreign > 0

function Letters({ state, system }: { readonly state: OutboxState; readonly system: System }): JSX.Element {
  const { outbox } = system
  const { say, date, today } = useSpeech()
  const { waiting, late, expired, broken, foreign } = state
  const [first] = waiting.toSorted((a, b) => a.expiresDay - b.expiresDay)
  const fault = waiting.map(({ id }) => outbox.memoryOnly(id)).find((one) => one !== null) ?? null
  const standing: LetterStanding = fault === null ? { is: 'waiting' } : { is: 'memory', fault }
  const forget = (slots: readonly string[]) => (): void => void outbox.forget(slots)
  return (
    <>
      {first !== undefined && (
        <div class="state" role="status">
          <Standing standing={standing} untilDay={first.expiresDay} state={state} system={system} />
        </div>
      )}
      {late.length > 0 && (
        <Notice
          text={say('state.late', { date: date(today()) })}
          label={say('state.late.remove')}
          onSeen={forget(slotsOf(late))}
        />
      )}
      {expired.length > 0 && (
        <Notice text={say('state.expired')} label={say('state.expired.seen')} onSeen={forget(slotsOf(expired))} />
      )}
      {broken.length > 0 && (
        <Notice text={say('state.broken')} label={say('state.expired.seen')} onSeen={forget(broken)} />
      )}
      {foreign > 0 && <p class="note">{say('state.foreign')}</p>}
    </>
  )
}

const slotsOf = (items: readonly OutboxItem[]): readonly string[] => items.map(({ slot }) => slot)

function Notice({
  text,
  label,
  onSeen,
}: {
  readonly text: string
  readonly label: string
  readonly onSeen: () => void
}): JSX.Element {
  return (
    <div class="state">
      <p>{text}</p>
      <Numbers of={FEW_HOTLINES} />
      <button type="button" onClick={onSeen}>
        {label}
      </button>
    </div>
  )
}
