/**
 * What a person says of how they were helped, to the agency and to its overseer: the one content that an overseer receives.
 * Source: docs/protocol.md P6.5.
 */
import type { JsonObject } from '../wire/json.ts'
import type { Code } from './codes.ts'
import { code, listField, need, optional, words, type Read } from './fields.ts'
import { MAX_LIST } from './limits.ts'

export interface FeedbackBody {
  /** By question of FEEDBACK_QUESTIONS. */
  readonly answers: readonly (readonly [question: Code, answer: Code])[]
  readonly words?: string
}

const answer: Read<readonly [Code, Code]> = (value) => {
  const [question, given] = need(
    (pair) => (Array.isArray(pair) && pair.length === 2 ? (pair as unknown[]) : null),
    'answer',
  )(value)
  return [code(question), code(given)]
}

export const readFeedback = (from: JsonObject): FeedbackBody => ({
  answers: listField(from, 'answers', answer, MAX_LIST),
  ...optional(from, 'words', words),
})
