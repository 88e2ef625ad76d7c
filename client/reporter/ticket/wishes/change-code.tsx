/** Another code in the place of one that somebody may have seen: shown as the first was, and it counts once one is finished. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../../shared/trust/area.ts'
import type { OutboxItem } from '../../../outbox/item.ts'
import { Heading } from '../../../ui/heading.tsx'
import { type Kept, type Ticket, makeTicket, together } from '../../letter/keep-letter.ts'
import { sealToEach } from '../../letter/seal-event.ts'
import { sealCodeChange } from '../../letter/wishes.ts'
import { LetterState } from '../../standing/letter-state.tsx'
import { troubleOf } from '../../reasons.ts'
import { useSpeech } from '../../speech.ts'
import { Trouble, type TroubleKind } from '../../trouble.tsx'
import type { Receiving } from '../../offices/find-doors.ts'
import { Receivers } from '../receivers.tsx'
import { ToOffices } from '../to-offices.tsx'
import { UntoldOffices } from '../untold.tsx'
import { useSealing } from '../../letter/use-sealing.ts'
import { CannotTakeBack } from './cannot-take-back.tsx'
import { EraseAnswers } from './erase-answers.tsx'
import { NewCode, type NewTicket } from './new-code.tsx'
import type { WishProps } from './wish.ts'

type Untold = Receiving['untold']
type Stage =
  | { readonly at: 'who' }
  | { readonly at: 'ask'; readonly to: Receiving }
  | { readonly at: 'new'; readonly next: NewTicket; readonly untold: Untold }
  | { readonly at: 'changed'; readonly changed: Changed }

interface Changed {
  readonly ticket: Ticket
  readonly kept: Kept
  readonly untold: Untold
}

export function ChangeCode(props: WishProps): JSX.Element {
  const { opened, onBack } = props
  const { system, keys } = opened
  const [stage, setStage] = useState<Stage>({ at: 'who' })
  const sealFor = (doors: readonly Door[], { keys: next }: Ticket): Promise<readonly OutboxItem[]> =>
    sealToEach(doors, (door) => sealCodeChange(system, keys, next, door))
  switch (stage.at) {
    case 'who':
      return (
        <Receivers
          system={system}
          agencies={opened.told.arrivedAt}
          onFound={(to) => setStage({ at: 'ask', to })}
          onBack={onBack}
        />
      )
    case 'ask': {
      const { doors, untold } = stage.to
      const make = async (): Promise<void> => {
        const ticket = await makeTicket(system)
        setStage({ at: 'new', next: { ticket, letters: await sealFor(doors, ticket) }, untold })
      }
      return <Ask to={stage.to} make={make} onBack={onBack} />
    }
    case 'new': {
      const { next, untold } = stage
      return (
        <NewCode
          next={next}
          system={system}
          onChanged={(kept) => setStage({ at: 'changed', changed: { ticket: next.ticket, kept, untold } })}
          onUnchanged={onBack}
        />
      )
    }
    case 'changed':
      return (
        <HasChanged
          {...props}
          changed={stage.changed}
          sealFor={sealFor}
          onMore={(changed) => setStage({ at: 'changed', changed })}
        />
      )
  }
}

function Ask({
  to: { doors, untold },
  make,
  onBack,
}: {
  readonly to: Receiving
  readonly make: () => Promise<void>
  readonly onBack: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<TroubleKind | null>(null)
  const start = (): void => {
    setBusy(true)
    make()
      .catch((error: unknown) => setTrouble(troubleOf(error)))
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Heading>{say('code.title')}</Heading>
      <p class="why">{say('code.why')}</p>
      <ToOffices doors={doors} />
      <UntoldOffices untold={untold} />
      {untold.length > 0 && <p>{say('code.untold')}</p>}
      <p>{say('code.does')}</p>
      <p>{say('code.old')}</p>
      <p>{say('code.stops')}</p>
      <CannotTakeBack />
      <p role="status">{busy ? say('code.making') : ''}</p>
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <button type="button" class="next" disabled={busy} aria-busy={busy} onClick={start}>
          {say('code.make')}
        </button>
        <button type="button" class="back" disabled={busy} onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}

/** Where an office could not be told, the old code counts until it is; the new one is in memory so long. */
function HasChanged({
  opened,
  changed,
  sealFor,
  onMore,
  onHome,
}: WishProps & {
  readonly changed: Changed
  readonly sealFor: (doors: readonly Door[], ticket: Ticket) => Promise<readonly OutboxItem[]>
  readonly onMore: (changed: Changed) => void
}): JSX.Element {
  const { say } = useSpeech()
  const { system } = opened
  const { ticket, kept, untold } = changed
  const [asking, setAsking] = useState(false)
  const { trouble, start } = useSealing(system)
  const tell = (to: Receiving): void => {
    setAsking(false)
    start(
      () => sealFor(to.doors, ticket),
      (more) => onMore({ ticket, kept: together(kept, more), untold: to.untold }),
    )
  }
  if (asking) {
    const agencies = untold.map(({ agency }) => agency)
    return <Receivers system={system} agencies={agencies} onFound={tell} onBack={() => setAsking(false)} />
  }
  return (
    <>
      <Heading>{say('code.done')}</Heading>
      <LetterState kept={kept} system={system} />
      <p>{say('code.empty')}</p>
      {untold.length > 0 && <p>{say('code.untold')}</p>}
      <UntoldOffices untold={untold} onAgain={() => setAsking(true)} />
      {trouble !== null && <Trouble of={trouble} />}
      <EraseAnswers opened={opened} />
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
