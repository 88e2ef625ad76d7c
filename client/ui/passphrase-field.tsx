/**
 * A field for a passphrase. No name and no autofill: it must not enter the browser's own stores, where whoever shares the
 * profile would find it (docs/decisions/007-profile-remains.md).
 */
import type { JSX, TargetedEvent } from 'preact'
import { useId } from 'preact/hooks'

interface PassphraseFieldProps {
  readonly label: string
  readonly shown: boolean
  readonly describedBy?: string
  readonly onText: (text: string) => void
  readonly field?: (field: HTMLInputElement | null) => void
}

export function PassphraseField({ label, shown, describedBy, onText, field }: PassphraseFieldProps): JSX.Element {
  const id = useId()
  const rest = {
    id,
    ref: (one: HTMLInputElement | null): void => {
      field?.(one)
    },
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    translate: false,
    'aria-describedby': describedBy,
    onInput: (event: TargetedEvent<HTMLInputElement>): void => onText(event.currentTarget.value),
  } as const
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {shown ? <input {...rest} type="text" /> : <input {...rest} type="password" />}
    </div>
  )
}
