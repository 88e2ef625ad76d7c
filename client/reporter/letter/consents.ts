/** What a person may agree to beside getting help: off until they say yes. Source: docs/protocol.md P6.5. */
import type { Language } from '../../../shared/case/language.ts'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'

/** In the order in which they are asked. */
export const ASKED = ['share_with', 'anonymous_statistics'] as const
export type Asked = (typeof ASKED)[number]

/** What was answered; nothing for what was left as it is. */
export type Given = Readonly<Partial<Record<Asked, boolean>>>

/** Of the sentences `agree.*`: another number once they say something else. */
const TEXT_VERSION = 3

/** Each answer with the sentence that was answered. */
export const consentsOf = (given: Given, language: Language): readonly ConsentBody[] =>
  ASKED.flatMap((consent): ConsentBody[] => {
    const is = given[consent]
    return is === undefined ? [] : [{ consent, given: is, textVersion: `${TEXT_VERSION}/${language}` }]
  })
