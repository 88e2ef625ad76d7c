/** The languages, one tap from every screen: each by its own name in its own letters, for whoever can read no other. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Language } from '../../../shared/case/language.ts'
import { LANGUAGES, SPOKEN } from '../../words/languages.ts'
import { useSpeech } from '../speech.ts'

export function LanguageMenu(): JSX.Element {
  const { language, say, choose } = useSpeech()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  const take = (chosen: Language): void => {
    close()
    choose(chosen)
  }
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        // it closes the list, and nothing under it
        event.preventDefault()
        close()
      }}
    >
      <button ref={button} type="button" class="language" aria-expanded={open} onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM3 9h18M3 15h18M12 2c-5 5-5 15 0 20 5-5 5-15 0-20" />
        </svg>
        {say('language')}
      </button>
      {open && (
        <ul class="languages">
          {SPOKEN.map((code) => (
            <li key={code} lang={code} dir={LANGUAGES[code].rtl ? 'rtl' : 'ltr'}>
              <button type="button" aria-current={code === language} onClick={() => take(code)}>
                {LANGUAGES[code].name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
