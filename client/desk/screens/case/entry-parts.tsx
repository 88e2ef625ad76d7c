/** Parts that the entries of a timeline have in common. */
import type { JSX } from 'preact'
import type { Said } from '../../../../shared/case/case.ts'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import { useSpeech } from '../../speech.ts'
import { VoicesOf } from './voices.tsx'

export function Title({ children }: { readonly children: string }): JSX.Element {
  return <p class="what">{children}</p>
}

export function Words({ text, language }: { readonly text: string; readonly language?: string }): JSX.Element | null {
  if (text === '') return null
  return (
    <p class="said">
      <ForeignText text={text} {...(language === undefined ? {} : { language })} />
    </p>
  )
}

/** Joined words, with what has not come of them. */
export function SaidWords({ said, language }: { readonly said: Said; readonly language?: string }): JSX.Element {
  const { say } = useSpeech()
  const { words, missingParts, attachments } = said
  return (
    <>
      <Words text={words} {...(language === undefined ? {} : { language })} />
      {missingParts > 0 && <p class="banner gap">{say('item.missing-parts', { count: missingParts })}</p>}
      {attachments.length > 0 && <VoicesOf said={said} />}
    </>
  )
}

/** What no program here understands, as it came. */
export function UnknownBody({ name, body }: { readonly name: string; readonly body: unknown }): JSX.Element {
  const { say } = useSpeech()
  return (
    <>
      <Title>{say('item.unknown', { type: visibleString(name) })}</Title>
      <p class="said raw">
        <ForeignText text={JSON.stringify(body, null, 1)} />
      </p>
    </>
  )
}
