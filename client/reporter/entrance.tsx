/**
 * Before telling, and before the ticket code is typed, which is the key to everything: whoever is inside of another app hears
 * first what that one can know, and how to get out of it.
 */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Heading } from '../ui/heading.tsx'
import { hold } from './hold.ts'
import { type OtherApp, appAround, ownBrowserAddress } from './inside-app.ts'
import { useSpeech } from './speech.ts'

export function Entrance({
  to,
  show,
  onHome,
}: {
  readonly to: 'tell' | 'ticket'
  readonly show: () => JSX.Element
  readonly onHome: () => void
}): JSX.Element {
  const [around, setAround] = useState(() => appAround(navigator.userAgent))
  // what lies behind it can be lost
  useEffect(hold, [])
  if (around === null) return show()
  return <InsideApp to={to} app={around} onGoOn={() => setAround(null)} onHome={onHome} />
}

function InsideApp({
  to,
  app,
  onGoOn,
  onHome,
}: {
  readonly to: 'tell' | 'ticket'
  readonly app: OtherApp
  readonly onGoOn: () => void
  readonly onHome: () => void
}): JSX.Element {
  const { say } = useSpeech()
  const address = ownBrowserAddress(app, navigator.userAgent, location.host)
  return (
    <>
      <Heading>{say('inside.title')}</Heading>
      <p>{say('inside.knows', { app })}</p>
      <p>{say(to === 'ticket' ? 'inside.code' : 'inside.stays')}</p>
      <p class="note">
        {/* the menu of such a browser, and the page that leaves its frame */}
        <svg class="picture" viewBox="0 0 112 48" aria-hidden="true">
          <path d="M12 14h.1M12 24h.1M12 34h.1M30 24h22M44 16l8 8-8 8M82 12H66v26h26V24M78 26 98 8M86 7h13v13" />
        </svg>
        {say('inside.how', { app })}
      </p>
      <div class="ways">
        {address !== null && (
          <a class="next" href={address} rel="noreferrer">
            {say('inside.open')}
          </a>
        )}
        <button type="button" class="choice" onClick={onGoOn}>
          {say('inside.go-on')}
        </button>
        <button type="button" class="back" onClick={onHome}>
          {say('home')}
        </button>
      </div>
    </>
  )
}
