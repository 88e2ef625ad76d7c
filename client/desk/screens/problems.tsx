/** What is wrong, in plain sentences; what stops work or needs a person comes first. */
import type { JSX } from 'preact'
import type { Refusal } from '../../../shared/trust/outcome.ts'
import { visibleString } from '../../ui/visible-text.ts'
import type { Key } from '../../words/desk.en.ts'
import type { Problem } from '../problem.ts'
import { useSpeech, type Speech } from '../speech.ts'

const GRAVE: ReadonlySet<Problem['kind']> = new Set([
  'removed',
  'other-key',
  'document',
  'missing',
  'storage',
  'vault-gone',
  'clock',
  'relay-full',
  'token',
  'wrong-handover',
  'mail-astray',
  'few-devices',
])

function documentKey(what: Extract<Problem, { kind: 'document' }>['what'], reason: Refusal): Key {
  if (reason === 'expired') return 'problem.document.expired'
  if (reason === 'not-yet') return 'problem.document.clock'
  return what === 'intake-sheet' ? 'problem.document.intake' : 'problem.document.forged'
}

/** So many numbers as a person reads; the rest is counted. */
const MOST_NUMBERS = 8

function sentence(problem: Problem, { say }: Speech): string {
  switch (problem.kind) {
    case 'offline':
    case 'removed':
    case 'relay-full':
    case 'vault-gone':
    case 'unknown-agency':
    case 'other-key':
    case 'not-listed':
    case 'token':
    case 'waiting-for-keys':
    case 'replacing':
      return say(`problem.${problem.kind}`)
    case 'refused':
      return say('problem.refused', { code: problem.code })
    case 'wrong-handover':
      return say('problem.wrong-handover', { label: visibleString(problem.label) })
    case 'missing': {
      const { numbers } = problem
      const more = numbers.length > MOST_NUMBERS ? ` … (${numbers.length})` : ''
      return say('problem.missing', { numbers: numbers.slice(0, MOST_NUMBERS).join(', ') + more })
    }
    case 'restored':
      return say('problem.restored', { count: problem.givenBack })
    case 'clock':
      return say('problem.clock', { count: Math.abs(problem.days) })
    case 'storage':
      return say(`problem.storage.${problem.code}`)
    case 'document': {
      const { what, reason } = problem
      return say(documentKey(what, reason), { what: say(`document.${what}`), reason })
    }
    case 'mail-astray': {
      const { count, labels } = problem
      return say('problem.mail-astray', { count, labels: labels.map(visibleString).join(', ') || '?' })
    }
    case 'newer-mail':
    case 'unopened-mail':
    case 'lost-mail':
    case 'closed-entries':
    case 'few-devices':
      return say(`problem.${problem.kind}`, { count: problem.count })
  }
}

export function Problems({ problems }: { readonly problems: readonly Problem[] }): JSX.Element | null {
  const speech = useSpeech()
  // That there is no network stands in the status line already.
  const told = problems.filter(({ kind }) => kind !== 'offline')
  if (told.length === 0) return null
  const sorted = told.toSorted((a, b) => Number(GRAVE.has(b.kind)) - Number(GRAVE.has(a.kind)))
  return (
    <section class="problems" aria-label={speech.say('problem.title')} role="status">
      <ul>
        {[...new Set(sorted.map((problem) => sentence(problem, speech)))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
