/**
 * The worker's end: everything that opens, holds or makes a key happens behind it. One desk in a worker's life; the page ends
 * the worker to lock it. Every expected failure is an answer.
 */
import type { Pseudonym } from '../../../shared/case/names.ts'
import { encodeDeskLink } from '../../agency/link.ts'
import { Argon2Error } from '../../argon2/cost.ts'
import { StorageError } from '../../storage/connection.ts'
import type { Visit } from '../../storage/visits.ts'
import { openVault, parseSealedVault } from '../../vault/vault.ts'
import { draftName } from '../drafts/draft.ts'
import { createDraftKeeper, type DraftKeeper } from '../drafts/keep-drafts.ts'
import { followLink, type Enrolment } from '../enrol/follow-link.ts'
import { createKitUnlock, createRecovery } from '../kit/use-kit.ts'
import type { OpenVault } from '../open-desk.ts'
import { proofAt } from '../proof/proof.ts'
import { openSession, type Session } from '../session.ts'
import type { DeskTools } from '../tools.ts'
import { parseAsk, type Answer, type Ask, type Input, type Told, type UnlockAnswer, type Verb } from './messages.ts'
import type { Port } from './port.ts'
import { createScreenStates, newsOf, piecesOf, type ScreenState } from '../view/screen-state.ts'

type Handlers = { readonly [V in Verb]: (input: Input<V>) => Promise<Answer<V>> }

interface OpenedDesk {
  /** Of the vault's record. */
  readonly id: string
  readonly session: Session
  readonly drafts: DraftKeeper
}

/** What unlocking and storing have in common when they fail; anything else is a bug. */
async function orFailure<T>(
  work: () => Promise<T>,
): Promise<T | Extract<UnlockAnswer, { kind: 'storage' | 'no-memory' }>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StorageError) return { kind: 'storage', code: error.code }
    if (error instanceof Argon2Error && error.code === 'no-memory') return { kind: 'no-memory' }
    throw error
  }
}

function storageOnly<T extends { readonly kind: string }>(failed: T): Extract<T, { kind: 'storage' }> {
  if (failed.kind !== 'storage') throw new TypeError('nothing was stretched')
  return failed as Extract<T, { kind: 'storage' }>
}

/** `origin`: as `location.origin` writes it, for links. */
export function serveDesk(port: Port, tools: DeskTools, origin: string): void {
  let enrolment: Enrolment | null = null
  /** What `make` makes a desk of. */
  let maker: Pick<Enrolment, 'make'> | null = null
  const recovery = createRecovery(tools)
  const kitUnlock = createKitUnlock(tools)
  let desk: OpenedDesk | null = null
  let looked: Pseudonym | null = null
  let sent: ScreenState | null = null
  let visit: Visit = { isNew: false, marked: false }
  const stateOf = createScreenStates()

  const tell = (told: Told): void => port.postMessage(told)
  const tellNews = (): void => {
    if (desk === null) return
    const now = stateOf(desk.session.state(), looked)
    const news = newsOf(sent, now)
    sent = now
    for (const piece of news === null ? [] : piecesOf(news)) tell({ kind: 'news', news: piece })
  }
  const opened = (): OpenedDesk => {
    if (desk === null) throw new TypeError('no desk is open')
    return desk
  }
  /** False: the vault holds no team key. */
  const start = async (vault: OpenVault): Promise<boolean> => {
    if (desk !== null) throw new TypeError('a desk is open')
    const session = await openSession(tools, vault)
    if (session === null) return false
    desk = { id: vault.id, session, drafts: createDraftKeeper(tools, vault) }
    session.subscribe(tellNews)
    tellNews()
    return true
  }

  const unlock = async ({ id, passphrase }: Input<'unlock'>): Promise<UnlockAnswer> => {
    const bytes = await tools.store.loadVault(id)
    const sealed = bytes === null ? null : parseSealedVault(bytes)
    const vault = sealed === null ? null : await openVault(tools, passphrase, sealed)
    if (vault === null) return { kind: 'failed' }
    const vaults = await tools.store.listVaults()
    const label = vaults.find((one) => one.id === id)?.label ?? ''
    return { kind: (await start({ id, label, vault })) ? 'opened' : 'unusable' }
  }
  const findDesks = async (found: Visit): Promise<Extract<Answer<'desks'>, { kind: 'desks' }>> => {
    visit = found
    const vaults = await tools.store.listVaults()
    for (const { id } of vaults) {
      const before = await tools.store.loadProof(id)
      const now = proofAt(before, found, tools.today())
      // A full disk is no reason not to open a desk: then the next restart will have to tell.
      if (now !== before) await orFailure(() => tools.store.saveProof(id, now))
    }
    return { kind: 'desks', vaults }
  }

  const handlers: Handlers = {
    async desks(found) {
      const listed = await orFailure(() => findDesks(found))
      return listed.kind === 'desks' ? listed : storageOnly(listed)
    },
    async link({ fragment }) {
      if (fragment !== null) enrolment = followLink(tools, fragment)
      maker = enrolment
      return (await enrolment?.check()) ?? { kind: 'bad' }
    },
    make: ({ passphrase, name, label }) =>
      orFailure(async () => {
        const outcome = await maker?.make({ passphrase, name }, label)
        if (outcome === undefined) return { kind: 'failed' }
        if (outcome.kind !== 'made') return outcome
        const { id } = outcome.open
        // What was not written down counts as unproven too.
        const unproven = proofAt(null, visit, tools.today())
        await orFailure(() => tools.store.saveProof(id, unproven))
        await start(outcome.open)
        return { kind: 'made', id }
      }),
    unlock: (input) => orFailure(() => unlock(input)),
    async recover({ words }) {
      const state = await recovery.check(words)
      maker = state.kind === 'recoverable' ? recovery : null
      return state
    },
    async tryKit({ id, words }) {
      const state = await orFailure(() => kitUnlock.check(id, words))
      return state.kind === 'storage' || state.kind === 'no-memory' ? storageOnly(state) : state
    },
    unlockByKit: ({ passphrase }) =>
      orFailure(async () => {
        const open = await kitUnlock.open(passphrase)
        if (open === null) return { kind: 'failed' }
        return { kind: (await start(open)) ? 'opened' : 'unusable' }
      }),
    async draftKit() {
      const draft = await opened().session.draftKit()
      return draft === null ? { kind: 'locked' } : { kind: 'draft', draft }
    },
    keepKit: ({ typed }) => opened().session.keepKit(typed),
    async refresh() {
      await opened().session.refresh()
      return null
    },
    async look({ pseudonym }) {
      looked = pseudonym
      tellNews()
      return null
    },
    async act({ pseudonym, act }) {
      const { session: now, drafts: kept } = opened()
      try {
        const outcome = await now.act(pseudonym, act)
        // Here and not by the page: between the two it could come back as if it had never been handed over.
        if (outcome.kind === 'written' && act.kind !== 'ticket' && act.kind !== 'again')
          await orFailure(() => kept.remove(draftName(pseudonym, act.kind)))
        return outcome
      } catch (error) {
        // words that no number of parts holds
        if (error instanceof RangeError) return { kind: 'too-long' }
        throw error
      }
    },
    hear: ({ pseudonym, said, index }) => opened().session.hear(pseudonym, said, index),
    async written() {
      const kept = await orFailure(() => opened().drafts.load())
      return 'kind' in kept ? storageOnly(kept) : { kind: 'written', ...kept }
    },
    async 'write-down'({ changes, place }) {
      const failed = await orFailure(() => opened().drafts.change(changes, place))
      return failed === undefined ? { kind: 'kept' } : storageOnly(failed)
    },
    'trust-browser': () => opened().session.trustBrowser(),
    async 'remove-desk'({ evenWaiting }) {
      const { session: now, id } = opened()
      const count = now.state().waiting
      if (count > 0 && !evenWaiting) return { kind: 'waiting', count }
      // Between two rounds, of other tabs too: one that runs would write the vault once more.
      const failed = await orFailure(() => tools.exclusive(`desk-${id}`, () => tools.store.removeVault(id)))
      if (failed !== undefined) return storageOnly(failed)
      now.lock()
      return { kind: 'removed' }
    },
    async invite(input) {
      const outcome = await opened().session.invite(input)
      return outcome.kind === 'invited' ? { kind: 'invited', link: encodeDeskLink(origin, outcome.link) } : outcome
    },
    replace: ({ remove }) => opened().session.replaceKeys(remove),
  }

  const handle = async (ask: Ask): Promise<void> => {
    const { id, verb } = ask
    try {
      // A verb and its own input, which the compiler cannot follow into the union.
      const answer = await (handlers[verb] as (input: Ask['input']) => Promise<Answer<Verb>>)(ask.input)
      tell({ kind: 'answer', id, answer })
    } catch (error) {
      tell({ kind: 'broken', id, name: error instanceof Error ? error.name : 'unknown' })
    }
  }
  port.addEventListener('message', ({ data }) => {
    const ask = parseAsk(data)
    if (ask === null) throw new TypeError('not a message of the page')
    void handle(ask)
  })
  tell({ kind: 'ready' })
}
