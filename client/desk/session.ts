/**
 * An unlocked desk as the screen sees it: state to show, acts to do, and a lock that drops the keys. Nothing outside of this
 * object holds a key, so that it can move into a worker as a whole. Expected failures are problems of the state.
 */
import type { Case, Fold } from '../../shared/case/case.ts'
import { authorName, type Author, type EventHash, type Pseudonym } from '../../shared/case/names.ts'
import { fingerprintOf } from '../../shared/crypto/addresses.ts'
import type { AgencyFailure } from '../agency/context.ts'
import { inviteMember } from '../agency/invite-member.ts'
import type { JoinLink } from '../agency/link.ts'
import { heldVersions, seenVersions } from '../vault/contents.ts'
import { StorageError, type StorageFault } from '../storage/connection.ts'
import type { Proof } from '../storage/desk-database.ts'
import { composeAct, type Act } from './answer/act.ts'
import { goesWith } from './erase/entries-of-case.ts'
import { mayDecide, type MayDecide } from './answer/may-decide.ts'
import { pendingReplies } from './answer/post-replies.ts'
import { createTurns } from './in-turn.ts'
import { beginReplacing, type BeginOutcome } from './keys/replace.ts'
import { isUpToDate, ownSheet } from './keys/standing-keys.ts'
import { NO_OVERSEER_MAIL } from './intake/overseer-mail.ts'
import { createKitMaker, type KeepKitOutcome, type KitDraft, type KitMaker } from './kit/make-kit.ts'
import { openDesk, type OpenDesk, type OpenVault } from './open-desk.ts'
import type { Problem } from './problem.ts'
import { isProven, proofAt } from './proof/proof.ts'
import { runRound } from './round/round.ts'
import { contextOf } from './round/step.ts'
import { describeDesk, type Named } from './describe-desk.ts'
import type { DeskState } from './state.ts'
import type { HeldEntry } from './sync/log-copy.ts'
import type { DeskTools } from './tools.ts'
import { sayAgain } from './view/reply-fate.ts'
import type { Heard } from './voice/voices.ts'

/** Why nothing was done at all. */
type Unable = { readonly kind: 'locked' } | { readonly kind: 'storage'; readonly code: StorageFault }

/** `written`: durable on this desk; it goes to the relay by itself. */
export type ActOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'no-reply-address' }
  /** What the act is about is no longer so: a ticket to choose, words to say again. */
  | { readonly kind: 'changed' }
  /** Something of the case is not at the relay yet, or not told yet: it would be lost. */
  | { readonly kind: 'still-waiting' }
  | Exclude<MayDecide, { readonly kind: 'yes' }>
  | Unable

export type InviteOutcome =
  | { readonly kind: 'invited'; readonly link: JoinLink }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'not-administrator' }
  | Unable
  | AgencyFailure

export type KitOutcome = KeepKitOutcome | Unable

export type ReplaceOutcome = { readonly kind: 'replaced' } | BeginOutcome | Unable

export interface Session {
  state(): DeskState
  /** Calls back after every change, until the answer is called. */
  subscribe(listener: () => void): () => void
  /** One round. Whoever asks while one runs waits for the end of the next. Never rejects for an expected failure. */
  refresh(): Promise<void>
  act(pseudonym: Pseudonym, act: Act): Promise<ActOutcome>
  /** An attachment of what was said, opened. */
  hear(pseudonym: Pseudonym, said: EventHash, index: number): Promise<Heard | { readonly kind: 'locked' }>
  invite(input: { readonly label: string; readonly roles: readonly string[] }): Promise<InviteOutcome>
  /** Words for a new recovery kit, to be written on paper. Null: locked. */
  draftKit(): Promise<KitDraft | null>
  /** The drafted kit counts from now on, if these are the words that were asked back. */
  keepKit(typed: readonly string[]): Promise<KitOutcome>
  /**
   * Makes the agency a new chain and new team keys, without the device named; null: removes nobody. `begun`: stored, and it goes
   * on by itself in the next rounds.
   */
  replaceKeys(remove: Author | null): Promise<ReplaceOutcome>
  /** A person has vouched for this computer: from now on this desk takes in. */
  trustBrowser(): Promise<{ readonly kind: 'trusted' } | Unable>
  /** Drops the keys. What runs ends; nothing starts any more. */
  lock(): void
}

/** A problem that is known without asking: it stands as long as its reason does. */
function standing(desk: OpenDesk): readonly Problem[] {
  const { tools, copy } = desk
  const view = desk.view()
  const problems: Problem[] = []
  const days = tools.clockAheadDays()
  if (days !== 0) problems.push({ kind: 'clock', days })
  for (const { kind: what, reason } of desk.refusals()) problems.push({ kind: 'document', what, reason })
  if (view?.listing === 'other-key') problems.push({ kind: 'other-key' })
  if (view?.listing === 'not-listed') problems.push({ kind: 'not-listed' })
  if (ownSheet(desk) !== null && !isUpToDate(desk)) problems.push({ kind: 'waiting-for-keys' })
  if (desk.contents().replacing !== null) problems.push({ kind: 'replacing' })
  const numbers = copy.position()?.missing ?? []
  if (numbers.length > 0) problems.push({ kind: 'missing', numbers })
  const closed = copy.entries().filter(({ record, hint }) => record === null && hint !== 0)
  if (closed.length > 0) problems.push({ kind: 'closed-entries', count: closed.length })
  const astray = desk.astray()
  if (astray.length > 0) problems.push({ kind: 'mail-astray', count: astray.length, labels: authorsOf(desk, astray) })
  return problems
}

/** As the member sheet calls their devices, each once; an entry that does not open names nobody. */
function authorsOf(desk: OpenDesk, entries: readonly HeldEntry[]): readonly string[] {
  const authors = entries.flatMap(({ record }) => record?.author ?? [])
  const members = desk.view()?.memberSheet.members ?? []
  return members.filter(({ device }) => authors.includes(authorName(device))).map(({ label }) => label)
}

/** What is written in the case and not at the relay, or sealed to the person and not posted. */
function isWaiting(desk: OpenDesk, of: Case): boolean {
  const incarnation = desk.incarnation()
  const waits = desk.copy.waiting().some(({ record }) => record !== null && goesWith(of, '', record))
  const at = incarnation === null ? null : { incarnation, today: desk.tools.today() }
  return waits || at === null || pendingReplies([of], at).length > 0
}

/** Null: the vault holds no team key. Opens what this browser has; asks the relay nothing yet. */
export async function openSession(tools: DeskTools, open: OpenVault): Promise<Session | null> {
  const opened = await openDesk(tools, open)
  if (opened === null) return null
  await opened.copy.catchUp()
  await opened.refold()
  let desk: OpenDesk | null = opened
  const fingerprint = await fingerprintOf(tools.primitives, opened.contents().agencyKey)
  const listeners = new Set<() => void>()
  const rounds = createTurns()
  const acts = createTurns()
  let kitMaker: KitMaker | null = createKitMaker(opened)
  let named: Named | null = null
  let found: readonly Problem[] = []
  let running = 0
  let isFirst = true
  /** As it stands now: days have passed, or another page of this vault was told. */
  const readProof = async (): Promise<Proof> =>
    proofAt(await tools.store.loadProof(open.id), { isNew: false, marked: false }, tools.today())
  let proof = await readProof()
  let shown: DeskState

  const describe = (now: OpenDesk): DeskState => {
    const problems = [...found, ...standing(now)]
    return describeDesk(now, { fingerprint, named, busy: running > 0, proof, problems })
  }
  const show = (): void => {
    if (desk === null) return
    shown = describe(desk)
    for (const listener of listeners) listener()
  }
  shown = describe(opened)

  /** Before the directory names the agency, the relay's own word for it: shown, never acted upon. */
  const learnName = async (now: OpenDesk): Promise<void> => {
    if (named !== null || now.view()?.listing === 'listed') return
    const answer = await tools.relay.introduced()
    if (answer.kind !== 'list') return
    named = answer.agencies.find(({ id }) => id === now.contents().agency) ?? null
  }

  const round = async (): Promise<void> => {
    const now = desk
    if (now === null) return
    running += 1
    show()
    try {
      if (!isProven(proof)) proof = await readProof()
      found = await tools.exclusive(`desk-${now.id}`, () =>
        runRound(now, { first: isFirst, isLocked: () => desk === null, isProven: isProven(proof) }),
      )
      isFirst = found.some(({ kind }) => kind === 'offline') && isFirst
      await now.copy.catchUp()
      await now.refold()
      await learnName(now)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      found = [{ kind: 'storage', code: error.code }]
    } finally {
      running -= 1
      show()
    }
  }

  /** A vault has one writer at a time, in this page and beside others of this browser: what is kept is built on what is stored. */
  const inTurnWithRounds = <T>(work: (now: OpenDesk) => Promise<T>): Promise<T | Unable> =>
    rounds(async () => {
      const now = desk
      if (now === null) return { kind: 'locked' }
      try {
        return await tools.exclusive(`desk-${now.id}`, async () => {
          await now.reload()
          return work(now)
        })
      } catch (error) {
        if (!(error instanceof StorageError)) throw error
        return { kind: 'storage', code: error.code }
      }
    })

  const write = async (pseudonym: Pseudonym, act: Act): Promise<ActOutcome> => {
    const now = desk
    const of = now?.fold().cases.get(pseudonym)
    if (now === null || of === undefined) return { kind: 'locked' }
    const meant = act.kind === 'again' ? sayAgain(of, act.event) : act
    if (meant === null) return { kind: 'changed' }
    const may = mayDecide(of, meant, tools.today(), tools.clockAheadDays())
    if (may.kind !== 'yes') return may
    if (meant.kind === 'erasure' && isWaiting(now, of)) return { kind: 'still-waiting' }
    const composed = await composeAct(now.link(), of, meant, now.copy.entries())
    if (composed.kind !== 'composed') return composed
    try {
      await now.copy.write(composed.entries)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      return { kind: 'storage', code: error.code }
    }
    await now.refold()
    show()
    return { kind: 'written' }
  }

  return {
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh: () => rounds(round),
    act: (pseudonym, act) => acts(() => write(pseudonym, act)),
    async hear(pseudonym, said, index) {
      const of = desk?.fold().cases.get(pseudonym)
      const attachment = of?.said.find(({ hash }) => hash === said)?.attachments[index]
      if (desk === null || attachment === undefined) return { kind: 'locked' }
      return desk.voices.hear(attachment)
    },
    invite: (input) =>
      inTurnWithRounds(async (now): Promise<InviteOutcome> => {
        const { keys } = now.link().keyring
        const { signing } = keys
        if (signing === null) return { kind: 'not-administrator' }
        const seen = seenVersions(now.contents().seen)
        const outcome = await inviteMember(contextOf(now), { ...keys, signing }, input, seen)
        if (outcome.kind !== 'invited') return outcome
        await now.keep({ ...now.contents(), seen: heldVersions(outcome.seen) })
        return { kind: 'invited', link: outcome.link }
      }),
    async replaceKeys(remove) {
      // What was begun before may only lack the relay's answer.
      if (desk !== null && desk.contents().replacing !== null) await rounds(round)
      const begun = await inTurnWithRounds((now) => beginReplacing(now, remove))
      if (begun.kind !== 'begun') return begun
      const now = desk
      await rounds(round)
      if (now === null || now.contents().replacing !== null) return begun
      return { kind: ownSheet(now) === null ? 'gone' : 'replaced' }
    },
    draftKit: async () => kitMaker?.draft() ?? null,
    async keepKit(typed) {
      const outcome = await inTurnWithRounds<KitOutcome>(async () => kitMaker?.keep(typed) ?? { kind: 'locked' })
      show()
      return outcome
    },
    async trustBrowser() {
      const vouched = { kind: 'trusted', day: tools.today() } as const
      try {
        await tools.store.saveProof(open.id, vouched)
      } catch (error) {
        if (!(error instanceof StorageError)) throw error
        return { kind: 'storage', code: error.code }
      }
      proof = vouched
      show()
      return { kind: 'trusted' }
    },
    lock() {
      desk = null
      kitMaker = null
      const nothing: Fold = { cases: new Map(), aside: [], unopenable: [] }
      shown = { ...shown, fold: nothing, ...NO_OVERSEER_MAIL, members: [], busy: false, problems: [] }
      listeners.clear()
    },
  }
}
