/** What a caseworker can do to a case: choose, write, look, seal. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Case } from '../../../../shared/case/case.ts'
import { isEnded } from '../../../../shared/case/status.ts'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { Answer } from '../../bridge/messages.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import type { DraftBook } from '../../drafts/draft-book.ts'
import { ACT_KINDS, draftName, EMPTY_DRAFT, type ActKind, type WrittenAct } from '../../drafts/draft.ts'
import { useSpeech } from '../../speech.ts'
import { shownWithdrawal } from '../../view/withdrawal.ts'
import { ActForm, actOf } from './act-form.tsx'
import { Preview } from './preview.tsx'

interface ActsProps {
  readonly of: Case
  readonly state: ScreenState
  readonly session: DeskEnd
  readonly drafts: DraftBook
  /** The form that is open at first. */
  readonly writing: ActKind | null
  readonly onWriting: (what: ActKind | null) => void
}

const KINDS: Readonly<Record<ActKind, Key>> = {
  message: 'act.reply',
  status: 'act.status',
  note: 'act.note',
  closure: 'act.close',
  reopening: 'act.reopen',
  erasure: 'act.erase',
}

const TELLING: ReadonlySet<string> = new Set(['message', 'status', 'closure', 'reopening', 'erasure'])

/** Nobody has told the person anything: their app says that no person has read it. */
const isUnread = ({ timeline }: Case): boolean =>
  !timeline.some(({ by, event }) => by === 'staff' && TELLING.has(event.type))

type Said = Answer<'act'>['kind'] | 'contested' | 'empty' | 'note' | null

const SAID: Readonly<Record<Exclude<Said, null>, Key>> = {
  written: 'act.written',
  note: 'act.written.note',
  'no-reply-address': 'act.no-address',
  changed: 'ticket.changed',
  contested: 'ticket.first-decide',
  storage: 'act.storage',
  locked: 'act.locked',
  'too-long': 'act.too-long',
  'too-early': 'act.too-early',
  'still-waiting': 'act.still-waiting',
  clock: 'team.replace.clock',
  empty: 'act.empty',
}

type Step =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'writing'; readonly what: ActKind }
  | { readonly kind: 'looking'; readonly act: WrittenAct }

const CHOOSING: Step = { kind: 'choosing' }

export function Acts({ of, state, session, drafts, writing, onWriting }: ActsProps): JSX.Element {
  const { say } = useSpeech()
  const [step, go] = useState<Step>(writing === null ? CHOOSING : { kind: 'writing', what: writing })
  const [said, tell] = useState<Said>(null)
  const [sealing, setSealing] = useState(false)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (step.kind === 'choosing') return
    const field = panel.current?.querySelector<HTMLElement>('textarea, .choice, .next')
    field?.focus()
    // Where one goes on writing.
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length)
  }, [step])

  const nameOf = (what: ActKind): string => draftName(of.pseudonym, what)
  /** The form to come back to; what is looked at without having been written has none. */
  const formOf = (next: Step): ActKind | null => {
    if (next.kind === 'writing') return next.what
    return next.kind === 'looking' && drafts.has(nameOf(next.act.kind)) ? next.act.kind : null
  }
  const open = (next: Step): void => {
    tell(null)
    go(next)
    onWriting(formOf(next))
  }
  const seal = async (act: WrittenAct): Promise<void> => {
    setSealing(true)
    // First, so that nothing of it is on its way to be kept while the worker hands it over and drops it.
    await drafts.flush()
    const outcome = (await session.ask('act', { pseudonym: of.pseudonym, act })).kind
    setSealing(false)
    const isContested = outcome === 'no-reply-address' && of.ticketContested
    tell(isContested ? 'contested' : outcome === 'written' && act.kind === 'note' ? 'note' : outcome)
    if (outcome !== 'written') return
    // What was being written in a case that is to be erased goes with it.
    for (const what of act.kind === 'erasure' ? ACT_KINDS : [act.kind]) drafts.delete(nameOf(what))
    go(CHOOSING)
    onWriting(null)
    void session.ask('refresh', null)
  }
  const proceed = (what: ActKind): void => {
    const act = actOf(what, drafts.get(nameOf(what)) ?? EMPTY_DRAFT, state.today)
    if (act === null) tell('empty')
    else if (act.kind === 'note') void seal(act)
    else open({ kind: 'looking', act })
  }
  const ended = isEnded(of.status)
  const mayErase = shownWithdrawal(of, state.today)?.mayErase === true
  const kinds: readonly ActKind[] = [
    'message',
    'status',
    'note',
    ended ? 'reopening' : 'closure',
    ...(mayErase ? (['erasure'] as const) : []),
  ]

  return (
    <section
      class="acts"
      aria-label={say('act.title')}
      ref={panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || step.kind === 'choosing') return
        event.stopPropagation()
        open(CHOOSING)
      }}
    >
      <h2 tabIndex={-1}>{say('act.title')}</h2>
      {step.kind === 'choosing' && (
        <div class="ways">
          {isUnread(of) && of.replyTo !== null && (
            <button
              type="button"
              class="next"
              onClick={() => open({ kind: 'looking', act: { kind: 'status', status: 'acknowledged' } })}
            >
              {say('act.read')}
            </button>
          )}
          {kinds.map((what) => (
            <button key={what} type="button" onClick={() => open({ kind: 'writing', what })}>
              {say(KINDS[what])}
              {drafts.has(nameOf(what)) && ' …'}
            </button>
          ))}
        </div>
      )}
      {step.kind === 'writing' && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!sealing) proceed(step.what)
          }}
        >
          <h3>{say(KINDS[step.what])}</h3>
          <ActForm
            kind={step.what}
            of={of}
            today={state.today}
            draft={drafts.get(nameOf(step.what)) ?? EMPTY_DRAFT}
            onDraft={(draft) => drafts.set(nameOf(step.what), draft)}
          />
          <div class="ways row">
            <button type="submit" class="next" disabled={sealing}>
              {say(step.what === 'note' ? 'act.save' : 'act.preview')}
            </button>
            <button type="button" class="plain" onClick={() => open(CHOOSING)}>
              {say('cancel')}
            </button>
          </div>
        </form>
      )}
      {step.kind === 'looking' && (
        <>
          <Preview act={step.act} language={of.told?.language ?? 'th'} />
          <div class="ways row">
            <button type="button" class="next" disabled={sealing} onClick={() => void seal(step.act)}>
              {say(sealing ? 'act.sealing' : step.act.kind === 'erasure' ? 'act.erase.do' : 'act.send')}
            </button>
            <button
              type="button"
              class="plain"
              disabled={sealing}
              onClick={() =>
                open(drafts.has(nameOf(step.act.kind)) ? { kind: 'writing', what: step.act.kind } : CHOOSING)
              }
            >
              {say('change')}
            </button>
          </div>
        </>
      )}
      <p role="status" class="outcome">
        {said !== null && say(SAID[said])}
      </p>
    </section>
  )
}
