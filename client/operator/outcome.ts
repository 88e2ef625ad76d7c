/** What a command gives: something to print, or a refusal with its exit code. Nothing secret but links meant to be handed over. */

export interface Done {
  readonly ok: true
  /** 1 where what was found is not well; 0 unless said. */
  readonly exitCode?: 0 | 1
  /** For people, one line each. */
  readonly lines: readonly string[]
  /** For programs: the object that `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>
}

/** `refused` exits 1, `usage` exits 2. */
export interface Refused {
  readonly ok: false
  readonly kind: 'refused' | 'usage'
  readonly message: string
}

export type CommandOutcome = Done | Refused

export const refusal = (message: string): Refused => ({ ok: false, kind: 'refused', message })
export const misuse = (message: string): Refused => ({ ok: false, kind: 'usage', message })
export const isRefused = (value: object): value is Refused => 'ok' in value && value.ok === false
