/**
 * Replacing the keys with nobody removed: desk 0 does it, desk 1 has to be handed the new ones. What the removal of desk 1 does
 * to keys stands in desk-steps.ts, in one step. Source: docs/protocol.md 9.30 to 9.35.
 */
import type { DeskNumber } from './entries.ts'
import type { Relay } from './relay.ts'
import type { Rules } from './rules.ts'
import type { Desk, State } from './state.ts'
import { fault, step, withDesk, type Step } from './step.ts'

/** It knows of new keys and does not have them. */
export const waitsForKeys = ({ knows, holds }: Desk, rules: Rules): boolean => rules.waitsForKeys && knows > holds

const withRelay = (state: State, change: Partial<Relay>): State => ({ ...state, relay: { ...state.relay, ...change } })

/** With the answer, and, where that may get lost, without. */
function* asked(label: string, state: State, done: State, unanswered: State): Generator<Step> {
  yield step(label, done, 'keys')
  if (state.budget.faults > 0) yield step(`${label}, answer lost`, fault(unanswered))
}

/** Desk 0: stores, hands out, publishes, adopts. */
function* replacing(state: State, rules: Rules): Generator<Step> {
  const { relay, budget } = state
  const own = state.desks[0]
  if (budget.replacements > 0 && !own.isReplacing && own.holds === 0 && relay.keys === 0) {
    const begun = withDesk(state, 0, { isReplacing: true })
    yield step('desk 0 makes new keys', { ...begun, budget: { ...budget, replacements: budget.replacements - 1 } })
  }
  if (own.isReplacing && relay.keys === 1) {
    // The member sheet names them: the answer was lost, or another desk has given the sheet back.
    yield step('desk 0 finds its keys named', withDesk(state, 0, { isReplacing: false, knows: 1, holds: 1 }), 'keys')
  } else if (own.isReplacing && !relay.isHanded && rules.handsOutFirst) {
    const handed = withRelay(state, { isHanded: true })
    yield* asked('desk 0 hands out its keys', state, handed, handed)
  } else if (own.isReplacing) {
    const named = withRelay(state, { keys: 1 })
    yield* asked('desk 0 publishes', state, withDesk(named, 0, { isReplacing: false, knows: 1, holds: 1 }), named)
  }
}

/** Desk 1: takes what was handed to it, or asks. */
function* receiving(state: State, rules: Rules): Generator<Step> {
  const { relay, budget } = state
  const { knows, holds } = state.desks[1]
  if (holds > 0 || knows === 0) return
  if (relay.isHanded) {
    const taken = withDesk(state, 1, { holds: 1 })
    const erased = withRelay(taken, { isHanded: false })
    yield step('desk 1 takes the hand-over', erased, 'keys')
    if (!rules.storesBeforeErasing && budget.faults > 0) {
      yield step('desk 1 erases the hand-over and crashes', fault(withRelay(state, { isHanded: false })))
    }
  } else if (rules.asksForKeys && !relay.isAsked) {
    yield step('desk 1 asks for the keys', withRelay(state, { isAsked: true }), 'keys')
  }
}

export function* keySteps(state: State, desk: DeskNumber, rules: Rules): Generator<Step> {
  const { relay, budget } = state
  const { holds } = state.desks[desk]
  if (desk === 0) yield* replacing(state, rules)
  else yield* receiving(state, rules)
  if (holds > 0 && relay.keys > 0 && relay.intake === 0) {
    yield step(`desk ${desk} publishes what phones seal to`, withRelay(state, { intake: 1 }), 'keys')
  }
  if (desk !== 0 || holds === 0) return
  if (!rules.handsOutFirst && !relay.isHanded && state.desks[1].holds === 0 && !relay.isAsked) {
    yield step('desk 0 hands out its keys late', withRelay(state, { isHanded: true }))
  }
  if (relay.isAsked && rules.anyoneGives) {
    yield step('desk 0 answers with the keys', withRelay(state, { isHanded: true, isAsked: false }), 'keys')
  }
  // A member who means harm, or a relay that loses it. With desk 0 gone as well the keys would really be nowhere.
  if (relay.isHanded && relay.keys > 0 && budget.faults > 0 && budget.losses === 0) {
    yield step('the hand-over is lost', fault(withRelay(state, { isHanded: false })))
  }
}

/** Its computer is gone, with all that only it had. */
export function* losing(state: State): Generator<Step> {
  const { budget, isLost } = state
  if (budget.losses === 0 || isLost) return
  const gone = withDesk(state, 0, { hand: null })
  yield step('desk 0 is lost', { ...gone, isLost: true, budget: { ...budget, losses: budget.losses - 1 } })
}
