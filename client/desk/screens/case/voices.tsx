/**
 * Voices that were sent with what was said: opened by the worker when somebody asks, played by nobody else, and gone from the
 * page when the case is closed or the desk is locked. Nothing offers to save one.
 */
import { createContext, type Context, type JSX } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Said } from '../../../../shared/case/case.ts'
import type { Answer } from '../../bridge/messages.ts'
import { useSpeech } from '../../speech.ts'

type Heard = Answer<'hear'>
export type Hear = (said: Said, index: number) => Promise<Heard>

const HearContext: Context<Hear | null> = createContext<Hear | null>(null)

/** Around everything in which words of a case are shown. */
export const HearProvider: typeof HearContext.Provider = HearContext.Provider

type State =
  | { readonly at: 'shut' | 'opening' | 'unplayable' }
  | { readonly at: 'failed'; readonly why: Exclude<Heard, { readonly kind: 'voice' }> }
  | { readonly at: 'open'; readonly address: string }

export function VoicesOf({ said }: { readonly said: Said }): JSX.Element {
  const count = said.attachments.length
  return (
    <>
      {said.attachments.map((_voice, index) => (
        <OneVoice key={index} said={said} index={index} count={count} />
      ))}
    </>
  )
}

interface OneVoiceProps {
  readonly said: Said
  readonly index: number
  readonly count: number
}

function OneVoice({ said, index, count }: OneVoiceProps): JSX.Element {
  const { say } = useSpeech()
  const hear = useContext(HearContext)
  const [state, setState] = useState<State>({ at: 'shut' })
  const isGone = useRef(false)
  useEffect(() => () => void (isGone.current = true), [])
  const address = state.at === 'open' ? state.address : null
  useEffect(() => () => void (address !== null && URL.revokeObjectURL(address)), [address])
  const open = async (): Promise<void> => {
    if (hear === null) return
    setState({ at: 'opening' })
    const heard = await hear(said, index)
    if (isGone.current) return
    if (heard.kind !== 'voice') return setState({ at: 'failed', why: heard })
    const { bytes, mediaType } = heard
    setState({ at: 'open', address: URL.createObjectURL(new Blob([bytes], { type: mediaType })) })
  }
  const title = count === 1 ? say('voice.title.one') : say('voice.title', { number: index + 1, count })
  return (
    <div class="voice" role="group" aria-label={title}>
      <p class="what">{title}</p>
      {state.at === 'open' ? (
        <Player address={state.address} label={say('voice.player')} onError={() => setState({ at: 'unplayable' })} />
      ) : (
        <button type="button" disabled={state.at === 'opening'} onClick={() => void open()}>
          {say(state.at === 'opening' ? 'voice.opening' : 'voice.listen')}
        </button>
      )}
      <p class="soft" role="status">
        {state.at === 'failed'
          ? say(`voice.${state.why.kind}`, state.why.kind === 'missing' ? state.why : {})
          : say(state.at === 'unplayable' ? 'voice.unplayable' : 'voice.heard')}
      </p>
    </div>
  )
}

/** Beyond the end of everything: a recording that does not say how long it is tells its length when somebody asks for that. */
const FAR_SECONDS = 1e7

interface PlayerProps {
  readonly address: string
  readonly label: string
  readonly onError: () => void
}

function Player({ address, label, onError }: PlayerProps): JSX.Element {
  return (
    <audio
      controls
      preload="auto"
      controlsList="nodownload noremoteplayback"
      aria-label={label}
      src={address}
      onError={onError}
      onLoadedMetadata={({ currentTarget }) => {
        if (currentTarget.duration === Number.POSITIVE_INFINITY) currentTarget.currentTime = FAR_SECONDS
      }}
      onDurationChange={({ currentTarget }) => {
        if (Number.isFinite(currentTarget.duration) && currentTarget.currentTime > 0 && currentTarget.paused)
          currentTarget.currentTime = 0
      }}
    />
  )
}
