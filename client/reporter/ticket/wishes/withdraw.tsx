/** Withdrawing: says what it does and what it does not, then tells every office that has the report. */
import type { JSX } from 'preact'
import { WITHDRAWAL_DAYS } from '../../../../shared/protocol.ts'
import { sealWithdrawal } from '../../letter/wishes.ts'
import { useSpeech } from '../../speech.ts'
import { CannotTakeBack } from './cannot-take-back.tsx'
import { SendToAll } from './send-to-all.tsx'
import type { WishProps } from './wish.ts'

export function Withdraw(props: WishProps): JSX.Element {
  const { say } = useSpeech()
  const { system, keys } = props.opened
  return (
    <SendToAll
      {...props}
      title="withdraw.title"
      label="withdraw.send"
      done="withdraw.sent"
      seal={(door) => sealWithdrawal(system, keys, door)}
    >
      <p>{say('withdraw.does')}</p>
      <p>{say('withdraw.does.not')}</p>
      <p>{say('withdraw.staff', { days: WITHDRAWAL_DAYS })}</p>
      <p>{say('withdraw.again')}</p>
      <CannotTakeBack />
    </SendToAll>
  )
}
