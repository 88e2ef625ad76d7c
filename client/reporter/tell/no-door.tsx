/** Numbers and other places instead of a form: where no office of the area helps, or none can take this letter now. */
import type { JSX } from 'preact'
import type { VerifiedArea } from '../../../shared/trust/area.ts'
import { ALL_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Doors } from './open-doors.ts'
import { Step } from '../step.tsx'

interface Ways {
  readonly onOtherArea: () => void
  readonly onBack: () => void
}

/** Whoever knows better tells this office all the same. */
export function NobodyHelps({
  onAllTheSame,
  onOtherArea,
  onServices,
  onBack,
}: Ways & { readonly onAllTheSame: () => void; readonly onServices: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <Step number={4} title="who.nobody.title" onBack={onBack}>
      <p>{say('who.nobody.text')}</p>
      <Numbers of={ALL_HOTLINES} />
      <div class="choices">
        <button type="button" class="choice" onClick={onServices}>
          {say('home.services')}
        </button>
        <button type="button" class="choice" onClick={onOtherArea}>
          {say('area.choose')}
        </button>
        <button type="button" class="choice" onClick={onAllTheSame}>
          {say('who.nobody.same')}
        </button>
      </div>
    </Step>
  )
}

/** Why, is the same of both, or said of each. */
export function NoDoor({
  area: { area, directory },
  doors: { first, second },
  danger,
  onOtherArea,
  onBack,
}: Ways & { readonly area: VerifiedArea; readonly doors: Doors; readonly danger: boolean }): JSX.Element {
  const { say, name, isToChild } = useSpeech()
  const each = [[area.frontDesk, first] as const, [area.secondDoor, second] as const].flatMap(([id, { kind }]) => {
    const agency = directory.agencies.get(id)
    const key = kind === 'old-keys' ? 'who.closed.this' : 'who.danger.instead'
    return agency === undefined ? [] : [say(key, { agency: name(agency.names) })]
  })
  const alike = first.kind === second.kind
  const title = alike && first.kind === 'later' ? 'who.danger.title' : 'who.closed.title'
  return (
    <Step number={4} title={title} onBack={onBack}>
      {!alike && !isToChild && each.map((sentence) => <p key={sentence}>{sentence}</p>)}
      <p>{say(danger ? 'who.danger.text' : 'who.closed.text')}</p>
      <Numbers of={ALL_HOTLINES} />
      <button type="button" class="choice" onClick={onOtherArea}>
        {say('area.choose')}
      </button>
    </Step>
  )
}
