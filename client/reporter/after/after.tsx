/**
 * After the report: a calm page with numbers, and what may still be told, each as a letter of its own while the page is
 * open. Whoever closes it has lost nothing. The ticket's keys live here until this part is left; its code does not.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../ui/heading.tsx'
import { ALL_HOTLINES } from '../hotlines.ts'
import { type Beside, sealFollowUp } from '../letter/follow-up.ts'
import { together } from '../letter/keep-letter.ts'
import { LetterState, standingOfLetter, useOutbox } from '../letter-state.tsx'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Sent } from '../ticket/show/sent.ts'
import { useSealing } from '../ticket/use-sealing.ts'
import { Asked, type Topic } from './asked.tsx'

export type Told = Omit<Sent, 'code'>

const TOPICS: readonly Topic[] = ['words', 'issues', 'whom', 'age', 'answer', 'wishes']

export function After({ told, onHome }: { readonly told: Told; readonly onHome: () => void }): JSX.Element {
  const { say } = useSpeech()
  const { system, keys, doors } = told
  const [topic, setTopic] = useState<Topic | null>(null)
  const [added, setAdded] = useState<readonly Topic[]>([])
  const [kept, setKept] = useState(told.kept)
  const { busy, trouble, start } = useSealing(system)
  const { is } = standingOfLetter(kept, system.outbox, useOutbox(system.outbox))
  const mayStop = is === 'handed' || is === 'waiting'

  if (topic !== null) {
    const add = (words: string, beside: Beside): void =>
      start(
        async () => (await Promise.all(doors.map((door) => sealFollowUp(system, keys, door, words, beside)))).flat(),
        (more) => {
          setKept(together(kept, more))
          setAdded([...added.filter((one) => one !== topic), topic])
          setTopic(null)
        },
      )
    return <Asked topic={topic} busy={busy} trouble={trouble} onAdd={add} onBack={() => setTopic(null)} />
  }
  // what was given to the ticket's own screens is not asked again
  const topics = TOPICS.filter((one) => one !== 'answer' || told.plan === 'ticket-only')
  return (
    <>
      <Heading>{say('calm.title')}</Heading>
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
          {say('after.added')} {added.map((one) => say(`after.${one}`)).join(', ')}
        </p>
      )}
      <div class="choices">
        {topics.map((one) => (
          <button key={one} type="button" class="choice" onClick={() => setTopic(one)}>
            {say(`after.${one}`)}
          </button>
        ))}
      </div>
    </>
  )
}
