/**
 * The truth about a letter, in the project's words: locked and waiting, or handed over. "Handed over" is shown only after
 * the relay's durable answer; nothing here ever says "sent".
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { Day } from '../../shared/day.ts'
import type { OutboxItem } from '../outbox/item.ts'
import type { Outbox, OutboxState } from '../outbox/outbox.ts'
import type { StorageFault } from '../storage/connection.ts'
import { FEW_HOTLINES } from './hotlines.ts'
import { KeepIt } from './keep-it.tsx'
import type { Kept } from './letter/keep-letter.ts'
import { Numbers } from './numbers.tsx'
import { useSpeech } from './speech.ts'
import type { System } from './system.ts'

/** The outbox as it is now; null until it has been read. */
export function useOutbox(outbox: Outbox): OutboxState | null {
  const [state, setState] = useState<OutboxState | null>(null)
  useEffect(() => {
    let gone = false
    const read = async (): Promise<void> => {
      const next = await outbox.state()
      if (!gone) setState(next)
    }
    const stop = outbox.onChange(() => void read())
    void read()
    return () => {
      gone = true
      stop()
    }
  }, [outbox])
  return state
}

/** How a letter stands: `late` and `expired` as in outbox/policy.ts. */
export type LetterStanding =
  | { readonly is: 'handed' | 'late' | 'expired' | 'waiting' }
  /** In this page only, and why. */
  | { readonly is: 'memory'; readonly fault: StorageFault }

export function standingOfLetter({ ids }: Kept, outbox: Outbox, state: OutboxState | null): LetterStanding {
  const names = new Set(ids.map((id) => encodeBase64url(id)))
  const among = (items: readonly OutboxItem[] = []): boolean => items.some(({ id }) => names.has(encodeBase64url(id)))
  if (ids.every((id) => outbox.handedOver(id))) return { is: 'handed' }
  if (among(state?.expired)) return { is: 'expired' }
  if (among(state?.late)) return { is: 'late' }
  const fault = ids.map((id) => outbox.memoryOnly(id)).find((one) => one !== null) ?? null
  return fault === null ? { is: 'waiting' } : { is: 'memory', fault }
}

export function LetterState({ kept, system }: { readonly kept: Kept; readonly system: System }): JSX.Element {
  const { outbox } = system
  const state = useOutbox(outbox)
  const standing = standingOfLetter(kept, outbox, state)
  return (
    <div class="state" role="status">
      <Standing standing={standing} untilDay={kept.untilDay} state={state} system={system} />
    </div>
  )
}

interface Shown {
  readonly standing: LetterStanding
  readonly untilDay: Day
  readonly state: OutboxState | null
  readonly system: System
}

/** One line in the project's words, and what has to happen; with the numbers where something is in its way. */
export function Standing({ standing, untilDay, state, system }: Shown): JSX.Element {
  const { say, date, today } = useSpeech()
  switch (standing.is) {
    case 'handed':
      return <p class="line">{say('state.handed')}</p>
    case 'late':
    case 'expired':
      return (
        <>
          <p class="line">{say(`state.${standing.is}`, { date: date(today()) })}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )
    case 'memory':
      return (
        <>
          <p class="line">{say('state.memory')}</p>
          <p>{say(`trouble.${standing.fault}`)}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )
    case 'waiting':
      return (
        <>
          <p class="line">{say('state.waiting', { date: date(untilDay) })}</p>
          <HowItGoes state={state} system={system} />
        </>
      )
  }
}

/** What has to happen for it to go out. */
function HowItGoes({ state, system }: { readonly state: OutboxState | null; readonly system: System }): JSX.Element {
  const { say } = useSpeech()
  const offline = system.offline()
  return (
    <>
      <p>{say(state?.wakes === true ? 'state.waiting.sync' : 'state.waiting.how')}</p>
      {(offline === 'unsupported' || offline === 'failed') && (
        <>
          <p>{say('trouble.no-worker')}</p>
          <Numbers of={FEW_HOTLINES} />
        </>
      )}
      {state?.reasons.includes('disk') === true && <p>{say('state.waiting.disk')}</p>}
      <KeepIt persistence={system.persistence} />
    </>
  )
}
