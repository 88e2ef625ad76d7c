/**
 * What a person may tell beside the need, with the report or after it, and nobody has to: a phone sends the report early
 * and each of these as a follow-up. Source: docs/protocol.md P6.5, vocabulary 2.1 to 2.3.
 */
import type { JsonObject } from '../wire/json.ts'
import type { Code } from './codes.ts'
import { code, flag, line, listOf, optional } from './fields.ts'
import { MAX_LIST } from './limits.ts'

export interface Details {
  /** The district of the area, as its pack names it in Thai. */
  readonly district?: string
  /** Of ISSUES: what happened. */
  readonly issues?: readonly Code[]
  /** Of REPORTER_ROLES. */
  readonly role?: Code
  /** Of LIFE_STAGES: of the person whom it is about. */
  readonly lifeStage?: Code
  /** Whom it is about is younger than eighteen. */
  readonly under18?: boolean
  /** Of WISHES: how the person would like to be spoken with. */
  readonly wishes?: readonly Code[]
  /** In which to be answered, where it is not the one that they read: a tag of LANGUAGES, or what the person calls it. */
  readonly answerLanguage?: string
  /** Somebody at the agency who must not see this. */
  readonly notShowTo?: string
  /** Of KNOWS: whether the person whom it is about knows that it is told. */
  readonly knows?: Code
  /** How that person can be reached without those they live with noticing. */
  readonly reach?: string
}

/** Those that are there. */
export function readDetails(from: JsonObject): Details {
  return {
    ...optional(from, 'district', line),
    ...optional(from, 'issues', listOf(code, MAX_LIST)),
    ...optional(from, 'role', code),
    ...optional(from, 'lifeStage', code),
    ...optional(from, 'under18', flag),
    ...optional(from, 'wishes', listOf(code, MAX_LIST)),
    ...optional(from, 'answerLanguage', line),
    ...optional(from, 'notShowTo', line),
    ...optional(from, 'knows', code),
    ...optional(from, 'reach', line),
  }
}

/** Of these what is told later stands in the place of what was told before. Whom not to show it to is added up. */
const NAMES = [
  'district',
  'issues',
  'role',
  'lifeStage',
  'under18',
  'wishes',
  'answerLanguage',
  'knows',
  'reach',
] as const

export type Replaced = Pick<Details, (typeof NAMES)[number]>

/** Those among the fields of a body. */
export function pickReplaced(body: Details): Replaced {
  return Object.fromEntries(NAMES.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]] as const])))
}
