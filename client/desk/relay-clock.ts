/**
 * Whether this computer's calendar can be believed: the relay names its own day when it refuses a request for being signed
 * for another. A seed must not be erased, nor a sheet published, by a clock that is wrong. Source: docs/protocol.md section 8.
 */
import type { Day } from '../../shared/day.ts'
import { PROBLEM_TYPE } from '../../shared/wire/api.ts'
import { parseJson } from '../../shared/wire/json.ts'
import { parseProblem } from '../../shared/wire/problem.ts'
import type { Fetch } from '../relay/transport.ts'

export interface RelayClock {
  readonly fetch: Fetch
  aheadDays(): number
}

/** `fetch` with the day of each refusal noted. */
export function watchRelayClock(fetch: Fetch, today: () => Day): RelayClock {
  let ahead = 0
  return {
    async fetch(url, init) {
      const response = await fetch(url, init)
      if (response.status === 401 && response.headers.get('content-type')?.startsWith(PROBLEM_TYPE) === true) {
        const problem = parseProblem(parseJson(new Uint8Array(await response.clone().arrayBuffer())))
        if (problem?.code === 'day' && problem.day !== undefined) ahead = today() - problem.day
      }
      return response
    },
    aheadDays: () => ahead,
  }
}
