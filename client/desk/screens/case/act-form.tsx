/** Writing one act, seeing it as the person will, and sealing it. What is typed stays with the case until it is sealed. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Case } from '../../../../shared/case/case.ts'
import { CASE_STATUSES, CLOSURE_REASONS, type CaseStatus } from '../../../../shared/case/codes.ts'
import { REPLY_PART_CHARACTERS } from '../../../../shared/case/limits.ts'
import { addDays, type Day } from '../../../../shared/day.ts'
import { ChooseOne } from '../../../ui/choices.tsx'
import { PrivateText } from '../../../ui/private-field.tsx'
import { PROMISES, type ActKind, type Draft, type Promised, type WrittenAct } from '../../drafts/draft.ts'
import { useSpeech } from '../../speech.ts'
import { shownWithdrawal } from '../../view/withdrawal.ts'

/** Longest that a desk takes at once: forty pages. */
const MAX_WORDS = 100_000

/** Closing and opening again have words and reasons of their own; a device says `received` by itself. */
const BY_HAND: readonly CaseStatus[] = CASE_STATUSES.filter(
  (status) => !['received', 'closed', 'reopened'].includes(status),
)

function dayOf(promise: Promised, today: Day): { readonly promisedDay?: Day } {
  return promise === '0' ? {} : { promisedDay: addDays(today, Number(promise)) }
}

const wordsOf = ({ words }: Draft): { readonly words?: string } => (words.trim() === '' ? {} : { words })

/** Null: something that must be there is not. */
export function actOf(kind: ActKind, draft: Draft, today: Day): WrittenAct | null {
  switch (kind) {
    case 'message':
    case 'note':
      return draft.words.trim() === '' ? null : { kind, words: draft.words }
    case 'status':
      return draft.status === null ? null : { kind, status: draft.status, ...dayOf(draft.promise, today) }
    case 'closure':
      return draft.reason === null ? null : { kind, reason: draft.reason, ...wordsOf(draft) }
    case 'reopening':
    case 'erasure':
      return { kind, ...wordsOf(draft) }
  }
}

interface ActFormProps {
  readonly kind: ActKind
  readonly of: Case
  readonly today: Day
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}

const LABELS = {
  message: 'act.words',
  note: 'act.note.words',
  closure: 'act.close.words',
  reopening: 'act.reopen.words',
  erasure: 'act.close.words',
} as const

export function ActForm({ kind, of, today, draft, onDraft }: ActFormProps): JSX.Element {
  const { say, label, date } = useSpeech()
  const withdrawal = shownWithdrawal(of, today)
  const waits = withdrawal !== null && !withdrawal.isDue
  // The page around this is not drawn anew by a change, so that the newest draft is kept here: a second choice must not
  // undo the first. The words live in the field; what is chosen has to be drawn.
  const latest = useRef(draft)
  const [, draw] = useState(0)
  const keep = (part: Partial<Draft>): void => {
    latest.current = { ...latest.current, ...part }
    onDraft(latest.current)
  }
  const change = (part: Partial<Draft>): void => {
    keep(part)
    draw((count) => count + 1)
  }
  const { status, promise: promised, reason: chosen } = latest.current
  const promiseName = (promise: Promised): string => {
    if (promise === '0') return say('act.promise.none')
    return promise === '1' ? say('act.promise.tomorrow') : say('act.promise.days', { count: promise })
  }
  return (
    <>
      {kind === 'closure' && (of.contactStopped || of.sharingStopped) && (
        <p class="banner stop">{say('act.close.stopped')}</p>
      )}
      {kind === 'closure' && waits && withdrawal.decideDay !== null && (
        <p>
          {say('act.close.not-before', {
            reason: label('reason', 'person_asked_to_stop'),
            date: date(withdrawal.decideDay),
          })}
        </p>
      )}
      {kind === 'erasure' && (
        <>
          <p class="banner urgent">{say('act.erase.does')}</p>
          <p>{say('act.erase.not')}</p>
          <p>{say('act.erase.coerced')}</p>
        </>
      )}
      {kind === 'closure' && (
        <>
          <h3>{say('act.reason')}</h3>
          <ChooseOne
            label={say('act.reason')}
            choices={CLOSURE_REASONS.filter((reason) => !waits || reason !== 'person_asked_to_stop').map((value) => ({
              value,
              label: label('reason', value),
            }))}
            chosen={chosen}
            onChoose={(reason) => change({ reason })}
          />
        </>
      )}
      {kind === 'status' ? (
        <>
          <ChooseOne
            label={say('act.status.which')}
            choices={BY_HAND.map((value) => ({ value, label: label('case-status', value) }))}
            chosen={status}
            onChoose={(status) => change({ status })}
          />
          <h3>{say('act.promise')}</h3>
          <ChooseOne
            label={say('act.promise')}
            choices={PROMISES.map((value) => ({ value, label: promiseName(value) }))}
            chosen={promised}
            onChoose={(promise) => change({ promise })}
          />
        </>
      ) : (
        <>
          {kind !== 'note' && <p class="why">{say('act.words.care')}</p>}
          <PrivateText
            label={say(LABELS[kind])}
            initial={draft.words}
            maxCharacters={kind === 'message' || kind === 'note' ? MAX_WORDS : REPLY_PART_CHARACTERS}
            onText={(words) => keep({ words })}
          />
        </>
      )}
    </>
  )
}
