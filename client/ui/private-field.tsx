/**
 * Fields whose text must not outlive the page: no name, nothing for autofill, spelling services or the browser's session
 * files, set on the control itself before the first key (docs/decisions/007-profile-remains.md). The text lives in the
 * field and with whoever listens, not in the state of a component.
 */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  readonly label: string
  /** The label is there for screen readers only: the heading says the same. */
  readonly labelHidden?: boolean
  readonly initial: string
  readonly maxCharacters: number
  readonly onText: (text: string) => void
}

const traceless = {
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: false,
  translate: false,
  /** As an attribute: where it is a property as well, that one is true or false, and `off` would be true. */
  ref: (field: HTMLElement | null): void => field?.setAttribute('autocorrect', 'off'),
} as const

const FEW_LINES = 3
const LINES = 8

/** Many lines: few of them while nobody writes there, so that whoever does not want to write sees what else one can do. */
export function PrivateText({ label, labelHidden = false, initial, maxCharacters, onText }: FieldProps): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label for={id} class={labelHidden ? 'unseen' : undefined}>
        {label}
      </label>
      <textarea
        {...traceless}
        id={id}
        rows={initial === '' ? FEW_LINES : LINES}
        maxLength={maxCharacters}
        defaultValue={initial}
        onFocus={({ currentTarget }) => void (currentTarget.rows = LINES)}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
  )
}

/** One line. `digits` asks for the keyboard of digits. */
export function PrivateLine({
  label,
  initial,
  maxCharacters,
  onText,
  digits = false,
  describedBy,
}: FieldProps & { readonly digits?: boolean; readonly describedBy?: string }): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...traceless}
        id={id}
        type="text"
        inputMode={digits ? 'numeric' : 'text'}
        maxLength={maxCharacters}
        aria-describedby={describedBy}
        defaultValue={initial}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
  )
}
