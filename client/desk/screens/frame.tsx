/** What stands around every screen of the desk: its name, the demo's mark, the language, the lock. */
import type { ComponentChildren, JSX } from 'preact'
import { useSpeech, type Language } from '../speech.ts'

const OTHER: Readonly<Record<Language, { readonly language: Language; readonly name: string }>> = {
  th: { language: 'en', name: 'English' },
  en: { language: 'th', name: 'ไทย' },
}

interface FrameProps {
  readonly children: ComponentChildren
  /** Between the name and the lock: where one can go. */
  readonly ways?: ComponentChildren
  /** Below everything. */
  readonly foot?: ComponentChildren
  readonly onLock?: () => void
  /** Locks too, for a colleague who has a desk in the same browser. */
  readonly onSwitch?: () => void
  /** What cannot wait until somebody scrolls up. */
  readonly notice?: string | null
  readonly wide?: boolean
}

export function Frame({
  children,
  ways,
  foot,
  onLock,
  onSwitch,
  notice = null,
  wide = false,
}: FrameProps): JSX.Element {
  const { say, language, choose } = useSpeech()
  const other = OTHER[language]
  return (
    <>
      <header>
        <div class="bar">
          <span class="name">{say('title')}</span>
          {ways}
          <span class="space" />
          <button type="button" class="plain" lang={other.language} onClick={() => choose(other.language)}>
            {other.name}
          </button>
          {onSwitch !== undefined && (
            <button type="button" class="plain" aria-label={say('lock.switch.label')} onClick={onSwitch}>
              {say('lock.switch')}
            </button>
          )}
          {onLock !== undefined && (
            <button
              type="button"
              class="lock"
              aria-label={say('lock.label')}
              aria-keyshortcuts="Control+Alt+L"
              onClick={onLock}
            >
              {say('lock')}
            </button>
          )}
        </div>
        {__DEMO__ && <p class="demo">{say('demo')}</p>}
        <p class="notice" role="status">
          {notice}
        </p>
      </header>
      <main class={wide ? 'wide' : undefined}>{children}</main>
      {foot}
    </>
  )
}
