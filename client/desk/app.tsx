/** The desk from its first screen to the lock: no desk yet, enrolment, locked, unlocked. */
import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { type DeskLink, parseDeskFragment } from '../agency/link.ts'
import { Argon2Error } from '../argon2/cost.ts'
import { StorageError, type StorageFault } from '../storage/connection.ts'
import type { Words } from '../words/desk.en.ts'
import { openVault, parseSealedVault } from '../vault/vault.ts'
import type { OpenVault } from './open-desk.ts'
import { Found, Join } from './screens/enrol.tsx'
import { Unlock, type KnownVault, type UnlockOutcome } from './screens/unlock.tsx'
import { Message, Welcome } from './screens/welcome.tsx'
import { Unlocked } from './screens/unlocked.tsx'
import { openSession, type Session } from './session.ts'
import { createSpeech, loadWords, SpeechProvider, type Language } from './speech.ts'
import type { DeskTools } from './tools.ts'

export interface Entrance {
  readonly origin: string
  /** The fragment that the page was opened with; it is gone from the address already. */
  readonly fragment: string
  /** Calls back for a link that is opened in a page that runs already. */
  readonly onFragment: (listener: (fragment: string) => void) => () => void
  /** Asks the browser to keep what is stored. */
  readonly keepStorage: () => void
}

interface AppProps {
  readonly first: { readonly language: Language; readonly words: Words }
  readonly tools: DeskTools
  readonly entrance: Entrance
}

type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'no-storage'; readonly code: StorageFault }
  | { readonly kind: 'bad-link' }
  | { readonly kind: 'enrolling'; readonly link: DeskLink }
  | { readonly kind: 'locked'; readonly vaults: readonly KnownVault[] }
  | { readonly kind: 'unlocked'; readonly session: Session; readonly founded: boolean }

export function App({ first, tools, entrance }: AppProps): JSX.Element {
  const [spoken, speak] = useState(first)
  const choose = (language: Language): void => {
    void loadWords(language).then((words) => speak({ language, words }))
  }
  const speech = useMemo(() => createSpeech(spoken.language, spoken.words, choose), [spoken])
  useEffect(() => {
    document.documentElement.lang = spoken.language
  }, [spoken])
  return (
    <SpeechProvider value={speech}>
      <Stages tools={tools} entrance={entrance} />
    </SpeechProvider>
  )
}

function linkStage(fragment: string): Stage | null {
  if (fragment === '' || fragment === '#') return null
  const link = parseDeskFragment(fragment)
  return link === null ? { kind: 'bad-link' } : { kind: 'enrolling', link }
}

async function unlock(
  tools: DeskTools,
  { id, label }: KnownVault,
  passphrase: string,
): Promise<Session | UnlockOutcome> {
  const bytes = await tools.store.loadVault(id)
  const sealed = bytes === null ? null : parseSealedVault(bytes)
  if (sealed === null) return 'failed'
  try {
    const vault = await openVault(tools, passphrase, sealed)
    return vault === null ? 'failed' : ((await openSession(tools, { id, label, vault })) ?? 'unusable')
  } catch (error) {
    if (error instanceof Argon2Error && error.code === 'no-memory') return 'no-memory'
    throw error
  }
}

function Stages({ tools, entrance }: Omit<AppProps, 'first'>): JSX.Element {
  const [stage, setStage] = useState<Stage>(linkStage(entrance.fragment) ?? { kind: 'starting' })
  const close = (): void => {
    if (stage.kind === 'unlocked') stage.session.lock()
    history.replaceState(null, '')
  }
  const tellStorage = (error: unknown): void => {
    if (!(error instanceof StorageError)) throw error
    setStage({ kind: 'no-storage', code: error.code })
  }
  const showVaults = (): void => {
    tools.store.listVaults().then((vaults) => setStage({ kind: 'locked', vaults }), tellStorage)
  }
  useEffect(() => {
    if (stage.kind === 'starting') showVaults()
  }, [])
  useEffect(() =>
    entrance.onFragment((fragment) => {
      const next = linkStage(fragment)
      if (next === null) return
      close()
      setStage(next)
    }),
  )
  const start = async (open: OpenVault, founded: boolean): Promise<void> => {
    entrance.keepStorage()
    try {
      const session = await openSession(tools, open)
      if (session !== null) setStage({ kind: 'unlocked', session, founded })
    } catch (error) {
      tellStorage(error)
    }
  }
  switch (stage.kind) {
    case 'starting':
      return <Message text="loading" />
    case 'no-storage':
      return <Message text={`problem.storage.${stage.code}`} />
    case 'bad-link':
      return <Welcome bad />
    case 'enrolling': {
      const { link } = stage
      const onMade = (open: OpenVault): void => void start(open, link.kind === 'found')
      return link.kind === 'join' ? (
        <Join tools={tools} link={link} onMade={onMade} />
      ) : (
        <Found tools={tools} link={link} onMade={onMade} />
      )
    }
    case 'locked':
      if (stage.vaults.length === 0) return <Welcome />
      return (
        <Unlock
          vaults={stage.vaults}
          onUnlock={async (vault, passphrase) => {
            try {
              const opened = await unlock(tools, vault, passphrase)
              if (typeof opened === 'string') return opened
              setStage({ kind: 'unlocked', session: opened, founded: false })
            } catch (error) {
              tellStorage(error)
            }
            return 'opened'
          }}
        />
      )
    case 'unlocked':
      return (
        <Unlocked
          session={stage.session}
          origin={entrance.origin}
          founded={stage.founded}
          onLock={() => {
            close()
            setStage({ kind: 'starting' })
            showVaults()
          }}
        />
      )
  }
}
