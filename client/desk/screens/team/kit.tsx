/** The recovery kit of an open desk: whether there is one, and making one. Its words are shown once. Source: docs/protocol.md 9.40. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { PrivateLine } from '../../../ui/private-field.tsx'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { KitDraft } from '../../kit/make-kit.ts'
import type { KitOutcome } from '../../session.ts'
import type { KitState } from '../../state.ts'
import { type Speech, useSpeech } from '../../speech.ts'

interface KitProps {
  readonly session: DeskEnd
  readonly kit: KitState
  /** The kit will have a copy at the relay. */
  readonly isAdministrator: boolean
}

type Stage =
  | { readonly at: 'state'; readonly isNew: boolean }
  | { readonly at: 'before' }
  | { readonly at: 'words' | 'asking'; readonly draft: KitDraft }

export function Kit({ session, kit, isAdministrator }: KitProps): JSX.Element {
  const { say } = useSpeech()
  const [stage, show] = useState<Stage>({ at: 'state', isNew: false })
  const heading = useRef<HTMLHeadingElement>(null)
  const begun = useRef(false)
  useEffect(() => {
    // The button that led here is gone.
    if (begun.current) heading.current?.focus()
    begun.current = true
  }, [stage.at])
  const cancel = (): void => show({ at: 'state', isNew: false })
  const draft = (): void => {
    session
      .ask('draftKit', null)
      .then((answer) => (answer.kind === 'draft' ? show({ at: 'words', draft: answer.draft }) : cancel()), cancel)
  }
  const kept = (): void => {
    show({ at: 'state', isNew: true })
    void session.ask('refresh', null)
  }
  return (
    <section aria-label={say('kit.title')}>
      <h2 ref={heading} tabIndex={-1}>
        {say('kit.title')}
      </h2>
      {stage.at === 'state' && <Standing kit={kit} isNew={stage.isNew} onMake={() => show({ at: 'before' })} />}
      {stage.at === 'before' && (
        <>
          <p>{say('kit.before')}</p>
          <div class="ways row">
            <button type="button" class="next" onClick={draft}>
              {say('kit.show')}
            </button>
            <button type="button" class="plain" onClick={cancel}>
              {say('cancel')}
            </button>
          </div>
        </>
      )}
      {stage.at === 'words' && (
        <Words
          words={stage.draft.words}
          isAdministrator={isAdministrator}
          onWritten={() => show({ at: 'asking', draft: stage.draft })}
          onCancel={cancel}
        />
      )}
      {stage.at === 'asking' && (
        <AskBack
          session={session}
          asked={stage.draft.asked}
          onKept={kept}
          onBack={() => show({ at: 'words', draft: stage.draft })}
        />
      )}
    </section>
  )
}

function Standing({
  kit,
  isNew,
  onMake,
}: {
  readonly kit: KitState
  readonly isNew: boolean
  readonly onMake: () => void
}): JSX.Element {
  const { say, date } = useSpeech()
  return (
    <>
      {isNew && <p role="status">{say('kit.done')}</p>}
      <p>{kit.kind === 'none' ? say('kit.none') : say(`kit.${kit.kind}`, { date: date(kit.madeDay) })}</p>
      {kit.kind !== 'none' && <p class="why">{say('kit.anew.why')}</p>}
      <button type="button" class={kit.kind === 'none' ? 'next' : 'plain'} onClick={onMake}>
        {say(kit.kind === 'none' ? 'kit.make' : 'kit.anew')}
      </button>
    </>
  )
}

interface WordsProps {
  readonly words: readonly string[]
  readonly isAdministrator: boolean
  readonly onWritten: () => void
  readonly onCancel: () => void
}

function Words({ words, isAdministrator, onWritten, onCancel }: WordsProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <p>{say(isAdministrator ? 'kit.write' : 'kit.write.own')}</p>
      <ol class="kit" translate={false} lang="en">
        {words.map((word, at) => (
          // The same word may stand in two places.
          <li key={at}>{word}</li>
        ))}
      </ol>
      <div class="ways row">
        <button type="button" class="next" onClick={onWritten}>
          {say('kit.written')}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </>
  )
}

interface AskBackProps {
  readonly session: DeskEnd
  readonly asked: readonly number[]
  readonly onKept: () => void
  readonly onBack: () => void
}

const MOST_WORD_CHARACTERS = 12

function sentenceFor(outcome: Exclude<KitOutcome, { kind: 'kept' }>, { say }: Speech): string {
  switch (outcome.kind) {
    case 'wrong-word':
      return say('kit.wrong', { number: outcome.number })
    case 'storage':
      return say(`problem.storage.${outcome.code}`)
    case 'locked':
      return say('act.locked')
  }
}

function AskBack({ session, asked, onKept, onBack }: AskBackProps): JSX.Element {
  const speech = useSpeech()
  const { say } = speech
  const typed = useRef(asked.map(() => ''))
  const [keeping, setKeeping] = useState(false)
  const [trouble, tell] = useState<Parameters<typeof sentenceFor>[0] | null>(null)
  const keep = async (): Promise<void> => {
    setKeeping(true)
    tell(null)
    const outcome = await session.ask('keepKit', { typed: typed.current })
    setKeeping(false)
    if (outcome.kind === 'kept') onKept()
    else tell(outcome)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!keeping) void keep()
      }}
    >
      <p>{say('kit.ask')}</p>
      {asked.map((number, at) => (
        <PrivateLine
          key={number}
          label={say('kit.ask.word', { number })}
          initial=""
          maxCharacters={MOST_WORD_CHARACTERS}
          onText={(text) => {
            typed.current[at] = text
          }}
        />
      ))}
      <p role="status" class="outcome">
        {keeping ? say('kit.type.looking') : trouble !== null && sentenceFor(trouble, speech)}
      </p>
      <div class="ways row">
        <button type="submit" class="next" disabled={keeping}>
          {say('kit.ask.done')}
        </button>
        <button type="button" class="plain" onClick={onBack}>
          {say('kit.back')}
        </button>
      </div>
    </form>
  )
}

/** On every screen of an administrator's desk as long as there is none. */
export function KitNag({ onGo }: { readonly onGo: () => void }): JSX.Element {
  const { say } = useSpeech()
  return (
    <aside class="banner gap" aria-label={say('kit.title')}>
      <span>{say('kit.nag')}</span>
      <button type="button" class="plain" onClick={onGo}>
        {say('kit.nag.go')}
      </button>
    </aside>
  )
}
