/**
 * Removing a device, or replacing the agency's keys with nobody removed: what it does and what it does not, asked once, and how
 * far it has come. Source: docs/protocol.md 9.30, 9.31.
 */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { visibleString } from '../../../ui/visible-text.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { ReplaceOutcome } from '../../session.ts'
import type { MemberState } from '../../state.ts'
import { useSpeech } from '../../speech.ts'

/** As the member sheet has it. The page holds no module of an agency's keys, where the name stands too. */
const ADMINISTRATOR = 'administrator'

interface ReplaceProps {
  readonly session: DeskEnd
  /** The device to remove; null: nobody. */
  readonly member: MemberState | null
  /** Devices that are left then, this one among them. */
  readonly left: number
  readonly onDone: () => void
}

function sentenceFor({ kind, ...outcome }: ReplaceOutcome): Key {
  switch (kind) {
    case 'replaced':
      return 'team.replace.done'
    case 'begun':
      return 'problem.replacing'
    case 'not-administrator':
      return 'team.invite.only'
    case 'own-device':
      return 'team.remove.own'
    case 'gone':
      return 'team.remove.gone'
    case 'clock':
      return 'team.replace.clock'
    case 'storage':
      return `problem.storage.${'code' in outcome ? outcome.code : 'broken'}`
    case 'locked':
      return 'act.locked'
  }
}

export function ReplaceKeys({ session, member, left, onDone }: ReplaceProps): JSX.Element {
  const { say } = useSpeech()
  const [outcome, tell] = useState<ReplaceOutcome | 'running' | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // It opens far from the button that asked for it.
  useEffect(() => heading.current?.focus(), [])
  const run = async (): Promise<void> => {
    tell('running')
    tell(await session.ask('replace', { remove: member?.author ?? null }))
  }
  const title = member === null ? say('team.replace') : say('team.remove.label', { label: visibleString(member.label) })
  const isAsked = outcome === null || outcome === 'running'
  return (
    <section aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {isAsked && <What member={member} left={left} />}
      <p role="status" class="outcome">
        {outcome === 'running' && say('team.replace.running')}
        {!isAsked && say(sentenceFor(outcome))}
      </p>
      <div class="ways row">
        {isAsked && (
          <button type="button" class="next" disabled={outcome === 'running'} onClick={() => void run()}>
            {say(member === null ? 'team.replace.do' : 'team.remove.do')}
          </button>
        )}
        <button type="button" class="plain" onClick={onDone}>
          {say(isAsked ? 'cancel' : 'team.replace.close')}
        </button>
      </div>
    </section>
  )
}

function What({ member, left }: Pick<ReplaceProps, 'member' | 'left'>): JSX.Element {
  const { say } = useSpeech()
  if (member === null) return <p>{say('team.replace.does')}</p>
  return (
    <>
      <p>{say('team.remove.does')}</p>
      <p>{say('team.remove.not')}</p>
      {member.roles.includes(ADMINISTRATOR) && <p class="banner stop">{say('team.remove.administrator')}</p>}
      {left < 2 && <p class="banner stop">{say('team.remove.last')}</p>}
    </>
  )
}
