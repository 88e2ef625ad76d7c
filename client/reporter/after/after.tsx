/**
 * After the report: a calm page with numbers, and what may still be told, each as a letter of its own while the page is
 * open. Whoever closes it has lost nothing. The ticket's keys live here until this part is left; its code does not.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Code } from '../../../shared/case/codes.ts'
import type { Door } from '../../../shared/trust/area.ts'
import { Heading } from '../../ui/heading.tsx'
import type { OutboxItem } from '../../outbox/item.ts'
import { ALL_HOTLINES } from '../hotlines.ts'
import { sealFollowUp } from '../letter/follow-up.ts'
import { type Kept, together } from '../letter/keep-letter.ts'
import { sealSaid } from '../letter/said-more.ts'
import { sealToEach } from '../letter/seal-event.ts'
import { sealConsents } from '../letter/wishes.ts'
import { standingOfLetter } from '../standing/standing.ts'
import { LetterState, useOutbox } from '../standing/letter-state.tsx'
import { Numbers } from '../numbers.tsx'
import { usePack } from '../pack-at-hand.ts'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import type { Sent } from '../ticket/show/sent.ts'
import { useSealing } from '../letter/use-sealing.ts'
import { Asked, type Topic } from './asked.tsx'

/** The code is not needed any more. */
export type SentReport = Omit<Sent, 'code'>

/** Of which no more than seven fit whoever tells. */
const TOPICS: readonly Topic[] = ['reach', 'words', 'issues', 'whom', 'age', 'answer', 'wishes', 'agree']

export function After({
  sent,
  another,
  onHome,
}: {
  readonly sent: SentReport
  /**
   * It is about somebody else: how they can be reached is asked before anything else, and can be left. What they agree to is
   * not: a third person's consent is never theirs.
   */
  readonly another: boolean
  readonly onHome: () => void
}): JSX.Element {
  const { say, isToChild } = useSpeech()
  const { system, keys, doors } = sent
  const pack = usePack(sent.area)
  const districts = pack === null || pack === 'loading' ? [] : pack.districts
  const [topic, setTopic] = useState<Topic | null>(another ? 'reach' : null)
  const [added, setAdded] = useState<readonly Topic[]>([])
  const [role, setRole] = useState<Code | null>(null)
  const [kept, setKept] = useState(sent.kept)
  const { busy, trouble, start } = useSealing(system)
  const { is } = standingOfLetter(kept, system.outbox, useOutbox(system.outbox))
  const own = isToChild && (role === null || role === 'self')
  const nameOf = (one: Topic): string => {
    if (one !== 'age') return say(`after.${one}`)
    const age = say(own ? 'child.after.age.own' : 'after.age')
    return districts.length === 0 ? age : `${age} · ${say('after.district')}`
  }
  const mayStop = is === 'handed' || is === 'waiting'

  if (topic !== null) {
    const add = (more: Kept): void => {
      setKept(together(kept, more))
      setAdded([...added.filter((one) => one !== topic), topic])
      setTopic(null)
    }
    const handOver = (seal: (door: Door) => Promise<readonly OutboxItem[]>): void =>
      start(() => sealToEach(doors, seal), add)
    return (
      <Asked
        topic={topic}
        districts={districts}
        silentDay={sent.silentDay}
        own={own}
        busy={busy}
        trouble={trouble}
        onAdd={(beside) => {
          if (beside.role !== undefined) setRole(beside.role)
          handOver((door) => sealFollowUp(system, keys, door, '', beside))
        }}
        onAgree={(consents) => handOver((door) => sealConsents(system, keys, door, consents, null))}
        onSaid={(said) => start(() => sealSaid(system, keys, doors, said), add)}
        onBack={() => setTopic(null)}
      />
    )
  }
  const fits = (one: Topic): boolean => {
    const ofOneself = role === null ? !another : role === 'self'
    if (one === 'agree') return ofOneself
    return one !== 'reach' || (another && !ofOneself)
  }
  const topics = TOPICS.filter(fits)
  return (
    <>
      <Heading>{say('calm.title')}</Heading>
      <ReadScreen />
      <LetterState kept={kept} system={system} />
      {mayStop && <p>{say('calm.text')}</p>}
      {mayStop && <Numbers of={ALL_HOTLINES} />}
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
      <h2>{say('after.title')}</h2>
      <p class="why">{say('after.why')}</p>
      {added.length > 0 && (
        <p role="status">
          {say('after.added')} {added.map(nameOf).join(', ')}
        </p>
      )}
      <div class="choices">
        {topics.map((one) => (
          <button key={one} type="button" class="choice" onClick={() => setTopic(one)}>
            {nameOf(one)}
          </button>
        ))}
      </div>
    </>
  )
}
