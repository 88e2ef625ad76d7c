/**
 * Posting the replies that stand in the log. Any device does it, again if need be, until `posted` is logged; the relay
 * stores the same envelope once. Source: docs/protocol.md P9.15, P9.19.
 */
import type { Case, CaseReply } from '../../../shared/case/case.ts'
import { dayOfTime, eventTime } from '../../../shared/case/event.ts'
import { MAX_POSTED } from '../../../shared/case/limits.ts'
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

/** The replies of these cases that no `posted` names for this incarnation of the log (P9.19). */
export function pendingReplies(cases: Iterable<Case>, at: Present): readonly CaseReply[] {
  return [...cases].flatMap((of) =>
    of.replies.filter((reply) => reply.inUse && !isPosted(reply, at) && isYoung(of, reply, at)),
  )
}

/** What a reporter who has written again may read: posted once more, each gets a new expiry. */
export function repliesToRenew(of: Case, at: Present): readonly CaseReply[] {
  return of.replies.filter((reply) => reply.inUse && isPosted(reply, at) && isYoung(of, reply, at))
}

export interface PostedReplies {
  readonly failure: Exclude<PostOutcome, { readonly kind: 'stored' }> | Failure | null
}

/** Posts, and logs what the relay took unless the log says so already. Stops when the relay cannot be reached. */
export async function postReplies(link: DeskLink, replies: readonly CaseReply[], at: Present): Promise<PostedReplies> {
  const done: EnvelopeName[] = []
  let failure: PostedReplies['failure'] = null
  for (const reply of replies) {
    const outcome = await postReply(link, reply)
    if (outcome.kind === 'stored') {
      if (!isPosted(reply, at)) done.push(reply.id)
      continue
    }
    failure = outcome
    if (outcome.kind === 'unreachable' || outcome.kind === 'disk-full') break
  }
  const { incarnation } = at
  for (let from = 0; from < done.length; from += MAX_POSTED) {
    const common = { random: link.random, at: eventTime(link.nowMs()) }
    const event = createOwnEvent('posted', common, { replies: done.slice(from, from + MAX_POSTED), incarnation })
    const logged = await appendEvent(link, event)
    // Not logged: some device posts them again, which changes nothing.
    if (logged.kind !== 'appended') return { failure: logged }
  }
  return { failure }
}
