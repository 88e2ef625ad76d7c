/**
 * The last line, large, and below it the button that ends what cannot be seen again: whoever goes on has passed the day from
 * which it is worth to look, and hears it with the button's name.
 */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { type Day, addDays } from '../../../../shared/day.ts'
import { useSpeech } from '../../speech.ts'

/** Where an office has promised nothing: it is hardly there earlier, and sooner looks find nothing. */
const LOOK_AGAIN_DAYS = 3

export function Finish({
  day,
  contactDay,
  onFinished,
}: {
  /** Of what the code is for. */
  readonly day: Day
  /** By which the office has promised to be in contact; null: nobody has said. */
  readonly contactDay: Day | null
  readonly onFinished: () => void
}): JSX.Element {
  const { say, date } = useSpeech()
  const id = useId()
  return (
    <>
      <p class="again" id={id}>
        {say('ticket.again', { date: date(contactDay ?? addDays(day, LOOK_AGAIN_DAYS)) })}
      </p>
      <button type="button" class="back ends" aria-describedby={id} onClick={onFinished}>
        {say('ticket.finished')}
      </button>
    </>
  )
}
