/** Making the events of a log, each with a fresh random id. Source: docs/protocol.md P6.2, P6.5. */
import type { Random } from '../crypto/primitives.ts'
import { EVENT_ID_BYTES } from '../protocol.ts'
import type { JsonObject } from '../wire/json.ts'
import type { RecordType } from './codes.ts'
import type { EventBase, InLog } from './event.ts'
import type { CaseBodies, CaseType, OwnBodies, OwnType, RecordEvent, TakenBody, TakenEvent } from './log-event.ts'
import { headsToName } from './heads.ts'
import { eventIdName, type EventHash, type Pseudonym } from './names.ts'

export interface LogCommon {
  readonly random: Random
  /** RFC 3339, see eventTime. */
  readonly at: string
}

/** An event of a case. `heads` are those of the fold, `Case.heads`, or of headsAfter; the event names the first of them. */
export function createCaseEvent<T extends CaseType>(
  type: T,
  common: LogCommon & { readonly case: Pseudonym; readonly heads: readonly EventHash[] },
  body: CaseBodies[T],
): InLog & { readonly type: T; readonly body: CaseBodies[T] } {
  const { random, at, heads } = common
  return { type, id: eventIdName(random(EVENT_ID_BYTES)), case: common.case, heads: headsToName(heads), at, body }
}

export function createRecord(
  type: RecordType,
  common: LogCommon & { readonly case: Pseudonym; readonly heads: readonly EventHash[] },
  body: JsonObject,
): RecordEvent {
  const { random, at, heads } = common
  return { type, id: eventIdName(random(EVENT_ID_BYTES)), case: common.case, heads: headsToName(heads), at, body }
}

/** `heads`: those of the case that the event inside belongs to, empty when it is the first. */
export function createTaken(common: LogCommon & { readonly heads: readonly EventHash[] }, body: TakenBody): TakenEvent {
  const { random, at, heads } = common
  return { type: 'taken', id: eventIdName(random(EVENT_ID_BYTES)), case: null, heads: headsToName(heads), at, body }
}

export function createOwnEvent<T extends OwnType>(
  type: T,
  { random, at }: LogCommon,
  body: OwnBodies[T],
): EventBase & { readonly type: T; readonly case: null; readonly body: OwnBodies[T] } {
  return { type, id: eventIdName(random(EVENT_ID_BYTES)), case: null, at, body }
}
