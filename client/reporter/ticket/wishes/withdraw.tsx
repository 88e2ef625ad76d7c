/** Withdrawing: says what it does and what it does not, then tells every office that has the report. */
import type { JSX } from 'preact'
import { WITHDRAWAL_DAYS } from '../../../../shared/protocol.ts'
import type { Door } from '../../../../shared/trust/area.ts'
import { Heading } from '../../../ui/heading.tsx'
import type { OutboxItem } from '../../../outbox/item.ts'
import { sealWithdrawal } from '../../letter/follow-up.ts'
import { useSpeech } from '../../speech.ts'
import { SendLetter } from '../send-letter.tsx'
import { ToAll } from '../to-all.tsx'
import { UntoldOffices } from '../untold.tsx'
import { CannotTakeBack } from './cannot-take-back.tsx'
import type { WishProps } from './wish.ts'

export function Withdraw({ opened, onHome, onBack }: WishProps): JSX.Element {
  const { say, name } = useSpeech()
  const seal = async (doors: readonly Door[]): Promise<readonly OutboxItem[]> => {
    const letters = doors.map((door) => sealWithdrawal(opened.system, opened.keys, door))
    return (await Promise.all(letters)).flat()
  }
  return (
    <ToAll
      opened={opened}
      onBack={onBack}
      show={({ doors, untold }, tryRest) => (
        <SendLetter
          system={opened.system}
          label={say('withdraw.send')}
          done={say('withdraw.sent')}
          ready={() => true}
          seal={() => seal(doors)}
          rest={<UntoldOffices untold={untold} onAgain={tryRest} />}
          onHome={onHome}
          onDone={onBack}
          onBack={onBack}
        >
          <Heading>{say('withdraw.title')}</Heading>
          {doors.map(({ agency }) => (
            <p key={agency.id} class="note">
              {say('review.to', { agency: name(agency.names) })}
            </p>
          ))}
          <UntoldOffices untold={untold} />
          <p>{say('withdraw.does')}</p>
          <p>{say('withdraw.does.not')}</p>
          <p>{say('withdraw.staff', { days: WITHDRAWAL_DAYS })}</p>
          <p>{say('withdraw.again')}</p>
          <CannotTakeBack />
        </SendLetter>
      )}
    />
  )
}
