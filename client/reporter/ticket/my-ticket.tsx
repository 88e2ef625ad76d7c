/**
 * With the ticket: what the office has answered, write more, withdraw. The code and its keys live in memory until this
 * part is left. Nothing is asked of the relay before the code has been given.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type TicketCode, deriveTicketKeys } from '../../../shared/crypto/ticket.ts'
import { useSystem } from '../use-system.ts'
import type { LostMail } from '../offices/lost-mail.ts'
import { usePhoneBack } from '../phone-back.ts'
import { WithReader } from '../aloud/read-screen.tsx'
import { troubleOf } from '../reasons.ts'
import type { System } from '../system.ts'
import type { TroubleKind } from '../trouble.tsx'
import { Conversation } from './conversation.tsx'
import { EnterCode } from './enter-code.tsx'
import { AnythingNew } from './anything-new.tsx'
import { readMailbox } from './read-mailbox.ts'
import { MoreWays, type Way } from './more-ways.tsx'
import type { Opened } from './opened.ts'
import { readableUntil, stepsOf } from './steps.ts'
import { toldBy } from './told.ts'
import { AnswerElse } from './wishes/answer-else.tsx'
import { Agree } from './wishes/agree.tsx'
import { ChangeCode } from './wishes/change-code.tsx'
import { Feedback } from './wishes/feedback.tsx'
import { GoOn } from './wishes/go-on.tsx'
import { Over } from './wishes/over.tsx'
import type { WishProps } from './wishes/wish.ts'
import { Withdraw } from './wishes/withdraw.tsx'
import { WriteMore } from './write-more.tsx'

type Stage =
  | { readonly at: 'enter' }
  | { readonly at: 'opening' }
  | { readonly at: 'failed'; readonly kind: TroubleKind }
  | InsideStage

interface InsideStage {
  readonly at: 'found' | 'talk' | 'write' | 'more' | Way
  /** Where a wish was chosen, and where one comes back to. */
  readonly from?: 'found' | 'more'
  readonly opened: Opened
}

async function openMailbox(system: System, code: TicketCode): Promise<Opened | null> {
  const { primitives, argon2id, deploymentId } = system
  const keys = await deriveTicketKeys(primitives, argon2id, code, deploymentId)
  const mailbox = await readMailbox(system, keys)
  if (mailbox.kind === 'unreachable') return null
  const told = toldBy(mailbox.replies)
  const mayHaveIt = ({ agency }: LostMail): boolean =>
    told.arrivedAt.length === 0 || told.arrivedAt.some(({ id }) => id === agency.id)
  const lost = (await system.offices.lostMail()).filter(mayHaveIt)
  const { sayings } = told
  const today = system.today()
  const [steps, untilDay] = [stepsOf(sayings, today), readableUntil(sayings, today)]
  return { system, keys, told, isShown: false, steps, untilDay, unverified: mailbox.unverified, lost }
}

export function MyTicket({
  onHome,
  onTell,
}: {
  readonly onHome: () => void
  readonly onTell: () => void
}): JSX.Element {
  const system = useSystem()
  const [stage, setStage] = useState<Stage>({ at: 'enter' })
  usePhoneBack()

  const look = (code: TicketCode): void => {
    setStage({ at: 'opening' })
    system()
      .then((parts) => openMailbox(parts, code))
      .then(
        (opened) => setStage(opened === null ? { at: 'failed', kind: 'offline' } : { at: 'found', opened }),
        (error: unknown) => setStage({ at: 'failed', kind: troubleOf(error) }),
      )
  }

  switch (stage.at) {
    case 'enter':
    case 'opening':
    case 'failed':
      return (
        <EnterCode
          busy={stage.at === 'opening'}
          trouble={stage.at === 'failed' ? stage.kind : null}
          onLook={look}
          onHome={onHome}
        />
      )
    default:
      return (
        <WithReader>
          <Inside
            opened={stage.opened}
            at={stage.at}
            from={stage.from ?? 'more'}
            onStage={setStage}
            onHome={onHome}
            onTell={onTell}
          />
        </WithReader>
      )
  }
}

const WISHES: Readonly<Record<Way, (props: WishProps) => JSX.Element>> = {
  feedback: Feedback,
  over: Over,
  answer: AnswerElse,
  agree: Agree,
  code: ChangeCode,
  withdraw: Withdraw,
  'go-on': GoOn,
}

/** With the mailbox open. */
function Inside({
  opened,
  at,
  from,
  onStage,
  onHome,
  onTell,
}: {
  readonly opened: Opened
  readonly at: InsideStage['at']
  readonly from: 'found' | 'more'
  readonly onStage: (stage: InsideStage) => void
  readonly onHome: () => void
  readonly onTell: () => void
}): JSX.Element {
  const go = (next: InsideStage['at']) => (): void => onStage({ at: next, opened })
  switch (at) {
    case 'found':
      return (
        <AnythingNew
          opened={opened}
          onTalk={() => onStage({ at: 'talk', opened: { ...opened, isShown: true } })}
          onOver={() => onStage({ at: 'over', from: 'found', opened })}
          onWrite={go('write')}
          onMore={go('more')}
          onTell={onTell}
          onClose={onHome}
        />
      )
    case 'talk':
      return <Conversation opened={opened} onWrite={go('write')} onTell={onTell} onBack={go('found')} />
    case 'write':
      return <WriteMore opened={opened} onHome={onHome} onBack={go('found')} />
    case 'more':
      return (
        <MoreWays
          arrived={opened.steps.length > 0}
          onWay={(way) => onStage({ at: way, opened })}
          onBack={go('found')}
        />
      )
    default: {
      const Wish = WISHES[at]
      return <Wish opened={opened} onHome={onHome} onBack={go(from)} />
    }
  }
}
