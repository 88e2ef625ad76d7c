/**
 * Words that somebody else wrote, as text and nothing else: no link is made of them, no markup is read, their direction stays
 * their own, and what cannot be seen is marked.
 */
import type { JSX } from 'preact'
import { visibleText } from './visible-text.ts'

interface ForeignTextProps {
  readonly text: string
  /** Tag of the language it is said to be in; foreign too. */
  readonly language?: string
  /** In one line, and cut where the line ends. */
  readonly short?: boolean
}

/** A tag that a browser can make something of, or none. */
const tagOf = (language: string | undefined): string | undefined =>
  language !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : undefined

/** Enough for one line; never half of a character. */
const beginning = (text: string): string => Array.from(text.slice(0, 400)).slice(0, 200).join('')

export function ForeignText({ text, language, short = false }: ForeignTextProps): JSX.Element {
  return (
    <bdi class={short ? 'foreign short' : 'foreign'} dir="auto" lang={tagOf(language)} translate={false}>
      {visibleText(short ? beginning(text) : text).map((segment, index) =>
        segment.kind === 'text' ? (
          segment.text
        ) : (
          <span key={index} class="mark">
            {`⟦${segment.text}⟧`}
          </span>
        ),
      )}
    </bdi>
  )
}
