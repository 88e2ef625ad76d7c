/**
 * What the reporter's app makes of an act: the same words in the same order, so that a caseworker sees beforehand what the
 * person will read. Kept in step with the conversation of the reporter's app by test/e2e/desk-case.test.ts.
 */
import type { Code } from '../../../shared/case/codes.ts'
import { isCaseStatus } from '../../../shared/case/status.ts'
import type { Day } from '../../../shared/day.ts'
import type { ToldWords } from '../../words/told.en.ts'
import type { WrittenAct } from '../drafts/draft.ts'

const statusLine = (words: ToldWords, code: Code): string => (isCaseStatus(code) ? words[`status.${code}`] : code)

const promiseLine = (words: ToldWords, day: Day | undefined, date: (day: Day) => string): readonly string[] =>
  day === undefined ? [] : [words['talk.promised'].replace('{date}', date(day))]

/** Empty for what the reporter never sees. `date` as the reporter's app writes days. */
export function readerLines(act: WrittenAct, words: ToldWords, date: (day: Day) => string): readonly string[] {
  switch (act.kind) {
    case 'message':
      return [act.words]
    case 'status':
      return [statusLine(words, act.status), ...promiseLine(words, act.promisedDay, date)]
    case 'closure':
    case 'erasure':
      return [statusLine(words, 'closed'), ...(act.words === undefined ? [] : [act.words])]
    case 'reopening':
      return [statusLine(words, 'reopened'), ...(act.words === undefined ? [] : [act.words])]
    case 'note':
      return []
  }
}
