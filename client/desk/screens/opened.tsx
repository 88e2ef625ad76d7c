/** What was opened from a list: its title with what stands beside it, and the way back by button and Escape. */
import type { ComponentChildren, JSX } from 'preact'
import { Heading } from '../../ui/heading.tsx'
import { useSpeech } from '../speech.ts'

interface OpenedProps {
  readonly title: string
  /** In the line of the title. */
  readonly beside: ComponentChildren
  readonly onBack: () => void
  readonly children: ComponentChildren
}

export function Opened({ title, beside, onBack, children }: OpenedProps): JSX.Element {
  const { say } = useSpeech()
  return (
    <div
      class="case"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack()
      }}
    >
      <div class="head">
        <button type="button" class="plain" onClick={onBack}>
          {say('back')}
        </button>
        <Heading>{title}</Heading>
        {beside}
      </div>
      {children}
    </div>
  )
}
