/**
 * The ticket after sealing, as often as the person wants to see it until they are finished. What it belongs to lies in the
 * outbox before this is shown: leaving cancels nothing. Code and keys live in memory until this part is left.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { TicketCode, TicketKeys } from '../../../../shared/crypto/ticket.ts'
import type { Day } from '../../../../shared/day.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import type { Kept } from '../../letter/keep-letter.ts'
import type { System } from '../../system.ts'
import { CannotKeep } from './cannot-keep.tsx'
import { CompareGroups } from './compare.tsx'
import { TheCode } from './the-code.tsx'

export interface Sent {
  readonly code: TicketCode
  readonly keys: TicketKeys
  /** Who gets it, and what is said about it later. */
  readonly doors: readonly Door[]
  /** Whether the office may answer in another way than through the code. */
  readonly plan: 'stands' | 'ticket-only'
  readonly kept: Kept
  readonly system: System
  readonly day: Day
}

/** Both handed over: the whole is. */
const together = (one: Kept, more: Kept): Kept => ({
  ids: [...one.ids, ...more.ids],
  untilDay: one.untilDay < more.untilDay ? one.untilDay : more.untilDay,
})

export function ShowTicket({
  sent,
  onFinished,
}: {
  readonly sent: Sent
  /** With everything that is on its way. */
  readonly onFinished: (kept: Kept) => void
}): JSX.Element {
  const [at, setAt] = useState<'code' | 'compare' | 'cannot'>('code')
  const [kept, setKept] = useState(sent.kept)
  const [plan, setPlan] = useState(sent.plan)
  const again = (): void => setAt('code')
  const finish = (): void => onFinished(kept)
  switch (at) {
    case 'code':
      return (
        <TheCode
          code={sent.code}
          day={sent.day}
          kept={kept}
          system={sent.system}
          onWrote={() => setAt('compare')}
          onCannot={() => setAt('cannot')}
          onFinished={finish}
        />
      )
    case 'compare':
      return <CompareGroups code={sent.code} onAgain={again} onFinished={finish} />
    case 'cannot':
      return (
        <CannotKeep
          sent={sent}
          plan={plan}
          kept={kept}
          onPlan={(more) => {
            setKept(together(kept, more))
            setPlan('stands')
          }}
          onAgain={again}
          onFinished={finish}
        />
      )
  }
}
