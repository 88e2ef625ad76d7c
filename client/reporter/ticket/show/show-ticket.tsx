/**
 * The ticket after sealing, as often as the person wants to see it until they are finished. What it belongs to lies in the
 * outbox before this is shown: leaving cancels nothing. Code and keys live in memory until this part is left.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type Kept, together } from '../../letter/keep-letter.ts'
import { LetterState } from '../../standing/letter-state.tsx'
import { CannotKeep } from './cannot-keep.tsx'
import { CompareGroups } from './compare.tsx'
import type { Sent } from './sent.ts'
import { TheCode } from './the-code.tsx'

export function ShowTicket({
  sent,
  onFinished,
}: {
  readonly sent: Sent
  /** With everything that is on its way, and whether the office may answer in another way. */
  readonly onFinished: (kept: Kept, plan: Sent['plan']) => void
}): JSX.Element {
  const [at, setAt] = useState<'code' | 'compare' | 'cannot'>('code')
  const [kept, setKept] = useState(sent.kept)
  const [plan, setPlan] = useState(sent.plan)
  const again = (): void => setAt('code')
  const finish = (): void => onFinished(kept, plan)
  switch (at) {
    case 'code':
      return (
        <TheCode
          code={sent.code}
          day={sent.day}
          contactDay={sent.contactDay}
          onWrote={() => setAt('compare')}
          onCannot={() => setAt('cannot')}
          onFinished={finish}
        >
          <LetterState kept={kept} system={sent.system} />
        </TheCode>
      )
    case 'compare':
      return (
        <CompareGroups
          code={sent.code}
          day={sent.day}
          contactDay={sent.contactDay}
          onAgain={again}
          onFinished={finish}
        />
      )
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
