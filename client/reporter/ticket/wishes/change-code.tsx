/**
 * Another code in place of one that somebody may have seen. Every office that has the report is told; the new code is shown
 * once that lies in the outbox, and as the first one was.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { type Kept, type Ticket, makeTicket } from '../../letter/keep-letter.ts'
import { sealCodeChange } from '../../letter/wishes.ts'
import { LetterState } from '../../letter-state.tsx'
import { useSpeech } from '../../speech.ts'
import { Trouble } from '../../trouble.tsx'
import type { Receiving } from '../find-doors.ts'
import { Receivers } from '../receivers.tsx'
import type { Sent } from '../show/sent.ts'
import { ShowTicket } from '../show/show-ticket.tsx'
import { UntoldOffices } from '../untold.tsx'
import { useSealing } from '../use-sealing.ts'
import { EraseAnswers } from './erase-answers.tsx'
import { CannotTakeBack } from './cannot-take-back.tsx'
import type { WishProps } from './wish.ts'

export function ChangeCode({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { system, keys } = opened
  const { say, name } = useSpeech()
  const [to, setTo] = useState<Receiving | null>(null)
  const [sent, setSent] = useState<Sent | null>(null)
  const [finished, setFinished] = useState<Kept | null>(null)
  const { busy, trouble, start } = useSealing(system)
  if (finished !== null) {
    return (
      <>
        <Heading>{say('code.done')}</Heading>
        <LetterState kept={finished} system={system} />
        <p>{say('code.empty')}</p>
        {to !== null && <UntoldOffices untold={to.untold} />}
        <EraseAnswers opened={opened} />
        <button type="button" class="back" onClick={onHome}>
          {say('home')}
        </button>
      </>
    )
  }
  if (sent !== null) {
    const finish = (kept: Kept): void => {
      setFinished(kept)
      setSent(null)
    }
    return <ShowTicket sent={sent} onFinished={finish} />
  }
  if (to === null) {
    return <Receivers system={system} agencies={opened.told.arrivedAt} onFound={setTo} onBack={onBack} />
  }
  const { doors, untold } = to
  const make = (): void => {
    let made: Ticket | null = null
    const seal = async (): ReturnType<Parameters<typeof start>[0]> => {
      const next = await makeTicket(system)
      made = next
      return Promise.all(doors.map((door) => sealCodeChange(system, keys, next.keys, door)))
    }
    start(seal, (kept) => {
      if (made !== null) setSent({ ...made, doors, area: null, plan: 'stands', kept, system, day: system.today() })
    })
  }
  return (
    <>
      <Heading>{say('code.title')}</Heading>
      <p class="why">{say('code.why')}</p>
      {doors.map(({ agency }) => (
        <p key={agency.id} class="note">
          {say('review.to', { agency: name(agency.names) })}
        </p>
      ))}
      <UntoldOffices untold={untold} />
      <p>{say('code.does')}</p>
      <p>{say('code.old')}</p>
      <CannotTakeBack />
      <p role="status">{busy ? say('code.making') : ''}</p>
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <button type="button" class="next" disabled={busy} aria-busy={busy} onClick={make}>
          {say('code.make')}
        </button>
        <button type="button" class="back" disabled={busy} onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}
