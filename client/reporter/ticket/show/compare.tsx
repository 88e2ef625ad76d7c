/** After writing the code down: two groups of it, to find a slip while the code can still be seen again. Nobody has to. */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { asciiDigits } from '../../../../shared/crypto/digits.ts'
import type { TicketCode } from '../../../../shared/crypto/ticket.ts'
import type { Day } from '../../../../shared/day.ts'
import { TICKET_DIGITS } from '../../../../shared/protocol.ts'
import { Heading } from '../../../ui/heading.tsx'
import { PrivateLine } from '../../../ui/private-field.tsx'
import { useTicketInView } from '../../cover/in-view.ts'
import { useSpeech } from '../../speech.ts'
import { type Compared, compareGroups } from './compare-groups.ts'
import { Finish } from './finish.tsx'

export function CompareGroups({
  code,
  day,
  contactDay,
  children,
  onAgain,
  onFinished,
}: {
  readonly code: TicketCode
  /** Of what it is for. */
  readonly day: Day
  /** By which the office has promised to be in contact; null: nobody has said. */
  readonly contactDay: Day | null
  /** How it stands with what the code is for, where that hangs on what is done here. */
  readonly children?: ComponentChildren
  readonly onAgain: () => void
  readonly onFinished: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const typed = useRef('')
  const [found, setFound] = useState<Compared | null>(null)
  useTicketInView()
  useEffect(() => () => void (typed.current = ''), [])
  const count = (): number => asciiDigits(typed.current)?.length ?? 0
  return (
    <>
      <Heading>{say('keep.compare.title')}</Heading>
      <p class="why">{say('keep.compare.why')}</p>
      {children}
      <PrivateLine
        label={say('keep.compare.label')}
        initial=""
        maxCharacters={4 * TICKET_DIGITS}
        digits
        onText={(text) => {
          typed.current = text
          setFound(null)
        }}
      />
      <p role="status">{found === null ? '' : say(`keep.compare.${found}`, { count: count() })}</p>
      <div class="ways">
        <button type="button" class="next" onClick={() => setFound(compareGroups(code, typed.current))}>
          {say('keep.compare.look')}
        </button>
        <button type="button" class="back" onClick={onAgain}>
          {say('keep.again')}
        </button>
        <Finish day={day} contactDay={contactDay} onFinished={onFinished} />
      </div>
    </>
  )
}
