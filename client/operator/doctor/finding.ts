/** One thing that `sosafe doctor` looked at: how it is, what that means, and what to do. Plain words, one line each. */

/** `look`: a person should decide whether it is meant so. */
export type Severity = 'ok' | 'look' | 'wrong'

export interface Finding {
  /** One word, for programs and for whoever looks it up. */
  readonly check: string
  readonly severity: Severity
  readonly says: string
  /** What to type or to do; null where nothing is to be done. */
  readonly advice: string | null
}

export const ok = (check: string, says: string): Finding => ({ check, severity: 'ok', says, advice: null })
export const look = (check: string, says: string, advice: string): Finding => ({
  check,
  severity: 'look',
  says,
  advice,
})
export const wrong = (check: string, says: string, advice: string): Finding => ({
  check,
  severity: 'wrong',
  says,
  advice,
})

const COLUMN = 12

export function findingLine({ check, severity, says, advice }: Finding): string {
  const mark = severity === 'wrong' ? 'WRONG' : severity
  return `${mark.padEnd(6)}${check.padEnd(COLUMN)} ${says}${advice === null ? '' : ` -> ${advice}`}`
}
