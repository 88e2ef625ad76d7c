/** One plain sentence for each thing that can go wrong, never red, always with the numbers. */
import type { ComponentChildren, JSX } from 'preact'
import type { Key } from '../words/reporter.en.ts'
import { FEW_HOTLINES } from './hotlines.ts'
import { Numbers } from './numbers.tsx'
import { useSpeech } from './speech.ts'

type KindIn<K> = K extends `trouble.${infer T}` ? T : never
/** Each has its sentence. */
export type TroubleKind = Exclude<KindIn<Key>, 'call'>

export function Trouble({
  of,
  children,
}: {
  readonly of: TroubleKind
  readonly children?: ComponentChildren
}): JSX.Element {
  const { say, date, today } = useSpeech()
  const filling = { date: date(today()) }
  return (
    <section class="trouble">
      <p role="alert">{say(`trouble.${of}`, filling)}</p>
      {/* keys look too old also to a phone whose date is wrong */}
      {of === 'keys-expired' && <p>{say('trouble.clock', filling)}</p>}
      {children}
      <h2>{say('trouble.call')}</h2>
      <Numbers of={FEW_HOTLINES} />
    </section>
  )
}
