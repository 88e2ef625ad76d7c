/**
 * Large buttons to choose from. Buttons and no radio inputs or checkboxes: browsers write the state of those into the
 * profile's files (docs/decisions/007-profile-remains.md).
 */
import type { JSX } from 'preact'

export interface Choice<T> {
  readonly value: T
  readonly label: string
}

interface ChoicesProps<T> {
  /** Names the group for screen readers. */
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly onChoose: (value: T) => void
}

/** Several may be chosen; each tap turns one on or off. */
export function ChooseSome<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoicesProps<T> & { readonly chosen: readonly T[] }): JSX.Element {
  return (
    <div class="choices" role="group" aria-label={label}>
      {choices.map(({ value, label: text }) => (
        <button
          key={value}
          type="button"
          class="choice"
          aria-pressed={chosen.includes(value)}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}

/** One of them, shown as chosen; the screen stays. */
export function ChooseOne<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoicesProps<T> & { readonly chosen: T | null }): JSX.Element {
  return (
    <div class="choices" role="radiogroup" aria-label={label}>
      {choices.map(({ value, label: text }) => (
        <button
          key={value}
          type="button"
          class="choice"
          role="radio"
          aria-checked={chosen === value}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
