/**
 * The search: every state that the steps reach within the scenario's budget, breadth first, each once. Beside what must hold
 * in a state and over a step it proves what must come in the end: the fault-free step of a state is one of its steps, so
 * that following it from state to state leads, within what was explored, to a state where nothing is left to do.
 */
import { deskSteps } from './desk-steps.ts'
import { brokenEnd, brokenState, brokenStep } from './invariants.ts'
import { phoneSteps, worldSteps } from './phone-steps.ts'
import type { Rules } from './rules.ts'
import { initial, keyOf, type Scenario, type State } from './state.ts'
import { FAIR, type Step } from './step.ts'

export interface Found {
  readonly states: number
  readonly steps: number
  /** What is broken first, with the shortest way there; null when nothing is. */
  readonly broken: { readonly what: string; readonly way: readonly string[] } | null
}

function* stepsOf(state: State, rules: Rules): Generator<Step> {
  yield* phoneSteps(state, rules)
  yield* deskSteps(state, rules)
  yield* worldSteps(state, rules)
}

const urgency = ({ fair }: Step): number => (fair === null ? FAIR.length : FAIR.indexOf(fair))

export function search(scenario: Scenario, rules: Rules, limit = Infinity): Found {
  const seen = new Map<string, number>()
  const cameFrom: number[] = []
  const labels: string[] = []
  /** The fault-free step of each state; -1: nothing is left to do. */
  const goesOn: number[] = []
  let frontier: State[] = []
  let steps = 0

  const wayTo = (index: number): string[] => {
    const way: string[] = []
    for (let at = index; at > 0; at = cameFrom[at] ?? 0) way.push(labels[at] ?? '')
    return way.reverse()
  }
  const enter = (state: State, from: number, label: string): number => {
    const key = keyOf(state)
    const known = seen.get(key)
    if (known !== undefined) return known
    const index = seen.size
    seen.set(key, index)
    cameFrom.push(from)
    labels.push(label)
    frontier.push(state)
    return index
  }
  const broken = (what: string, at: number, then: readonly string[] = []): Found => ({
    states: seen.size,
    steps,
    broken: { what, way: [...wayTo(at), ...then] },
  })

  enter(initial(scenario), 0, '')
  for (let index = 0; frontier.length > 0;) {
    const level = frontier
    frontier = []
    if (seen.size > limit) return { states: seen.size, steps, broken: { what: 'limit', way: [] } }
    for (const state of level) {
      const what = brokenState(state, rules)
      if (what !== null) return broken(what, index)
      let next = -1
      let best: number = FAIR.length
      for (const taken of stepsOf(state, rules)) {
        steps++
        const forgotten = brokenStep(state, taken.next)
        if (forgotten !== null) return broken(forgotten, index, [taken.label])
        const to = enter(taken.next, index, taken.label)
        if (to !== index && urgency(taken) < best) [best, next] = [urgency(taken), to]
      }
      const end = next < 0 ? brokenEnd(state, rules) : null
      if (end !== null) return broken(end, index)
      goesOn.push(next)
      index++
    }
  }
  const ring = ringIn(goesOn)
  return ring < 0 ? { states: seen.size, steps, broken: null } : broken('it never comes to rest', ring)
}

/** A state from which the fault-free steps go round and round; -1 for none. */
function ringIn(goesOn: readonly number[]): number {
  const rests = new Uint8Array(goesOn.length)
  for (let start = 0; start < goesOn.length; start++) {
    const way: number[] = []
    let at = start
    while (at >= 0 && rests[at] === 0) {
      rests[at] = 1
      way.push(at)
      at = goesOn[at] ?? -1
    }
    if (at >= 0 && rests[at] === 1) return at
    for (const passed of way) rests[passed] = 2
  }
  return -1
}
