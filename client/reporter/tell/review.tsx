/** One screen before sealing: to whom, what consent that is, and on demand every word of it. */
import type { JSX } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import type { Day } from '../../../shared/day.ts'
import { Heading } from '../../ui/heading.tsx'
import { LANGUAGES } from '../../words/languages.ts'
import { ReadScreen } from '../aloud/read-screen.tsx'
import { type OwnPlan, planOf } from '../plan/plan.ts'
import { PlanFacts } from '../plan/plan-facts.tsx'
import { useSpeech } from '../speech.ts'
import { Trouble, type TroubleKind } from '../trouble.tsx'
import { Listen } from '../voice/listen.tsx'
import { type Recorded, clockOf } from '../voice/recorded.ts'
import { finishRecording } from '../voice/voiced.ts'
import { CHILD_UNDER } from '../reading-time.ts'
import { type Draft, type Typed, detailsOf, isOfAnother } from './draft.ts'
import { LAST_STEP, Progress } from '../progress.tsx'

export function Review({
  draft,
  typed,
  silentDay,
  trouble,
  onSend,
  onBack,
}: {
  readonly draft: Draft
  readonly typed: Typed
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  readonly trouble: TroubleKind | null
  readonly onSend: () => void
  readonly onBack: () => void
}): JSX.Element {
  const { say, shortName } = useSpeech()
  const id = useId()
  const { area, door } = draft
  const [voice, setVoice] = useState(typed.voice)
  // a recording that ran on the screen before ends a moment later
  useEffect(() => void finishRecording(typed).then(() => setVoice(typed.voice)), [typed])
  const takeOut = (): void => {
    typed.voice = null
    setVoice(null)
  }
  const overseer = area?.doors.overseer
  const plan = planOf(draft, typed, silentDay)
  return (
    <>
      <Progress number={LAST_STEP} id={id} />
      <Heading describedBy={id}>{say('review.title')}</Heading>
      <ReadScreen />
      {door !== null && <p class="note">{say('review.to', { agency: shortName(door.agency.names) })}</p>}
      <FirstOfAll draft={draft} words={typed.words.trim()} plan={plan} />
      {voice !== null && <p class="note">{say('voice.with', { time: clockOf(voice.seconds) })}</p>}
      <p>{say(draft.danger ? 'danger.first.later' : 'review.when')}</p>
      <p>{say('review.consent')}</p>
      {isOfAnother(draft.about) && <p>{say('review.another')}</p>}
      {draft.about === 'child' && <p>{say('review.under-age', { age: CHILD_UNDER })}</p>}
      {overseer?.ok === true && (
        <p class="why">{say('review.overseer', { overseer: shortName(overseer.value.agency.names) })}</p>
      )}
      <details>
        <summary>{say('review.all')}</summary>
        <Everything draft={draft} typed={typed} plan={plan} voice={voice} onTakeOut={takeOut} />
      </details>
      {trouble !== null && <Trouble of={trouble} />}
      <div class="ways">
        <button type="button" class="next" onClick={onSend}>
          {say(trouble === null ? 'review.send' : 'again')}
        </button>
        <button type="button" class="back" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </>
  )
}

/** Enough to know it again. */
const BEGINNING_CHARACTERS = 80

/** What harms if it is wrong is seen without opening anything: danger, that there are words, and whom the office would call. */
function FirstOfAll({
  draft,
  words,
  plan,
}: {
  readonly draft: Draft
  readonly words: string
  readonly plan: OwnPlan
}): JSX.Element | null {
  const { say } = useSpeech()
  const isCalled = plan.method === 'safe_phone' || plan.method === 'trusted_person'
  if (!draft.danger && words === '' && !isCalled) return null
  // never half of a character
  const characters = Array.from(words)
  const rest = characters.length > BEGINNING_CHARACTERS ? '…' : ''
  return (
    <dl>
      <Danger draft={draft} />
      {words !== '' && <dt>{say('review.words')}</dt>}
      {words !== '' && <dd>{characters.slice(0, BEGINNING_CHARACTERS).join('') + rest}</dd>}
      {isCalled && <PlanFacts plan={plan} />}
    </dl>
  )
}

function Danger({ draft: { danger } }: { readonly draft: Draft }): JSX.Element | null {
  const { say } = useSpeech()
  if (!danger) return null
  return (
    <>
      <dt>{say('review.danger')}</dt>
      <dd>{say('danger.yes')}</dd>
    </>
  )
}

function Everything({
  draft,
  typed,
  plan,
  voice,
  onTakeOut,
}: {
  readonly draft: Draft
  readonly typed: Typed
  readonly plan: OwnPlan
  readonly voice: Recorded | null
  readonly onTakeOut: () => void
}): JSX.Element {
  const { language, say, name } = useSpeech()
  const { notShowTo } = detailsOf(draft, typed)
  const nothing = say('review.nothing')
  return (
    <dl>
      <Danger draft={draft} />
      <dt>{say('review.need')}</dt>
      <dd>{draft.needs.map((need) => say(`need.${need}`)).join(', ') || nothing}</dd>
      <dt>{say('review.area')}</dt>
      <dd>{draft.area === null ? nothing : name(draft.area.area.names)}</dd>
      <dt>{say('review.words')}</dt>
      <dd>{typed.words || nothing}</dd>
      {voice !== null && <dt>{say('voice.yours')}</dt>}
      {voice !== null && (
        <dd>
          <p>{clockOf(voice.seconds)}</p>
          <Listen recorded={voice} />
          <button type="button" onClick={onTakeOut}>
            {say('voice.take-out')}
          </button>
        </dd>
      )}
      <PlanFacts plan={plan} />
      {notShowTo !== undefined && <dt>{say('who.not-show')}</dt>}
      {notShowTo !== undefined && <dd>{notShowTo}</dd>}
      {draft.about !== null && <dt>{say('whom.title')}</dt>}
      {draft.about !== null && <dd>{say(`whom.${draft.about}`, { age: CHILD_UNDER })}</dd>}
      <dt>{say('review.language')}</dt>
      <dd>{LANGUAGES[language].name}</dd>
    </dl>
  )
}
