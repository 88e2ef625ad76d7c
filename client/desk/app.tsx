/** The desk from its first screen to the lock: no desk yet, enrolment, locked, unlocked. */
import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Key, Words } from '../words/desk.en.ts'
import type { DeskEnd } from './bridge/desk-end.ts'
import type { KnownVault, UnlockAnswer } from './bridge/messages.ts'
import { NOTHING_WRITTEN } from './drafts/draft.ts'
import { useLock, type LockSurroundings } from './lock/use-lock.ts'
import { Enrol } from './screens/entering/enrol.tsx'
import { Recover } from './screens/entering/recover.tsx'
import { StorageLost } from './screens/entering/storage-lost.tsx'
import { Unlock } from './screens/entering/unlock.tsx'
import { UnlockByKit } from './screens/entering/unlock-kit.tsx'
import { Message, Welcome } from './screens/entering/welcome.tsx'
import { Unlocked } from './screens/unlocked.tsx'
import { createSpeech, loadWords, SpeechProvider, type Language } from './speech.ts'
import { lockedAfter, usePageStage, type Before, type Entrance, type PageStage } from './page-stage.ts'

interface AppProps {
  readonly first: { readonly language: Language; readonly words: Words }
  readonly entrance: Entrance
}

export function App({ first, entrance }: AppProps): JSX.Element {
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
      <Screens entrance={entrance} />
    </SpeechProvider>
  )
}

/** Whose passphrase to ask for first; null: whoever comes chooses. */
function wanted({ vaults, before }: Extract<PageStage, { kind: 'locked' }>): KnownVault | null {
  const own = vaults.find(({ id }) => id === before?.vault)
  if (own !== undefined && before?.why !== 'switch') return own
  const others = vaults.filter((vault) => vault !== own)
  return others.length === 1 ? (others[0] ?? null) : null
}

/** Nobody is told what they have done themselves, but what could not be kept. */
function whyOf(before: Before | null): readonly Key[] {
  if (before === null) return []
  const { why, written } = before
  if (why === 'asked' || why === 'switch') return written === 'lost' ? ['locked.lost'] : []
  return [`locked.${why}`, ...(written === null ? [] : ([`locked.${written}`] as const))]
}

const isLink = (fragment: string): boolean => fragment !== '' && fragment !== '#'

function Screens({ entrance }: Pick<AppProps, 'entrance'>): JSX.Element {
  const { stage, show, begin, lock } = usePageStage(entrance)
  const { visits, persistence, nowMs, openChannel, hold } = entrance
  const follow = (fragment: string): Promise<void> =>
    begin(isLink(fragment) ? (ready) => ({ kind: 'enrolling', ...ready, fragment }) : lockedAfter(null))
  useEffect(() => {
    void follow(entrance.takeFragment())
    return entrance.onFragment((fragment) => {
      if (isLink(fragment)) void follow(fragment)
    })
  }, [])
  const open = async (
    session: DeskEnd,
    vault: string,
    vaults: readonly KnownVault[],
    founded: boolean,
  ): Promise<void> => {
    const kept = await session.ask('written', null)
    const first = session.state()
    const written = kept.kind === 'written' ? kept : NOTHING_WRITTEN
    const several = vaults.some(({ id }) => id !== vault)
    if (first !== null) show({ kind: 'unlocked', open: { vault, session, first, written, founded, several } })
  }
  /** Of a desk that was made a moment ago. */
  const keepDesk = (): void => {
    // At a desk a window of the browser gives nothing away.
    void persistence.ask()
    visits.noteDesk(true)
  }
  switch (stage.kind) {
    case 'starting':
      return <Message text="loading" />
    case 'no-worker':
      return <Message text="worker.none" />
    case 'no-storage':
      return <Message text={`problem.storage.${stage.code}`} />
    case 'lost': {
      const settle = (): void => {
        visits.noteDesk(false)
        show(stage.next)
      }
      return <StorageLost enrolling={stage.next.kind === 'enrolling'} onSettled={settle} />
    }
    case 'enrolling': {
      const { desk, vaults, fragment } = stage
      const onMade = (id: string, founded: boolean): void => {
        keepDesk()
        void open(desk, id, vaults, founded)
      }
      return <Enrol desk={desk} fragment={fragment} onMade={onMade} />
    }
    case 'locked': {
      const { desk, vaults, before } = stage
      const useKit = (vault: KnownVault | null): void => show({ kind: 'kit', desk, vaults, vault })
      const onRecover = (): void => useKit(null)
      if (vaults.length === 0) return <Welcome onRecover={onRecover} />
      const unlock = async ({ id }: KnownVault, passphrase: string): Promise<UnlockAnswer> => {
        const answer = await desk.ask('unlock', { id, passphrase })
        if (answer.kind === 'opened') await open(desk, id, vaults, false)
        return answer
      }
      const ways = { onUnlock: unlock, onKit: useKit, onRecover }
      return <Unlock vaults={vaults} first={wanted(stage)} why={whyOf(before)} {...ways} />
    }
    case 'kit': {
      const { desk, vaults, vault } = stage
      const onOpen = (id: string): void => {
        if (vault === null) keepDesk()
        void open(desk, id, vaults, vault === null)
      }
      const onBack = (): void => void begin(lockedAfter(null))
      return <WithKit desk={desk} vault={vault} surroundings={{ nowMs, openChannel }} onOpen={onOpen} onBack={onBack} />
    }
    case 'locking':
      return <Message text="locking" />
    case 'unlocked': {
      const { open: opened } = stage
      const onLock = (...why: Parameters<Parameters<typeof Unlocked>[0]['onLock']>): void => void lock(opened, ...why)
      const onRemoved = (): void => {
        visits.noteDesk(false)
        void begin(lockedAfter(null))
      }
      const around = { surroundings: { nowMs, openChannel }, hold, persistence }
      return <Unlocked {...opened} {...around} onLock={onLock} onRemoved={onRemoved} />
    }
  }
}

interface WithKitProps {
  readonly desk: DeskEnd
  readonly vault: KnownVault | null
  readonly surroundings: LockSurroundings
  readonly onOpen: (vaultId: string) => void
  readonly onBack: () => void
}

/** Words of a kit that were typed are as good as an open desk: whoever leaves them there finds them gone. */
function WithKit({ desk, vault, surroundings, onOpen, onBack }: WithKitProps): JSX.Element {
  useLock({ ...surroundings, vault: vault?.id ?? '', isWriting: () => true, onLock: onBack })
  if (vault === null) return <Recover desk={desk} onMade={onOpen} onBack={onBack} />
  return <UnlockByKit desk={desk} vault={vault} onOpened={() => onOpen(vault.id)} onBack={onBack} />
}
