/**
 * The code, as it stands on paper: any digits, spaces and dashes, shown again in groups of five to compare. It is read only
 * when the button is pressed. Below it stands what waits on this phone, because whoever looks for an answer has to know that nothing has gone out yet.
 */
import type { JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { asciiDigits } from '../../../shared/crypto/digits.ts'
import { type TicketCode, parseTicket } from '../../../shared/crypto/ticket.ts'
import { TICKET_DIGITS } from '../../../shared/protocol.ts'
import { Heading } from '../../ui/heading.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { useSpeech } from '../speech.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'
import { OnThisPhone } from './on-this-phone.tsx'

/** Digits with a space or a dash between any two. */
const MOST_CHARACTERS = 4 * TICKET_DIGITS

export function EnterCode({
  busy,
  trouble,
  onLook,
  onHome,
}: {
  readonly busy: boolean
  readonly trouble: TroubleKind | null
  readonly onLook: (code: TicketCode) => void
  readonly onHome: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const text = useRef('')
  const counter = useId()
  const [count, setCount] = useState(0)
  const inGroups = useRef<HTMLParagraphElement>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const read = (typed: string): void => {
    text.current = typed
    const digits = asciiDigits(typed) ?? ''
    setCount(digits.length)
    // Straight into the page: the code is in no state of a component.
    if (inGroups.current !== null) inGroups.current.textContent = digits.replace(/.{5}(?=.)/g, '$& ')
    setWrong(null)
  }
  const look = (): void => {
    const parsed = parseTicket(text.current)
    if (parsed.ok) onLook(parsed.code)
    else setWrong(say(`my.wrong.${parsed.reason}`, { count }))
  }
  return (
    <>
      <Heading>{say('my.title')}</Heading>
      <PrivateLine
        label={say('my.label')}
        initial=""
        maxCharacters={MOST_CHARACTERS}
        digits
        describedBy={counter}
        onText={read}
      />
      <p ref={inGroups} class="groups" dir="ltr" translate={false} aria-hidden="true" />
      <p id={counter} class="why">
        {say('my.count', { count })}
      </p>
      <p role="alert">{wrong}</p>
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <button type="button" class="next" disabled={busy} aria-busy={busy} onClick={look}>
          {say(trouble === null ? 'my.open' : 'again')}
        </button>
        <p role="status">{busy ? say('my.opening') : ''}</p>
        <button type="button" class="back" onClick={onHome}>
          {say('home')}
        </button>
      </div>
      <OnThisPhone />
    </>
  )
}
