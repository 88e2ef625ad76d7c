/** How to use the app: six pictures with few words, read aloud where the device can; then what it cannot protect from. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Drawing } from '../ui/drawing.tsx'
import { Heading } from '../ui/heading.tsx'
import type { Key } from '../words/reporter.en.ts'
import { Limits } from './limits.tsx'
import { ReadAloud, useReader } from './aloud/read-aloud.tsx'
import { useSpeech } from './speech.ts'

/** Paths in a square of 48, in the order in which things are done. */
const STEPS: readonly (readonly [key: Key, lines: string])[] = [
  // a door, and the way out of it
  ['use.alone', 'M9 6h18v36H9zM22 24h.1M31 24h12M37 17l7 7-7 7'],
  // four fields, one of them chosen
  ['use.tap', 'M6 6h15v15H6zM27 6h15v15H27zM6 27h15v15H6zM27 27h15v15H27zM31 34l3 4 6-8'],
  // a lock
  ['use.office', 'M10 21h28v21H10zM16 21v-6a8 8 0 0 1 16 0v6M24 29v6'],
  // a sheet of paper with five lines
  ['use.code', 'M11 5h26v38H11zM17 13h14M17 19h14M17 25h14M17 31h14M17 37h14'],
  // a day in a calendar
  ['use.again', 'M7 10h34v32H7zM7 18h34M15 5v9M33 5v9M17 30l5 5 10-10'],
  // a telephone
  ['use.danger', 'M10 6h9l4 10-5 4c2 5 5 8 10 10l4-5 10 4v9c0 3-2 4-4 4C20 42 6 28 6 10c0-2 1-4 4-4z'],
]

export function HowToUse({ onHome }: { readonly onHome: () => void }): JSX.Element {
  const { say } = useSpeech()
  const [limits, setLimits] = useState(false)
  const reader = useReader()
  if (limits) return <Limits onBack={() => setLimits(false)} />
  return (
    <>
      <Heading>{say('use.title')}</Heading>
      <ol class="pictured">
        {STEPS.map(([key, lines]) => (
          <li key={key} class="row">
            <Drawing lines={lines} />
            <span>{say(key)}</span>
          </li>
        ))}
      </ol>
      <ReadAloud reader={reader} text={STEPS.map(([key]) => say(key)).join(' ')} />
      <button type="button" class="choice" onClick={() => setLimits(true)}>
        {say('limits.title')}
      </button>
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
