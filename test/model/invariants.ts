/** What must hold in every state, over every step, and where nothing is left to do. Each answers null or what is broken. */
import { canOpen } from './desk-steps.ts'
import { carriesReply, DESKS, entryOf, MAIL, mailOf, type DeskNumber } from './entries.ts'
import { namesMail } from './relay.ts'
import type { Rules } from './rules.ts'
import type { State } from './state.ts'
import { currentDesks, isHeld, readable, withDesk } from './step.ts'
import { viewOf } from './view.ts'

const name = (desk: DeskNumber): string => `desk ${desk}`

/** As it will be once desk 1 has taken what lies in the log for it. */
function withWhatIsHanded(state: State, desk: DeskNumber): State {
  const isToCome = desk === 1 && state.relay.isHanded && state.relay.keys > 0
  return isToCome ? withDesk(state, 1, { holds: 1 }) : state
}

const canRead = (state: State, desk: DeskNumber, id: number): boolean =>
  entryOf(id).teamKey <= withWhatIsHanded(state, desk).desks[desk].holds

/** Acknowledged mail is in the inbox, in the log, or with a member; a taken row waits for a second desk. */
function brokenMail(state: State, rules: Rules): string | null {
  const { relay, desks, phones, epoch } = state
  for (const [mail, phone] of phones.entries()) {
    if (phone.isAcknowledged && !phone.isLostByRestore && !isHeld(state, mail)) return 'acknowledged mail is lost'
    const row = relay.rows.find((one) => one.mail === mail)
    if (row?.taker === null) {
      if (relay.sources.includes(mail)) return 'mail that was taken in waits again'
      const isKnown = currentDesks(state).some((desk) => namesMail(readable(desks[desk]), mail))
      const isOpenable = currentDesks(state).some((desk) => canOpen(withWhatIsHanded(state, desk), desk, mail, rules))
      if (!isKnown && !isOpenable) return 'mail waits that nobody can open any more'
    }
    // Within one epoch no row is old enough to go by itself.
    const source = relay.sources.indexOf(mail)
    if (row === undefined && source >= 0 && epoch === 0 && !phone.isRowLost) {
      const taker = entryOf(relay.log[source] ?? 0).by
      const isConfirmed = DESKS.some((desk) => desk !== taker && namesMail(readable(desks[desk]), mail))
      if (!isConfirmed) return 'a taken row is gone before a second desk had the entry'
    }
  }
  const sources = relay.sources.filter((mail) => mail >= 0)
  return new Set(sources).size < sources.length ? 'two entries came from one envelope' : null
}

function brokenView(state: State, rules: Rules): string | null {
  const tickets = new Set(MAIL.map(({ ticket }) => ticket)).size
  for (const desk of DESKS) {
    const { times, cases, text } = viewOf(readable(state.desks[desk]), rules)
    if (times.some((count) => count > 1) || cases > tickets) return 'one report is shown as two'
    if (text.endsWith('or another')) return 'what is shown hangs on the order of arrival'
  }
  return null
}

export function brokenState(state: State, rules: Rules): string | null {
  const { relay, desks, breach } = state
  if (breach !== null) return breach
  const logged = new Set([...relay.log, ...desks.flatMap(({ entries }) => entries)])
  if (relay.replies.some((id) => !logged.has(id))) return 'a reply was posted that stands in no log'
  const isShut = relay.log.some((id) => currentDesks(state).every((desk) => !canRead(state, desk, id)))
  if (isShut) return 'an entry of the log opens for nobody any more'
  return brokenMail(state, rules) ?? brokenView(state, rules)
}

export function brokenStep(before: State, after: State): string | null {
  for (const desk of DESKS) {
    const kept = after.desks[desk].entries
    if (before.desks[desk].entries.some((id) => !kept.includes(id))) return 'a desk forgot an entry'
  }
  return null
}

/** Where only free steps are left: every message posted, every desk in touch, every late copy arrived. */
export function brokenEnd(state: State, rules: Rules): string | null {
  const { relay, desks, phones } = state
  if (relay.log.some((id) => carriesReply(id) && !relay.replies.includes(id)))
    return 'a reply in the log was never posted'
  if (relay.sheet < desks[0].sheet) return 'a removed desk is served for good'
  for (const desk of currentDesks(state)) {
    const { entries, incarnation, holds } = desks[desk]
    if (incarnation !== relay.incarnation) return `${name(desk)} never learns of the restore`
    const isSame = entries.length === relay.log.length && relay.log.every((id) => entries.includes(id))
    if (!isSame) return `${name(desk)} and the relay never agree`
    if (holds < relay.keys) return `${name(desk)} never gets the keys`
    const { times, pending } = viewOf(entries, rules)
    if (pending(incarnation).length > 0) return 'a reply stays pending'
    const isMissing = ({ isAcknowledged, isLostByRestore }: State['phones'][number], mail: number): boolean =>
      isAcknowledged && !isLostByRestore && times[mail] !== 1
    if (phones.some(isMissing)) return `${name(desk)} never sees acknowledged mail`
  }
  if (relay.intake < relay.keys) return 'phones have nothing to seal to'
  return relay.rows.some(({ mail, taker }) => taker === null && relay.log.some((id) => mailOf(id) === mail))
    ? 'mail that was taken in stays in the inbox'
    : null
}
