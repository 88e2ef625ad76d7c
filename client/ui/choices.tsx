/**
 * Large buttons to choose from. Buttons and no radio inputs or checkboxes: browsers write the state of those into the
 * profile's files (docs/decisions/007-profile-remains.md).
 */
import type { JSX, TargetedKeyboardEvent } from 'preact'

export interface Choice<T> {
  readonly value: T
  readonly label: string
  /** Of the label, where it is not the screen's. */
  readonly lang?: string
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

/**
 * Where an arrow key leads among `length` choices: down and onwards to the next, up and backwards to the one before, round at
 * both ends. Null: no arrow.
 */
export function arrowTo(key: string, at: number, length: number, rightToLeft: boolean): number | null {
  const onwards = rightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const backwards = rightToLeft ? 'ArrowRight' : 'ArrowLeft'
  if (key === 'ArrowDown' || key === onwards) return (at + 1) % length
  if (key === 'ArrowUp' || key === backwards) return (at + length - 1) % length
  return null
}

/**
 * One of them, shown as chosen; the screen stays. With keys as WAI-ARIA's Authoring Practices say (Radio Group): the group is
 * one stop of Tab, and arrows choose.
 */
export function ChooseOne<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoicesProps<T> & { readonly chosen: T | null }): JSX.Element {
  const stop = Math.max(
    0,
    choices.findIndex(({ value }) => value === chosen),
  )
  const move = (event: TargetedKeyboardEvent<HTMLButtonElement>, at: number): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const button = event.currentTarget
    const to = arrowTo(event.key, at, choices.length, getComputedStyle(button).direction === 'rtl')
    const choice = to === null ? undefined : choices[to]
    if (to === null || choice === undefined) return
    event.preventDefault()
    button.parentElement?.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus()
    onChoose(choice.value)
  }
  return (
    <div class="choices" role="radiogroup" aria-label={label}>
      {choices.map(({ value, label: text, lang }, index) => (
        <button
          key={value}
          type="button"
          lang={lang}
          dir={lang === undefined ? undefined : 'auto'}
          class="choice"
          role="radio"
          aria-checked={chosen === value}
          tabIndex={index === stop ? 0 : -1}
          onKeyDown={(event) => move(event, index)}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
