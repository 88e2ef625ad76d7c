/**
 * To write or to speak, whichever is easier; both if one likes. Speaking is loaded when it is chosen, and not offered where
 * the browser cannot record.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { PrivateText } from '../../ui/private-field.tsx'
import { useSpeech } from '../speech.ts'
import { Trouble } from '../trouble.tsx'
import type { SayIt } from './say-it.tsx'
import type { Recorded } from './recorded.ts'
import type { Voiced } from './voiced.ts'

/** Not more than is needed to know it: the rest comes with the part that records. */
const mayRecord = (): boolean => 'MediaRecorder' in globalThis && 'mediaDevices' in navigator

type Speaking =
  { readonly at: 'loading' | 'missing' | 'impossible' } | { readonly at: 'here'; readonly Part: typeof SayIt }

async function loadSpeaking(): Promise<Speaking> {
  try {
    const [{ canRecord }, part] = await Promise.all([import('./microphone.ts'), import('./say-it.tsx')])
    return canRecord() ? { at: 'here', Part: part.SayIt } : { at: 'impossible' }
  } catch {
    return { at: 'missing' }
  }
}

export function WordsOrVoice({
  label,
  labelHidden = false,
  note,
  initial,
  maxCharacters,
  onText,
  voiced,
}: {
  readonly label: string
  readonly labelHidden?: boolean
  /** To be known before anything is typed or said. */
  readonly note?: string
  readonly initial: () => string
  readonly maxCharacters: number
  readonly onText: (text: string) => void
  readonly voiced: Voiced
}): JSX.Element {
  const { say } = useSpeech()
  const [recorded, setRecorded] = useState(voiced.voice)
  const [speaking, setSpeaking] = useState<Speaking | null>(null)
  const [isSpeaking, setIsSpeaking] = useState(false)
  const speak = (): void => {
    setIsSpeaking(true)
    if (speaking?.at === 'here') return
    setSpeaking({ at: 'loading' })
    void loadSpeaking().then(setSpeaking)
  }
  const keep = (next: Recorded | null): void => {
    voiced.voice = next
    setRecorded(next)
  }
  return (
    <>
      {mayRecord() && (
        <div class="choices pair" role="group" aria-label={say('voice.way')}>
          <button type="button" class="choice" aria-pressed={!isSpeaking} onClick={() => setIsSpeaking(false)}>
            {say('voice.write')}
          </button>
          <button type="button" class="choice" aria-pressed={isSpeaking} onClick={speak}>
            {say('voice.say')}
          </button>
        </div>
      )}
      {note !== undefined && <p class="why">{note}</p>}
      {!isSpeaking && (
        <PrivateText
          label={label}
          labelHidden={labelHidden}
          initial={initial()}
          maxCharacters={maxCharacters}
          onText={onText}
        />
      )}
      {isSpeaking && speaking?.at === 'loading' && <p role="status">{say('loading')}</p>}
      {isSpeaking && speaking?.at === 'impossible' && <p role="status">{say('voice.impossible')}</p>}
      {isSpeaking && speaking?.at === 'missing' && <Trouble of="part-missing" />}
      {isSpeaking && speaking?.at === 'here' && (
        <speaking.Part recorded={recorded} onRunning={(running) => void (voiced.running = running)} onRecorded={keep} />
      )}
    </>
  )
}
