/**
 * Posting the replies that stand in the log. Any device does it, again if need be, until `posted` is logged; the relay
 * stores the same envelope once. Source: docs/protocol.md P9.15, P9.19.
 */
import type { Case, CaseReply } from '../../../shared/case/case.ts'
import { dayOfTime, eventTime } from '../../../shared/case/event.ts'
import { createOwnEvent } from '../../../shared/case/log-create.ts'
import type { EnvelopeName, IncarnationName } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { addDays, type Day } from '../../../shared/day.ts'
import { REPLY_EXPIRY_DAYS } from '../../../shared/protocol.ts'
import type { Failure, PostOutcome } from '../../relay/outcome.ts'
import type { DeskLink } from '../desk-link.ts'
import { paid } from '../pay.ts'
import { appendEvent } from './seal-entry.ts'

/** `stored` once the relay has it durably. */
async function postReply(link: DeskLink, reply: Pick<CaseReply, 'address' | 'envelope'>): Promise<PostOutcome> {
  const { address, envelope } = reply
  const id = await envelopeIdOf(link.p, envelope)
  return paid({ address, id }, link.pause, (nonce) => link.relay.post({ address, nonce, envelope }))
}

export interface Present {
  /** Of the relay's log. */
  readonly incarnation: IncarnationName
  readonly today: Day
}

const isPosted = ({ postedIn }: CaseReply, { incarnation }: Present): boolean => postedIn.includes(incarnation)

/** The relay would not keep it any longer either; one whose day cannot be told is young. */
function isYoung(of: Case, { by }: CaseReply, { today }: Present): boolean {
  const item = of.timeline.find((one) => one.hash === by || (one.by === 'reporter' && one.taken.includes(by)))
  const day = item?.by === 'reporter' ? item.takenDay : dayOfTime(item?.event.at ?? '')
  return day === null || addDays(day, REPLY_EXPIRY_DAYS) > today
}

/** Said by a member, and not by a device by itself. */
function saidByMember({ timeline }: Case): (reply: CaseReply) => boolean {
  const said = timeline.filter(({ by, event }) => by === 'staff' && event.type !== 'received')
  const entries = new Set(said.map(({ hash }) => hash))
  return ({ by }) => entries.has(by)
}

/**
 * The replies of these cases that no `posted` names for this incarnation of the log (P9.19). What members have said goes
 * first: whoever floods an inbox makes desks prove the arrival of each piece, and nobody's answer is to wait for that.
 */
export function pendingReplies(cases: Iterable<Case>, at: Present): readonly CaseReply[] {
  const [first, then]: [CaseReply[], CaseReply[]] = [[], []]
  for (const of of cases) {
    const isFirst = saidByMember(of)
    for (const reply of of.replies) {
      if (!reply.inUse || isPosted(reply, at) || !isYoung(of, reply, at)) continue
      if (isFirst(reply)) first.push(reply)
      else then.push(reply)
    }
  }
  return [...first, ...then]
}

/** What a reporter who has written again may read: posted once more, each gets a new expiry. */
export function repliesToRenew(of: Case, at: Present): readonly CaseReply[] {
  return of.replies.filter((reply) => reply.inUse && isPosted(reply, at) && isYoung(of, reply, at))
}

export interface PostedReplies {
  readonly failure: Exclude<PostOutcome, { readonly kind: 'stored' }> | Failure | null
}

/** So many posts are lost to a desk that is locked meanwhile: they are made again, and cost their work again. */
const LOGGED_TOGETHER = 8

/** Null once it is logged. If not, some device posts them again, which changes nothing. */
async function logPosted(link: DeskLink, replies: readonly EnvelopeName[], at: Present): Promise<Failure | null> {
  if (replies.length === 0) return null
  const common = { random: link.random, at: eventTime(link.nowMs()) }
  const logged = await appendEvent(link, createOwnEvent('posted', common, { replies, incarnation: at.incarnation }))
  return logged.kind === 'appended' ? null : logged
}

/** Posts, and logs what the relay took unless the log says so already. Stops when the relay cannot be reached. */
export async function postReplies(link: DeskLink, replies: readonly CaseReply[], at: Present): Promise<PostedReplies> {
  const done: EnvelopeName[] = []
  let failure: PostedReplies['failure'] = null
  for (const reply of replies) {
    const outcome = await postReply(link, reply)
    if (outcome.kind !== 'stored') {
      failure = outcome
      if (outcome.kind === 'unreachable' || outcome.kind === 'disk-full') break
      continue
    }
    if (isPosted(reply, at)) continue
    done.push(reply.id)
    const unlogged = done.length < LOGGED_TOGETHER ? null : await logPosted(link, done.splice(0), at)
    if (unlogged !== null) return { failure: unlogged }
  }
  return { failure: (await logPosted(link, done, at)) ?? failure }
}
