/**
 * The page of the caseworkers' app. Composition root of what a person sees; keys, network and storage are the worker's
 * (desk.worker.ts). A link's secret leaves the address bar before anything else happens.
 */
import { render } from 'preact'
import '../ui/base.css'
import './desk.css'
import './rows.css'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { holdUpdates, keepOffline } from '../offline/register.ts'
import { createPersistence } from '../storage/persistence.ts'
import { createVisits } from '../storage/visits.ts'
import { App } from './app.tsx'
import { startDeskWorker } from './bridge/start-worker.ts'
import { languageOf, loadWords } from './speech.ts'
import type { Entrance } from './page-stage.ts'

/** The fragment, and no longer in the address. */
function takeFragment(): string {
  const { hash } = location
  if (hash !== '') history.replaceState(null, '', '/desk/')
  return hash
}

let fragment = takeFragment()
const visits = createVisits(document, location.protocol === 'https:')

const entrance: Entrance = {
  takeFragment() {
    const taken = fragment
    fragment = ''
    return taken
  },
  onFragment(listener) {
    const onChange = (): void => listener(takeFragment())
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  },
  visit: visits.begin(),
  visits,
  nowMs: () => Date.now(),
  openChannel: () => ('BroadcastChannel' in globalThis ? new BroadcastChannel('desk') : null),
  hold() {
    const holding = holdUpdates('/desk/')
    return () => void holding.then((letGo) => letGo())
  },
  // Background Sync tells Chromium, which answers without asking anybody.
  persistence: createPersistence(navigator.storage, 'SyncManager' in globalThis),
  startWorker: (onDead) =>
    startDeskWorker({
      name: `desk-${encodeBase64url(crypto.getRandomValues(new Uint8Array(16)))}`,
      locks: 'locks' in navigator ? navigator.locks : null,
      onDead,
    }),
}

async function open(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) return
  const language = languageOf(navigator.languages)
  const words = await loadWords(language)
  root.replaceChildren()
  render(<App first={{ language, words }} entrance={entrance} />, root)
  void keepOffline('/desk/')
}

void open()
