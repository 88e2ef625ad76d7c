/** Which replies of a log were posted, and in which incarnation of it. Source: docs/protocol.md P9.19, P9.29. */
import type { OwnBodies } from './log-event.ts'
import type { EnvelopeName, IncarnationName } from './names.ts'
import { compareNames } from './order.ts'

/** By reply. */
export type PostedReplies = Map<EnvelopeName, Set<IncarnationName>>

export function notePosted(posted: PostedReplies, { replies, incarnation }: OwnBodies['posted']): void {
  for (const reply of replies) {
    const known = posted.get(reply) ?? new Set<IncarnationName>()
    posted.set(reply, known.add(incarnation))
  }
}

/** As `CaseReply` shows it. */
export function postedOf(
  posted: PostedReplies,
  reply: EnvelopeName,
): { readonly posted: boolean; readonly postedIn: readonly IncarnationName[] } {
  const postedIn = [...(posted.get(reply) ?? [])].sort(compareNames)
  return { posted: postedIn.length > 0, postedIn }
}
