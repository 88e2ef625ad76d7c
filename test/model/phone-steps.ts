/** What phones, time and the relay's operator may do. */
import { expire, post, restore, type Relay } from './relay.ts'
import { fault, isHeld, step, type Step } from './step.ts'
import { OUTBOX_EPOCHS, type Phone, type State } from './state.ts'
import type { Rules } from './rules.ts'

function withPhone(state: State, mail: number, change: Partial<Phone>, relay: Relay = state.relay): State {
  return {
    ...state,
    relay,
    phones: state.phones.map((phone, index) => (index === mail ? { ...phone, ...change } : phone)),
  }
}

export function* phoneSteps(state: State, rules: Rules): Generator<Step> {
  const { epoch, relay, budget } = state
  for (const [mail, { status, isLate }] of state.phones.entries()) {
    if (status === 'unwritten') {
      // Offline, with the intake sheet of the old chain, or with the new one.
      yield step(`seal ${mail}`, withPhone(state, mail, { status: 'waiting', sealedIn: epoch, chain: 0 }))
      if (relay.intake > 0) {
        yield step(
          `seal ${mail} to the new chain`,
          withPhone(state, mail, { status: 'waiting', sealedIn: epoch, chain: 1 }),
        )
      }
    }
    const stored = post(relay, mail, rules)
    if (status === 'waiting') {
      yield step(`post ${mail}`, withPhone(state, mail, { status: 'answered', isAcknowledged: true }, stored), 'post')
      if (budget.faults > 0) {
        yield step(`post ${mail}, answer lost`, fault(withPhone(state, mail, {}, stored)))
        yield step(`post ${mail}, copy under way`, fault(withPhone(state, mail, { isLate: true })))
        if (!rules.dropsWhenAnswered) {
          const dropped: Partial<Phone> = { status: 'answered', isAcknowledged: true }
          yield step(`post ${mail}, lost and forgotten`, fault(withPhone(state, mail, dropped)))
        }
      }
    }
    if (isLate) yield step(`late copy of ${mail}`, withPhone(state, mail, { isLate: false }, stored), 'late')
  }
}

/** What an outbox keeps no longer, the network does not keep either. */
function aged(phone: Phone, epoch: number): Phone {
  if (epoch <= phone.sealedIn + OUTBOX_EPOCHS) return phone
  return { ...phone, status: phone.status === 'waiting' ? 'expired' : phone.status, isLate: false }
}

function restored(state: State, backup: Relay, rules: Rules): State {
  const after: State = { ...state, relay: restore(backup, state.relay, rules) }
  const phones = state.phones.map((phone, mail): Phone => {
    if (!phone.isAcknowledged) return phone
    const isRowLost = phone.isRowLost || !after.relay.rows.some((row) => row.mail === mail)
    return { ...phone, isRowLost, isLostByRestore: phone.isLostByRestore || !isHeld(after, mail) }
  })
  return { ...after, phones, budget: { ...state.budget, restores: state.budget.restores - 1 } }
}

export function* worldSteps(state: State, rules: Rules): Generator<Step> {
  const { relay, backup, budget, epoch } = state
  if (budget.rolls > 0) {
    const phones = state.phones.map((phone) => aged(phone, epoch + 1))
    const rolled = { ...budget, rolls: budget.rolls - 1 }
    yield step('roll', { ...state, epoch: epoch + 1, relay: expire(relay, epoch + 1), phones, budget: rolled })
  }
  if (budget.backups > 0) {
    yield step('backup', { ...state, backup: relay, budget: { ...budget, backups: budget.backups - 1 } })
  }
  if (backup !== null && budget.restores > 0) yield step('restore', restored(state, backup, rules))
  if (relay.rows.some(({ isWet }) => isWet)) {
    const dry = relay.rows.map((row) => ({ ...row, isWet: false }))
    yield step('relay commits', { ...state, relay: { ...relay, rows: dry } }, 'commit')
    yield step('relay crashes', { ...state, relay: { ...relay, rows: relay.rows.filter(({ isWet }) => !isWet) } })
  }
}
