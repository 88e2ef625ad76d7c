/** Making a desk from whatever the worker was shown before, a link or a recovery kit: one try at a time. */
import { useState } from 'preact/hooks'
import type { Key } from '../../../words/desk.en.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { Input, MakeAnswer } from '../../bridge/messages.ts'

function keyOf(answer: MakeAnswer | null): Key | null {
  if (answer === null) return null
  switch (answer.kind) {
    case 'made':
      return null
    case 'failed':
      return 'make.failed'
    case 'token':
      return 'found.token'
    case 'no-memory':
      return 'make.no-memory'
    case 'storage':
      return `make.storage.${answer.code}`
  }
}

export interface Making {
  readonly making: boolean
  /** What happened to the last try. */
  readonly trouble: Key | null
  readonly make: (input: Input<'make'>) => void
}

export function useMaking(desk: DeskEnd, onMade: (vaultId: string) => void): Making {
  const [making, setMaking] = useState(false)
  const [answer, tell] = useState<MakeAnswer | null>(null)
  const run = async (input: Input<'make'>): Promise<void> => {
    setMaking(true)
    tell(null)
    const next = await desk.ask('make', input).catch((): MakeAnswer => ({ kind: 'failed' }))
    setMaking(false)
    tell(next)
    if (next.kind === 'made') onMade(next.id)
  }
  return { making, trouble: keyOf(answer), make: (input) => void run(input) }
}
