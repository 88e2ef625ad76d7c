/** Why a desk stayed shut, as its screens say it. */
import type { Key } from '../../../words/desk.en.ts'
import type { UnlockAnswer } from '../../bridge/messages.ts'

/** `failed`: what is said of a passphrase, or of a kit, that does not open it. */
export function whyShut(answer: Exclude<UnlockAnswer, { kind: 'opened' }>, failed: Key): Key {
  switch (answer.kind) {
    case 'failed':
      return failed
    case 'unusable':
      return 'unlock.unusable'
    case 'no-memory':
      return 'make.no-memory'
    case 'storage':
      return `problem.storage.${answer.code}`
  }
}
