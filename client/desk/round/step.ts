/** What the steps of a round have in common. */
import type { AgencyContext } from '../../agency/context.ts'
import type { OpenDesk } from '../open-desk.ts'
import { stopsRound, type Problem } from '../problem.ts'

export function contextOf({ tools }: OpenDesk): AgencyContext {
  const { primitives: p, random, relay, today, nowMs: now } = tools
  return { p, random, relay, today, now }
}

/** Ends the round: what is left has its turn in the next one. */
export class RoundEnded extends Error {
  override readonly name = 'RoundEnded'
}

export interface RoundOptions {
  /** The first one since the desk was unlocked: also asks for what was missing. */
  readonly first: boolean
  /** Asked between the steps: the desk was locked. */
  readonly isLocked: () => boolean
  /** This browser has shown that it keeps the desk. Before that nothing is taken in, and nothing confirmed that others took in. */
  readonly isProven: boolean
}

export interface Round extends RoundOptions {
  readonly desk: OpenDesk
  readonly problems: Problem[]
}

/** A problem after which asking for more makes no sense ends the round. */
export function note({ problems }: Round, problem: Problem): void {
  problems.push(problem)
  if (stopsRound(problem)) throw new RoundEnded()
}
