/** How the person may be answered without being put at risk. */
import type { JSX } from 'preact'
import { CONTACT_METHODS, type ContactMethod } from '../../../shared/case/codes.ts'
import { MAX_LINE_CHARACTERS } from '../../../shared/case/limits.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { PrivateLine } from '../../ui/private-field.tsx'
import { useSpeech } from '../speech.ts'
import type { Typed } from './draft.ts'
import { Step } from './step.tsx'

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
  onBack,
}: {
  /** Those to choose from. */
  readonly methods?: readonly ContactMethod[]
  /** Of the question on the way to a letter. */
  readonly number?: number
  readonly chosen: ContactMethod | null
  readonly typed: Typed
  readonly onChoose: (method: ContactMethod) => void
  readonly onNext: () => void
  readonly onSkip: () => void
  readonly onBack: () => void
}): JSX.Element {
  return (
    <Step number={number} title="answer.title" why="answer.why" onNext={onNext} onSkip={onSkip} onBack={onBack}>
      <ContactFields methods={methods} chosen={chosen} typed={typed} onChoose={onChoose} />
    </Step>
  )
}

/** The ways, and what has to be known for the one chosen. */
export function ContactFields({
  methods = CONTACT_METHODS,
  chosen,
  typed,
  onChoose,
}: {
  readonly methods?: readonly ContactMethod[] | undefined
  readonly chosen: ContactMethod | null
  readonly typed: Typed
  readonly onChoose: (method: ContactMethod) => void
}): JSX.Element {
  const { say } = useSpeech()
  const choices = methods.map((value) => ({ value, label: say(`answer.${value}`) }))
  const fields = chosen === null ? [] : (FIELDS[chosen] ?? [])
  return (
    <>
      <ChooseOne label={say('answer.title')} choices={choices} chosen={chosen} onChoose={onChoose} />
      {chosen === 'safe_phone' && <p class="why">{say('answer.trace')}</p>}
      {chosen === 'trusted_person' && <p class="why">{say('answer.trusted')}</p>}
      {fields.map((field) => (
        <PrivateLine
          key={field}
          label={say(`answer.${field}`)}
          initial={typed[field]}
          maxCharacters={MAX_LINE_CHARACTERS}
          digits={field === 'phone'}
          onText={(text) => void (typed[field] = text)}
        />
      ))}
    </>
  )
}
