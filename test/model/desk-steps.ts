/** What a desk may do: take in, write, answer, sync, give back, erase seeds, crash. Source: docs/protocol.md section 9. */
import { DESKS, entryFor, entryOf, MAIL, mailOf, type DeskNumber } from './entries.ts'
import { keySteps, losing, waitsForKeys } from './key-steps.ts'
import { append, ascending, confirm, isMember, namesMail, postReply, take, type Relay } from './relay.ts'
import type { Rules } from './rules.ts'
import { SEED_KEEP_EPOCHS, type Desk, type Hand, type State } from './state.ts'
import { fault, isHeld, readable, step, withDesk, type Step } from './step.ts'
import { viewOf } from './view.ts'

const onRelay = (state: State, relay: Relay): State => (relay === state.relay ? state : { ...state, relay })
const breached = (state: State, breach: string): State => ({ ...state, breach: state.breach ?? breach })

/** Who had the old keys and was not handed the new ones is to read nothing that is written by somebody who knows of these. */
function sealed(state: State, desk: DeskNumber, teamKey: number): State {
  const { knows, sheet } = state.desks[desk]
  const isOpen = knows > 0 && teamKey === 0 && sheet === 0
  return isOpen ? breached(state, 'what is written after the keys were replaced opens with the old one') : state
}

/** Desk 1 is served after its removal: never, where the relay knows of it. */
function served(state: State, desk: DeskNumber): State {
  return desk === 1 && state.relay.sheet > 0 ? breached(state, 'a removed desk is served') : state
}

function isUsed({ relay, backup, desks }: State, id: number): boolean {
  const inHand = (hand: Hand | null): boolean => hand !== null && 'entry' in hand && hand.entry === id
  const logs = [relay.log, backup?.log ?? [], ...desks.map(({ entries }) => entries)]
  return logs.some((log) => log.includes(id)) || desks.some(({ hand }) => inHand(hand))
}

export function canOpen(state: State, desk: DeskNumber, mail: number, rules: Rules): boolean {
  const { seedsFrom, holds } = state.desks[desk]
  const phone = state.phones[mail]
  if (phone === undefined || phone.sealedIn < seedsFrom) return false
  return phone.chain === 1 ? holds > 0 : holds === 0 || rules.keepsOldChain
}

function* takingIn(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const read = readable(own)
  for (const { mail, taker } of state.relay.rows) {
    if (taker !== null) continue
    const named = read.find((id) => mailOf(id) === mail)
    if (named !== undefined) {
      if (!rules.tiesNamed) continue
      // The relay lost the tie between entry and envelope: the same entry again gives it back.
      const { relay } = take(state.relay, { desk, mail, entry: named, epoch: state.epoch }, rules)
      yield step(`desk ${desk} ties ${mail}`, served(onRelay(state, relay), desk), 'take')
      continue
    }
    if (!canOpen(state, desk, mail, rules)) continue
    const heads = viewOf(read, rules).heads(MAIL[mail]?.ticket ?? 1)
    const teamKey = rules.renewsTeamKey ? own.holds : 0
    const entry = entryFor({ kind: 'taken', mail, by: desk, heads, teamKey, sheet: own.knows }, (id) =>
      isUsed(state, id),
    )
    const hand: Hand = { kind: 'take', mail, entry }
    const opened = sealed(withDesk(state, desk, { hand }), desk, teamKey)
    yield step(`desk ${desk} opens ${mail}`, served(opened, desk), 'take')
  }
}

interface Sent {
  readonly relay: Relay
  readonly hand: Hand | null
}

function send(state: State, desk: DeskNumber, hand: Hand, rules: Rules): Sent {
  const { relay } = state
  const without = (mail: number): Relay => ({ ...relay, rows: relay.rows.filter((row) => row.mail !== mail) })
  switch (hand.kind) {
    case 'take': {
      const { mail, entry } = hand
      if (rules.takes === 'remove-first') return { relay: without(mail), hand: { kind: 'append', entry } }
      if (rules.takes === 'at-once')
        return { ...take(relay, { desk, mail, entry, epoch: state.epoch }, rules), hand: null }
      const appended = { ...relay, log: [...relay.log, entry], sources: [...relay.sources, mail] }
      return { relay: relay.log.includes(entry) ? relay : appended, hand: { kind: 'remove', mail } }
    }
    case 'append':
      return { relay: append(relay, hand.entry), hand: null }
    case 'remove':
      return { relay: without(hand.mail), hand: null }
    case 'post':
      return {
        relay: postReply(relay, hand.entry),
        hand: hand.thenAppend ? { kind: 'append', entry: hand.entry } : null,
      }
    case 'give-back':
      return { relay, hand }
  }
}

function* inHand(state: State, desk: DeskNumber, hand: Hand, rules: Rules): Generator<Step> {
  if (hand.kind !== 'give-back') {
    if (!isMember(state.relay, desk, rules))
      yield step(`desk ${desk} is refused`, withDesk(state, desk, { hand: null }), 'send')
    else {
      const sent = send(state, desk, hand, rules)
      const done = onRelay(state, sent.relay)
      yield step(`desk ${desk} sends its ${hand.kind}`, withDesk(done, desk, { hand: sent.hand }), 'send')
      if (state.budget.faults > 0) yield step(`desk ${desk} sends its ${hand.kind}, answer lost`, fault(done))
    }
  }
  if (state.budget.faults > 0) yield step(`desk ${desk} crashes`, fault(withDesk(state, desk, { hand: null })))
}

function* syncing(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const { relay, budget } = state
  const stored = rules.confirmsWhatOpens ? readable(own) : own.entries
  const known = rules.storesBeforeConfirming ? stored : [...stored, ...relay.log]
  const confirmed = confirm(relay, desk, known.map(mailOf), rules)
  const news = relay.log.slice(own.after)
  const isLeak = desk === 1 && news.some((id) => entryOf(id).sheet > 0 && entryOf(id).teamKey === 0)
  let synced = onRelay(state, confirmed)
  if (news.length > 0) synced = served(synced, desk)
  if (isLeak) synced = breached(synced, 'a removed desk can open what was written after it left')
  const entries = news.reduce(ascending, own.entries)
  const after = Math.max(own.after, relay.log.length)
  // With the log comes the member sheet.
  const knows = own.knows > relay.keys ? own.knows : relay.keys
  if (news.length > 0 || confirmed !== relay || knows !== own.knows)
    yield step(`desk ${desk} syncs`, withDesk(synced, desk, { entries, after, knows }), 'sync')
  if (confirmed !== relay && news.length > 0 && budget.faults > 0) {
    yield step(`desk ${desk} syncs, answer lost`, fault(onRelay(state, confirmed)))
  }
}

/** What the relay lacks of a desk's copy, in the order in which it is given back. */
function lacking({ relay, desks, epoch }: State, desk: DeskNumber, rules: Rules): readonly Relay[] {
  const own = desks[desk]
  if (rules.putsSheetAgain && (relay.sheet < own.sheet || relay.keys < own.knows)) {
    return [{ ...relay, sheet: Math.max(relay.sheet, own.sheet), keys: own.knows, intake: own.holds }]
  }
  for (const entry of rules.givesBack === 'not' ? [] : own.entries) {
    if (relay.log.includes(entry)) continue
    const mail = mailOf(entry)
    const taken = mail < 0 ? null : take(relay, { desk, mail, entry, epoch }, rules)
    if (taken?.answer === 'taken') return [taken.relay]
    if (taken?.answer === 'conflict' && rules.givesBack === 'take-only') continue
    return [append(relay, entry)]
  }
  return []
}

/** The relay was restored from a backup. */
function* healing(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const { relay } = state
  const noted: Partial<Desk> = { incarnation: relay.incarnation, after: relay.log.length }
  const isNoted = own.incarnation === relay.incarnation
  if (!rules.healsBeforeNoting && !isNoted) {
    const entries = relay.log.reduce(ascending, own.entries)
    const change: Partial<Desk> = { ...noted, entries, hand: { kind: 'give-back' } }
    yield step(`desk ${desk} notes the new incarnation`, withDesk(state, desk, change), 'heal')
    return
  }
  const [given] = lacking(state, desk, rules)
  if (given !== undefined) yield step(`desk ${desk} gives back`, { ...state, relay: given }, 'heal')
  else if (isNoted) yield step(`desk ${desk} has given back`, withDesk(state, desk, { hand: null }), 'heal')
  else {
    // The relay has it all: its log is the copy.
    const entries = [...relay.log].sort((a, b) => a - b)
    yield step(`desk ${desk} is whole again`, withDesk(served(state, desk), desk, { ...noted, entries }), 'heal')
  }
}

function* answering(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const pending = viewOf(readable(own), rules).pending(own.incarnation)
  const reply = pending.find((id) => rules.anyonePosts || entryOf(id).by === desk)
  if (reply === undefined) return
  // Whoever says so: what counts is that it is said.
  const said = entryFor(
    { kind: 'posted', reply, incarnation: own.incarnation, by: 0, heads: [], teamKey: 0, sheet: 0 },
    () => false,
  )
  if (!rules.postsBeforePosted) {
    const logged = onRelay(state, append(state.relay, said))
    const hand: Hand = { kind: 'post', entry: reply, thenAppend: false }
    yield step(`desk ${desk} logs that it posted ${reply}`, withDesk(logged, desk, { hand }), 'reply')
    return
  }
  const done = onRelay(state, postReply(state.relay, reply))
  const hand: Hand = { kind: 'append', entry: said }
  yield step(`desk ${desk} posts the reply of ${reply}`, withDesk(done, desk, { hand }), 'reply')
}

function* writing(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const { writes } = state.budget
  const view = viewOf(readable(own), rules)
  if (writes[desk] === 0 || view.heads(1).length === 0) return
  const teamKey = rules.renewsTeamKey ? own.holds : 0
  const written = { kind: 'status', ticket: 1, by: desk, heads: view.heads(1), teamKey, sheet: own.knows } as const
  const entry = entryFor(written, (id) => isUsed(state, id))
  const left: readonly [number, number] = desk === 0 ? [writes[0] - 1, writes[1]] : [writes[0], writes[1] - 1]
  const hand: Hand = rules.logsBeforePosting ? { kind: 'append', entry } : { kind: 'post', entry, thenAppend: true }
  const next = sealed(withDesk(state, desk, { hand }), desk, teamKey)
  yield step(`desk ${desk} writes`, { ...next, budget: { ...state.budget, writes: left } })
}

/** At its start, online, with everything taken in that waits (P9.24). */
function* erasing(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const own = state.desks[desk]
  const { relay, epoch } = state
  const isSynced = own.incarnation === relay.incarnation && relay.log.every((id) => own.entries.includes(id))
  const isEmpty = relay.rows.every(({ mail, taker }) => taker !== null || namesMail(readable(own), mail))
  const seedsFrom = Math.max(own.seedsFrom, epoch - SEED_KEEP_EPOCHS)
  if (seedsFrom > own.seedsFrom && ((isSynced && isEmpty) || !rules.erasesAfterTakingIn)) {
    yield step(`desk ${desk} erases seeds`, withDesk(state, desk, { seedsFrom }))
  }
}

function* removing(state: State): Generator<Step> {
  const { budget, relay } = state
  if (budget.removals === 0 || state.isLost) return
  const named: Relay = { ...relay, sheet: relay.sheet + 1, keys: 1, intake: 1 }
  const removed = withDesk({ ...state, relay: named }, 0, { sheet: relay.sheet + 1, knows: 1, holds: 1 })
  // What only the removed desk still had after a restore goes with it.
  const phones = state.phones.map((phone, mail) => {
    const isLost = phone.isAcknowledged && relay.incarnation > 0 && !isHeld(removed, mail)
    return isLost ? { ...phone, isLostByRestore: true } : phone
  })
  yield step('desk 1 is removed', { ...removed, phones, budget: { ...budget, removals: budget.removals - 1 } })
}

export function* deskSteps(state: State, rules: Rules): Generator<Step> {
  yield* removing(state)
  yield* losing(state)
  for (const desk of DESKS) {
    if (desk === 0 && state.isLost) continue
    const { hand, incarnation } = state.desks[desk]
    if (hand !== null) yield* inHand(state, desk, hand, rules)
    if (!isMember(state.relay, desk, rules)) continue
    const isHealing = hand?.kind === 'give-back'
    if (incarnation !== state.relay.incarnation || isHealing) yield* healing(state, desk, rules)
    else yield* syncing(state, desk, rules)
    if (hand !== null) continue
    yield* keySteps(state, desk, rules)
    if (waitsForKeys(state.desks[desk], rules)) continue
    yield* takingIn(state, desk, rules)
    yield* answering(state, desk, rules)
    yield* writing(state, desk, rules)
    yield* erasing(state, desk, rules)
  }
}
