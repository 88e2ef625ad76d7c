/**
 * The proof of filing for reports that have none: their `taken` had no room for it, or the device that took them in knew
 * no better; and for a new ticket, whose mailbox is empty. Any device writes it. Source: docs/protocol.md P9.13.
 */
import type { Case } from '../../../shared/case/case.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { createCaseEvent } from '../../../shared/case/log-create.ts'
import { createReplyEvent } from '../../../shared/case/reply-event.ts'
import type { Failure } from '../../relay/outcome.ts'
import type { DeskLink } from '../desk-link.ts'
import { embedReply } from './embed-reply.ts'
import { appendEvent, headsOf } from './seal-entry.ts'

async function answerOne(link: DeskLink, of: Case): Promise<Failure | null> {
  const [report] = of.unanswered
  if (report === undefined || of.replyTo === null) return null
  const body = { report, day: link.today() }
  const target = { case: of.replyPseudonym, to: of.replyTo, previous: of.previous }
  const reply = await embedReply(link, target, (common) => createReplyEvent('received', common, body))
  // A key that is refused: the report can be read, not answered.
  if (reply === null) return null
  const common = { random: link.random, at: eventTime(link.nowMs()), case: of.pseudonym, heads: headsOf(of) }
  const outcome = await appendEvent(link, createCaseEvent('received', common, { ...body, reply }))
  return outcome.kind === 'appended' ? null : outcome
}

/** One report of each case: what is left has its turn after the next sync. */
export async function answerReports(link: DeskLink, cases: Iterable<Case>): Promise<Failure | null> {
  for (const of of cases) {
    const failure = await answerOne(link, of)
    if (failure !== null) return failure
  }
  return null
}
