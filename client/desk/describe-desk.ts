/** The state of an unlocked desk for the screen, made of what it holds now. Contains no key. */
import { authorName, type Author } from '../../shared/case/names.ts'
import { currentMembers } from '../../shared/trust/member-sheet.ts'
import type { AgencyDescription } from '../../shared/wire/introduction.ts'
import type { Proof } from '../storage/desk-database.ts'
import { holdingsOf, holdsNewest } from '../agency/holdings.ts'
import { pendingReplies } from './answer/post-replies.ts'
import { publishedKeys } from './keys/standing-keys.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Problem } from './problem.ts'
import type { AgencyState, DeskState, KeyHealth, KitState, MemberState } from './state.ts'

/** What the relay calls an agency that no directory names yet. */
export type Named = Pick<AgencyDescription, 'names' | 'area'>

export interface Around {
  readonly fingerprint: string
  readonly named: Named | null
  readonly busy: boolean
  readonly proof: Proof
  /** What the last round found. */
  readonly problems: readonly Problem[]
}

function agencyOf(desk: OpenDesk, { fingerprint, named }: Around): AgencyState {
  const view = desk.view()
  const id = desk.contents().agency
  const listing = view?.listing ?? 'not-listed'
  const described = listing === 'listed' ? view?.directory?.agencies.get(id) : named
  return { id, names: described?.names ?? null, area: described?.area ?? null, kind: desk.kind(), listing, fingerprint }
}

function membersOf(desk: OpenDesk): readonly MemberState[] {
  const own = desk.link().keyring.author
  const sheet = desk.view()?.memberSheet
  const published = publishedKeys(desk)
  const keysOf = (author: Author): MemberState['keys'] => {
    const holds = author === own ? holdingsOf(desk.contents()) : published.get(author)?.holds
    if (sheet === undefined || holds === undefined) return 'unknown'
    return holdsNewest(sheet, holds) ? 'newest' : 'waiting'
  }
  return (sheet?.members ?? []).map(({ device, label, roles, to }) => {
    const author = authorName(device)
    const isCurrent = to === null
    return { author, label, roles, current: isCurrent, own: author === own, keys: isCurrent ? keysOf(author) : null }
  })
}

function healthOf(desk: OpenDesk): KeyHealth {
  const view = desk.view()
  return {
    sealableUntil: view?.intakeSheet?.expiresDay ?? null,
    memberSheetUntil: view?.memberSheet.expiresDay ?? null,
    liveDevices: view === null ? 0 : currentMembers(view.memberSheet).length,
  }
}

function kitOf(desk: OpenDesk): KitState {
  const { kit, signing } = desk.contents()
  if (kit === null) return { kind: 'none' }
  const { madeDay } = kit
  if (signing === null) return { kind: 'vault-only', madeDay }
  return { kind: kit.copied === null ? 'waiting' : 'kept', madeDay }
}

/** A written answer is both an entry and a reply that waits: counted once. */
function waitingIn(desk: OpenDesk): number {
  const silent = desk.copy.waiting().filter(({ record }) => (record?.replyId ?? null) === null)
  const incarnation = desk.incarnation()
  const replies = incarnation === null ? [] : pendingReplies(desk.cases(), { incarnation, today: desk.tools.today() })
  return silent.length + replies.length
}

export function describeDesk(desk: OpenDesk, around: Around): DeskState {
  const keys = healthOf(desk)
  const few: readonly Problem[] = keys.liveDevices === 1 ? [{ kind: 'few-devices', count: keys.liveDevices }] : []
  return {
    agency: agencyOf(desk, around),
    members: membersOf(desk),
    isAdministrator: desk.contents().signing !== null,
    keys,
    kit: kitOf(desk),
    proof: around.proof,
    directory: desk.view()?.directory ?? null,
    fold: desk.fold(),
    ...desk.overseerMail(),
    waiting: waitingIn(desk),
    syncedDay: desk.copy.position()?.syncedDay ?? null,
    busy: around.busy,
    problems: [...around.problems, ...few],
    today: desk.tools.today(),
  }
}
