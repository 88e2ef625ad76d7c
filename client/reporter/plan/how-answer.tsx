/** How the person may be answered without being put at risk. */
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { CONTACT_METHODS, type ContactMethod } from '../../../shared/case/codes.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import type { Key } from '../../words/reporter.en.ts'
import { useSpeech } from '../speech.ts'
import { type TypedPlan, maySkip } from './plan.ts'
import { type Gap, NotYet, useGap } from './not-yet.tsx'
import { Step } from '../step.tsx'

const FIELDS: Readonly<Partial<Record<ContactMethod, readonly ('phone' | 'hours' | 'say' | 'pickUp' | 'who')[]>>> = {
  safe_phone: ['phone', 'hours', 'say', 'pickUp'],
  trusted_person: ['who'],
}

export function HowAnswer({
  methods,
  number,
  chosen,
  typed,
  onChoose,
  onNext,
  onSkip,
  onInstead = onSkip,
  onBack,
}: {
  /** Those to choose from. */
  readonly methods?: readonly ContactMethod[]
  /** Of the question on the way to a letter. */
  readonly number?: number
  readonly chosen: ContactMethod | null
  readonly typed: TypedPlan
  readonly onChoose: (method: ContactMethod) => void
  readonly onNext: () => void
  readonly onSkip: () => void
  /** What one may do without a number or a name, where that is not the same. */
  readonly onInstead?: () => void
  readonly onBack: () => void
}): JSX.Element {
  const gap = useGap(chosen, typed)
  const next = (): void => gap.orAsk(onNext)
  // what was typed stays, whichever way one goes on
  const skip = (): void => (maySkip(chosen, typed) ? onSkip() : next())
  return (
    <Step number={number} title="answer.title" why="answer.why" onNext={next} onSkip={skip} onBack={onBack}>
      <ContactFields
        methods={methods}
        chosen={chosen}
        typed={typed}
        onChoose={onChoose}
        gap={gap}
        instead={methods === undefined || methods.includes('ticket_only') ? 'answer.by-ticket' : 'skip'}
        onInstead={onInstead}
      />
    </Step>
  )
}

/** The ways, and what has to be known for the one chosen. */
function ContactFields({
  methods = CONTACT_METHODS,
  chosen,
  typed,
  onChoose,
  gap,
  instead = 'answer.by-ticket',
  onInstead,
}: {
  readonly methods?: readonly ContactMethod[] | undefined
  readonly chosen: ContactMethod | null
  readonly typed: TypedPlan
  readonly onChoose: (method: ContactMethod) => void
  readonly gap: Gap
  /** What one may do without a number or a name. */
  readonly instead?: Key
  readonly onInstead: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const here = useRef<HTMLDivElement>(null)
  const add = (): void => {
    gap.close()
    here.current?.querySelector('input')?.focus()
  }
  const choices = methods.map((value) => ({ value, label: say(`answer.${value}`) }))
  const fields = chosen === null ? [] : (FIELDS[chosen] ?? [])
  return (
    <div ref={here}>
      <ChooseOne
        label={say('answer.title')}
        choices={choices}
        chosen={chosen}
        onChoose={(method) => {
          gap.close()
          onChoose(method)
        }}
      />
      {/* there before anything appears in it: else it is not said */}
      <div role="status">
        {chosen === 'safe_phone' && <p class="why">{say('answer.trace')}</p>}
        {chosen === 'trusted_person' && <p class="why">{say('answer.trusted')}</p>}
        {fields.length > 0 && (
          <p class="unseen">
            {say('answer.below', { fields: fields.map((field) => say(`answer.${field}`)).join(', ') })}
          </p>
        )}
      </div>
      {fields.map((field) => (
        <PrivateLine
          key={field}
          label={say(`answer.${field}`)}
          initial={typed[field]}
          maxCharacters={MAX_LINE_CHARACTERS}
          digits={field === 'phone'}
          onText={(text) => {
            typed[field] = text
            gap.close()
          }}
        />
      ))}
      {gap.tries > 0 && <NotYet tries={gap.tries} instead={instead} onAdd={add} onInstead={onInstead} />}
    </div>
  )
}
