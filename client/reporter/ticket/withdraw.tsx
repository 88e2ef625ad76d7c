/** Withdrawing: says what it does and what it does not, then tells every office that has the report. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import type { OutboxItem } from '../../outbox/item.ts'
import { sealWithdrawal } from '../letter/follow-up.ts'
import { useSpeech } from '../speech.ts'
import type { Opened } from './opened.ts'
import { Receivers } from './receivers.tsx'
import { SendLetter } from './send-letter.tsx'

export function Withdraw({
  opened,
  onHome,
  onBack,
}: {
  readonly opened: Opened
  readonly onHome: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, name } = useSpeech()
  const [doors, setDoors] = useState<readonly Door[]>([])
  if (doors.length === 0) return <Receivers opened={opened} onDoors={setDoors} onBack={onBack} />
  const seal = async (): Promise<readonly OutboxItem[]> => {
    const letters = doors.map((door) => sealWithdrawal(opened.system, opened.keys, door))
    return (await Promise.all(letters)).flat()
  }
  return (
    <SendLetter
      system={opened.system}
      label={say('withdraw.send')}
      done={say('withdraw.sent')}
      ready={() => true}
      seal={seal}
      onHome={onHome}
      onBack={onBack}
    >
      <Heading>{say('withdraw.title')}</Heading>
      {doors.map(({ agency }) => (
        <p key={agency.id} class="note">
          {say('review.to', { agency: name(agency.names) })}
        </p>
      ))}
      <p>{say('withdraw.does')}</p>
      <p>{say('withdraw.does.not')}</p>
      <p>{say('withdraw.again')}</p>
    </SendLetter>
  )
}
